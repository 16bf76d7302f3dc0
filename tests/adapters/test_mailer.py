"""The outbox: mail for a team that has no mail server yet."""

import os
import stat
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from chat_app.adapters.mailer import Mail, OutboxMailer

LINK = "http://localhost:3000/auth/magic?token=" + "x" * 60


async def test_a_mail_is_a_file_that_mail_programs_read(tmp_path: Path):
    mailer = OutboxMailer(tmp_path / "outbox", "Parley <parley@localhost>")
    await mailer.send(Mail("ada@watercooler.example", "Sign in", f"Hello Ada,\n\n{LINK}\n"))
    (path,) = (tmp_path / "outbox").iterdir()
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (mail["From"], mail["To"], mail["Subject"]) == (
        "Parley <parley@localhost>", "ada@watercooler.example", "Sign in",
    )  # fmt: skip
    assert LINK in mail.get_content()
    assert mail["Date"]
    assert mail["Message-ID"]


async def test_each_mail_has_a_file_of_its_own_in_a_private_folder(tmp_path: Path):
    mailer = OutboxMailer(tmp_path / "outbox", "Parley <parley@localhost>")
    for _ in range(3):
        await mailer.send(Mail("ada@watercooler.example", "Sign in", LINK))
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == 3
    assert stat.S_IMODE((tmp_path / "outbox").stat().st_mode) == 0o700


async def test_the_link_is_printed_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    await OutboxMailer(tmp_path, "Parley <parley@localhost>").send(Mail("ada@w.example", "Sign in", f"open {LINK} now"))
    assert LINK in capsys.readouterr().out.split()


async def test_a_name_with_a_line_break_cannot_add_headers(tmp_path: Path):
    mailer = OutboxMailer(tmp_path, "Parley <parley@localhost>")
    with pytest.raises(ValueError, match="linefeed"):
        await mailer.send(Mail("ada@w.example", "Sign in\nBcc: mallory@elsewhere.example", LINK))
    assert os.listdir(tmp_path) == []
