"""Each address has a canonical form, independent of its spelling, at every border."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_app.models import User
from chat_app.schemas import addresses
from chat_app.services import accounts, invites, limits, login_links
from chat_app.services.errors import Invalid
from chat_app.services.parley import Parley

ERIN = "erin@xn--bcher-kva.example"
SPELLINGS = [
    "erin@bücher.example", "Erin@BÜCHER.example", "  erin@bücher.example ", "erin@xn--bcher-kva.example",
    "ERIN@XN--BCHER-KVA.EXAMPLE", "erin@b\u0075\u0308cher.example", "ｅｒｉｎ@bücher.example",
]  # fmt: skip
NONE = [
    "", "erin", "@", "erin@", "@bücher.example", "erin@@a.example", "erin @a.example", "trent\x01@a.example",
    "trent\u200b@a.example", "trent@a\u202e.example", "érin@a.example", "a" * 250 + "@a.example", "erin@a",
    "erin@a..example", "erin@-a.example", "a\r\nBcc: b@a.example", "erin@a.example\x00", "<erin@a.example>",
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_the_same_address(spelling: str):
    assert addresses.canonical(spelling) == ERIN
    assert addresses.rate_limit_key(spelling) == ERIN


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_address_is_none(text: str):
    assert not addresses.is_address(text)
    assert len(addresses.rate_limit_key(text)) <= addresses.LONGEST


@pytest.mark.parametrize(
    "claim", ["gra\u200bce@a.example", "gr ace@a.example", "ｇrace@a.example", "ɡrace@a.example", "grace"]
)
def test_what_a_provider_vouches_for_is_never_made_into_another_address(claim: str):
    assert addresses.from_provider(claim) == ""
    assert addresses.from_provider("Grace@A.example") == "grace@a.example"


@given(st.text(max_size=60) | st.emails())
def test_the_form_of_a_form_is_itself(text: str):
    if addresses.is_address(text):
        assert addresses.canonical(addresses.canonical(text)) == addresses.canonical(text)
    assert addresses.rate_limit_key(addresses.rate_limit_key(text)) == addresses.rate_limit_key(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"Bar, Erin" <erin@a.example>, Ada <ada@a.example>', ["erin@a.example", "ada@a.example"]),
        ("erin@a.example ada@a.example;grace@a.example\nalan@a.example",
         ["erin@a.example", "ada@a.example", "grace@a.example", "alan@a.example"]),
        ("Erin Bar <erin@bücher.example>", [ERIN]),
        ("ERIN@a.example, erin@a.example", ["erin@a.example"]),
        ('"a; b" <a@a.example>;\n"<x>" <b@a.example>', ["a@a.example", "b@a.example"]),
        (r'"Bar \"B, E\", Erin" <erin@a.example>, ada@a.example', ["erin@a.example", "ada@a.example"]),
        ("erin@a.example (Bar, Erin), ada@a.example", ["erin@a.example", "ada@a.example"]),
        ("erin@a.example\r\nada@a.example\r\n", ["erin@a.example", "ada@a.example"]),
        ("erin@a.example (Bar (B, E), Erin), ada@a.example", ["erin@a.example", "ada@a.example"]),
        (r"erin@a.example (one \) of, us), ada@a.example", ["erin@a.example", "ada@a.example"]),
        ("Team: erin@a.example, Ada <ada@a.example>;grace@a.example",
         ["erin@a.example", "ada@a.example", "grace@a.example"]),
        ('"The, Team": erin@a.example;', ["erin@a.example"]),
        ("mailto:erin@a.example", ["erin@a.example"]),
        ("erin@a.example <ada@a.example>", ["erin@a.example", "ada@a.example"]),
        ("erin@a.example <erin@a.example>", ["erin@a.example"]),
        ('"erin@a.example" <erin@a.example>', ["erin@a.example"]),
        ("Erin @ Work <erin@a.example>", ["erin@a.example"]),
        ('5" Erin <erin@a.example>, 6" Ada <ada@a.example>', ["erin@a.example", "ada@a.example"]),
        ('Erin "B <erin@a.example>\nAda" <ada@a.example>', ["erin@a.example", "ada@a.example"]),
        ("Erin (B <erin@a.example>\nAda) <ada@a.example>", ["erin@a.example", "ada@a.example"]),
    ],
)  # fmt: skip
def test_a_list_is_read_as_mail_programs_write_it(text: str, found: list[str]):
    assert invites.split_addresses(text) == found


_NAMES = st.text(alphabet='ab "(),;:<\\\n é', max_size=8)
_WRITTEN = st.tuples(_NAMES, st.sampled_from(["erin@a.example", "ada@b.example", "grace@c.example"]))


@given(st.lists(_WRITTEN, min_size=1, max_size=4))
def test_no_bracketed_address_is_ever_left_out_in_silence(parts: list[tuple[str, str]]):
    text = ",".join(f"{name} <{address}>" for name, address in parts)
    try:
        found = addresses.parse_list(text, 50)
    except ValueError:
        return
    assert set(found) >= {address for _, address in parts}


@pytest.mark.prompt
@pytest.mark.parametrize(
    "unit",
    ['\\"', '"', "(", "\\(", "(\\(", ")", "<", ">", "<a@b.cc>", '"<a@b.cc>" ', "a@b.cc ", "A@b.cc ", "@ ", ":", "a:",
     ",", "a@ü.cc ", "a@xn--a.", "\ufdfa", "u\u0308"],
)  # fmt: skip
def test_no_list_takes_long(unit: str):
    for before in ('"', "(", "<", "a@b.cc ", ""):
        tries: list[float] = []
        for _ in range(2):
            begun = time.process_time()
            with contextlib.suppress(ValueError):
                addresses.parse_list((before + unit * invites.LIST)[: invites.LIST], invites.AT_ONCE)
            tries.append(time.process_time() - begun)
        assert min(tries) < 0.03, before


@pytest.mark.parametrize(
    "text",
    ["erin@a.example, nonsense", "Erin <erin>", "a@b@c.example", "erin@a.example\x01", "er\x00in@a.example",
     "Erin <er\u200bin@a.example>", "erin\x1f@a.example", "ada@a.example, \u202eerin@a.example"],
)  # fmt: skip
def test_what_is_wrong_in_a_list_is_named(text: str):
    with pytest.raises(Invalid, match="does not look like an e-mail address"):
        invites.split_addresses(text)


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_the_account_the_limit_and_the_mail_agree(parley: Parley, ada: User, spelling: str):
    made = await accounts.create(parley, spelling, "Erin Bar")
    assert made.email == ERIN
    found = await accounts.by_email(parley, spelling)
    assert found
    assert found.id == made.id
    with pytest.raises(Invalid, match="already has an account"):
        await accounts.create(parley, ERIN, "Another")
    counted: list[str] = []

    async def spend(_: Parley, kind: str, who: object) -> None:
        counted.append(str(who))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "spend", spend)
        await limits.sign_in(parley, "192.0.2.1", spelling)
    assert counted[-1] == ERIN
    await login_links.send(parley, spelling)
    (mail,) = (parley.settings.data_dir / "outbox").glob("*.eml")
    assert f"To: {ERIN}" in mail.read_text()
