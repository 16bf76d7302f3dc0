"""The command line, as an operator uses it."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from chat_app.config import WARNED, Settings

ROOT = Path(__file__).resolve().parents[1]


ADA = ("create-user", "Ada@watercooler.example", "--role", "owner", "--workspace", "Watercooler Ltd")


class Shell:
    """Runs `python -m chat_app` on data of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        ours = {WARNED, *(name.upper() for name in Settings.model_fields)}
        inherited = {name: value for name, value in os.environ.items() if name.upper() not in ours}
        return subprocess.run(
            [sys.executable, "-m", "chat_app", *arguments],
            env={**inherited, "PYTHONPATH": str(ROOT), "DATA_DIR": str(self.folder / "data"), **variables},
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
        )


@pytest.fixture
def parley(tmp_path: Path) -> Shell:
    """A shell in an empty folder."""
    return Shell(tmp_path)


@pytest.mark.slow
def test_migrate_makes_the_schema_and_may_be_called_again(parley: Shell):
    for _ in range(2):
        done = parley("migrate")
        assert (done.returncode, done.stdout) == (0, "The schema is up to date.\n"), done.stderr
    assert (parley.folder / "data" / "parley.db").exists()


def test_an_account_is_made_and_gets_a_link_to_sign_in_with(parley: Shell):
    made = parley(*ADA, "--name", "Ada Lovelace")
    assert made.stdout.startswith("Ada Lovelace <ada@watercooler.example> is now owner."), made.stderr
    link = parley("login-link", "ada@watercooler.example", BASE_URL="https://chat.example.com")
    assert link.stdout.startswith("https://chat.example.com/"), link.stderr
    assert "token=" in link.stdout


def test_what_cannot_be_done_is_said_in_one_line(parley: Shell):
    early = parley("create-user", "ada@watercooler.example", "--role", "owner")
    assert parley(*ADA).returncode == 0
    again = parley("create-user", "eve@watercooler.example", "--role", "owner", "--workspace", "Another")
    taken = parley("create-user", "ada@watercooler.example")
    unknown = parley("login-link", "nobody@watercooler.example")
    for refused, why in (
        (early, "no workspace yet"), (again, "already been set up"), (taken, "already has an account"),
        (unknown, "no active account"),
    ):  # fmt: skip
        assert refused.returncode == 1
        assert refused.stderr.startswith("parley: ")
        assert why in refused.stderr
        assert len(refused.stderr.splitlines()) == 1


def test_a_link_can_be_asked_for_before_anything_else(parley: Shell):
    refused = parley("login-link", "ada@watercooler.example")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "why"), [(("--role", "king"), "owner, admin, member, guest"), (("--workspace", "Other"), "--role owner")]
)
def test_what_makes_no_sense_is_refused(parley: Shell, asked: tuple[str, ...], why: str):
    refused = parley("create-user", "ada@watercooler.example", *asked)
    assert refused.returncode != 0
    assert why in " ".join(refused.stderr.replace("│", " ").split())


def test_the_demo_fills_an_empty_database_once(parley: Shell):
    first = parley("demo", MESSAGES="120")
    assert "6 people, 6 rooms and 120 messages" in first.stdout, first.stderr
    assert "nothing was changed" in parley("demo").stdout
    link = parley("login-link", "ada@watercooler.example")
    assert "token=" in link.stdout, link.stderr


def test_wrong_settings_stop_every_command_with_one_line(parley: Shell):
    refused = parley("migrate", DATABASE_URL="mysql://parley:hunter2@localhost/parley")
    assert refused.returncode == 1
    assert refused.stderr.startswith("parley: DATABASE_URL: ")
    assert len(refused.stderr.splitlines()) == 1
    assert "hunter2" not in refused.stderr


def test_a_misspelt_setting_is_named_once_and_stops_nothing(parley: Shell):
    (parley.folder / ".env").write_text("BASE_ULR=https://chat.example.com\n")
    done = parley("migrate")
    assert (done.returncode, done.stdout) == (0, "The schema is up to date.\n")
    assert done.stderr == "parley: .env: BASE_ULR is no setting. Did you mean BASE_URL?\n"


def test_a_port_that_is_taken_stops_the_start_with_one_line_before_anything_is_built(parley: Shell):
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = parley("run", PORT=str(other.getsockname()[1]))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("parley: PORT: another program listens on port ")
    assert len(done.stderr.splitlines()) == 1
