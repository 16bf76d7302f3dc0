"""What people write is found by what they type, whatever the script: the contract of both databases."""

import unicodedata
import uuid

import pytest

from chat_app.models import User, now
from chat_app.services import accounts, message_changes, rooms, search, search_query
from chat_app.services.errors import Invalid
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, say

# What was written, what finds it, and what does not.
SCRIPTS = {
    "latin": (
        "Große Straße in Łódź, señor İnan",
        ("strasse", "STRAẞE", "lodz", "Łód", "senor", "inan", "İNAN"),
        ("trasse",),
    ),
    "vietnamese": ("Tiếng Việt rất đẹp", ("tieng viet", "VIỆT", "dep", "đẹp"), ("iet",)),
    "turkish": ("ışık IŞIK ılık", ("isik", "ışık", "IŞIK"), ("sik",)),
    "greek": ("Ο Σίσυφος ανέβηκε, ΆΣΟΣ",
         ("σισυφος", "ΣΊΣΥΦΟΣ", "σίσυφοσ", "ασος", "ανεβ"),
         ("συφος",)),
    "cyrillic": ("Мой чёрный йогурт",
         ("мой", "мои", "черный", "ЧЁРНЫЙ", "иогурт", "йог"),
         ("огурт",)),
    "hebrew": ("שָׁלוֹם לכולם", ("שלום", "שָׁלוֹם", "לכול"), ("לום",)),
    "arabic": ("مُحَمَّد وأحمد في المدرســة",
         ("محمد", "مُحَمَّد", "واحمد", "المدرسة", "المدرسه"),
         ("حمد",)),
    "persian": ("می‌خواهم کتاب ۱۲۳", ("می‌خواهم", "كتاب", "123", "۱۲۳"), ("خواهم",)),
    "hindi": ("हिन्दी में संदेश क़लम",
         ("हिन्दी", "हि", "संदेश", "में", "क़लम"),
         ("न्दी",)),
    "tamil": ("தமிழ் மொழி", ("தமிழ்", "தமி", "மொழி"), ("ழி",)),
    "thai": ("สวัสดีครับทุกคน", ("สวัสดี", "ครับ", "ทุกคน", "คน"), ("คนครับ",)),
    "lao": ("ສະບາຍດີທຸກຄົນ", ("ສະບາຍດີ", "ທຸກຄົນ"), ("ຄົນດີ",)),
    "khmer": ("សួស្តីពិភពលោក", ("សួស្តី", "ពិភព", "លោក"), ("លោកពិ",)),
    "burmese": ("မင်္ဂလာပါခင်ဗျာ", ("မင်္ဂလာပါ", "ခင်ဗျာ"), ("ဗျာမင်",)),
    "korean": ("주간회의를 서울특별시에서", ("회의", "주간회의", "특별시", "서", "울"), ("회를", "부산")),
    "japanese": ("会議はカタカナとひらがなでﾊﾟｿｺﾝを使う",
         ("会議", "かたかな", "ヒラガナ", "パソコン", "ﾊﾟｿ", "使", "う"),
         ("ハソコン", "会使")),
    "chinese": ("我们明天在东京都见面abc", ("明天", "东京", "京都", "都", "见面abc", "东京都见"), ("天明", "京东")),
    "full width": ("Ｆｕｌｌ ｗｉｄｔｈ １２３", ("full", "ｗｉｄ", "123", "１２３"), ("ull",)),
    "parts": (
        "docker-compose ABC-123 a_long.name@mail.example:8080",
        ("docker-comp", "ABC-12", "long.na", "name@ma", "mail.ex", "example:80", "comp"),
        ("ocker",),
    ),
    "apostrophes": ("It doesn’t matter", ("doesn't", "doesn’t", "does"), ("oesn",)),
    "emoji": ("done 🎉 by 👩🏽‍💻 and :rocket: ❤️",
         ("🎉", "👩‍💻", "👩", "🚀", "rocket", "❤", "done 🎉"),
         ("😀",)),
    "symbols": ("costs 5€ → ok", ("€", "5€", "→"), ("£",)),
}  # fmt: skip


def spellings(text: str) -> set[str]:
    return {text, text.swapcase(), *(unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD"))}


async def found(parley: Parley, person: User, asked: str) -> list[search.Hit]:
    return await search.find(parley, person.id, await search.understand(parley, person.id, asked))


async def test_every_script_is_found_as_typed_and_in_other_spellings(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    said = [unicodedata.normalize(form, text) for text, _, _ in SCRIPTS.values() for form in ("NFC", "NFD")]
    await say(writer, ada, watercooler, *said)
    for script, (text, finds, fails) in SCRIPTS.items():
        both = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")}
        for asked in {each for word in finds for each in spellings(word)}:
            assert both <= {hit.message.content for hit in await found(parley, ada, asked)}, (script, asked)
        for asked in fails:
            assert not both & {hit.message.content for hit in await found(parley, ada, asked)}, (script, asked)


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_is_marked_in_a_result_is_what_was_asked_for(script: str):
    text, finds, _ = SCRIPTS[script]
    for form in ("NFC", "NFD"):
        said = unicodedata.normalize(form, text)
        for asked in finds:
            pieces = search.snippet(said, search_query.parse(asked))
            assert "".join(pieces).removeprefix("…") in said
            assert len(pieces) > 1 or (script, asked) == ("emoji", "🚀"), (asked, pieces)


@pytest.mark.parametrize(
    ("said", "asked", "marked"),
    [
        ("東京都に行く", "京都", ["京都"]),
        ("東京都に行く", "行", ["行"]),
        ("cafe\u0301 au lait", "CAFÉ", ["cafe\u0301"]),
        ("die Straße", "strasse", ["Straße"]),
        ("use docker-compose", "docker-comp", ["docker", "compose"]),
        ("fault table, table fault", '"fault table"', ["fault", "table"]),
        ("ﬃ office", "off", ["office"]),
        ("go 👩🏽‍💻!", "👩‍💻", ["👩🏽‍💻"]),
    ],
)
def test_marks_stand_at_their_places_in_the_original(said: str, asked: str, marked: list[str]):
    assert list(search.snippet(said, search_query.parse(asked))[1::2]) == marked


async def test_edited_and_erased_words_leave_the_index(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    (first, second) = await say(writer, ada, watercooler, "東京へ", "さくら")
    await message_changes.edit(parley, ada.id, uuid.UUID(first.id), "大阪へ")
    await message_changes.delete(parley, ada.id, uuid.UUID(second.id))
    assert [hit.message.content for hit in await found(parley, ada, "大阪")] == ["大阪へ"]
    assert await found(parley, ada, "東京") == [] == await found(parley, ada, "さくら")


async def test_people_and_rooms_are_named_in_any_spelling(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    jose = await accounts.create(parley, "jose@watercooler.example", "Jose\u0301 O’Brien")
    lab = await rooms.create(parley, jose.id, name="Café Łódź")
    await say(writer, jose, uuid.UUID(lab.id), "hola")
    for asked in ("from:josé", "from:JOSE", "from:o'brien", "in:cafe", "hola in:#CAFE\u0301", 'in:"cafe lodz"'):
        hits = await found(parley, jose, asked)
        assert "hola" in {hit.message.content for hit in hits}, asked


async def test_days_are_those_of_the_person_who_asks(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    await say(writer, ada, watercooler, "hello")
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # 25 hours apart: never the same day
        await change(parley, User, ada.id, time_zone=zone)
        today = now().astimezone(search.zone(zone)).date().isoformat()
        assert [hit.message.content for hit in await found(parley, ada, f"on:{today}")] == ["hello"], zone
        assert await found(parley, ada, f"before:{today}") == [] == await found(parley, ada, f"after:{today}")


@pytest.mark.parametrize("asked", ["***", "(((", "% _ \\", '"', "…", "\u200b", "from:@", "in:#"])
def test_what_cannot_be_searched_is_said(asked: str):
    with pytest.raises(Invalid, match=r"Search finds words|comes a name"):
        search_query.parse(asked)


@pytest.mark.parametrize("asked", ["after:9999-12-31", "on:9999-12-31", "before:soon", "on:2026-02-30"])
def test_days_that_no_calendar_holds_are_said_so(asked: str):
    with pytest.raises(Invalid, match="A date looks like"):
        search_query.parse(asked, search.zone("Pacific/Kiritimati"))
