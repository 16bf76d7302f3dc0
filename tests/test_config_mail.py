"""The settings of mail: one address each, in the form that every server takes."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from chat_app.adapters.mail.mailer import Mail, compose
from chat_app.config import BadSettings, load

SENDERS = ["MAIL_FROM", "AWS_SES_SENDER"]
TEAM = "Team, Büro"


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AWS_REGION", "eu-central-1")


def kept(monkeypatch: pytest.MonkeyPatch, name: str, given: str) -> str:
    monkeypatch.setenv(name, given)
    return str(getattr(load(), name.lower()))


@pytest.mark.parametrize("name", SENDERS)
@pytest.mark.parametrize(
    ("given", "shown", "address"),
    [
        ("Parley <parley@bücher.example>", "Parley", "parley@xn--bcher-kva.example"),
        ("parley@BÜCHER.example", "", "parley@xn--bcher-kva.example"),
        (f'"{TEAM}" <team@a.example>', TEAM, "team@a.example"),
        (r'"A \"B\", C" <p@a.example>', 'A "B", C', "p@a.example"),
        ("Parley <parley@localhost>", "Parley", "parley@localhost"),
        ("parley@localhost", "", "parley@localhost"),
        ("山田 太郎 <p@a.example>", "山田 太郎", "p@a.example"),
    ],
)
def test_a_mail_comes_from_the_one_address_that_was_set(
    monkeypatch: pytest.MonkeyPatch, name: str, given: str, shown: str, address: str
):
    sender = kept(monkeypatch, name, given)
    for as_written in (False, True):
        mail = compose(Mail("ada@a.example", "Hello", "text"), sender, as_written=as_written)
        read = message_from_bytes(mail.as_bytes(), policy=policy.default)
        (one,) = read["From"].addresses
        assert (one.display_name, one.addr_spec) == (shown, address)


@pytest.mark.parametrize("given", ["Admins <admins@Bücher.example>", "admins@bücher.example"])
def test_the_one_who_is_told_is_known_by_the_address_alone(monkeypatch: pytest.MonkeyPatch, given: str):
    assert kept(monkeypatch, "TO_EMAIL", given) == "admins@xn--bcher-kva.example"


@pytest.mark.parametrize("name", [*SENDERS, "TO_EMAIL"])
@pytest.mark.parametrize(
    "given",
    [
        "büro@a.example", "Parley <büro@localhost>", "Parley <p@münchen@localhost>", "nobody", "a@b@localhost",
        "a@a.example, b@a.example", "Parley <@localhost>", "<>", "Parley", "a@a.example\r\nBcc: b@a.example",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_named_at_the_start(monkeypatch: pytest.MonkeyPatch, name: str, given: str):
    with pytest.raises(BadSettings, match=name):
        kept(monkeypatch, name, given)
