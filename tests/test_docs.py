"""What README and docs tell people to type works as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chat_app.config import Settings

ROOT = Path(__file__).resolve().parents[1]
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PROGRAMS = ("make", "python", ".venv/bin/python", "reflex", "REFLEX_USE_NPM=1", "pip")
# What is not executed here, and what tries it instead. A command that is neither here nor executed fails.
ELSEWHERE = {
    "make run": "tests/e2e: every server; it would install and build",
    "make dev": "it serves until it is stopped",
    "make test": "this is it",
    "make test-all": "the same with more",
    "make check": "it tests the sources, and takes a minute",
    "make format": "it changes the sources",
    "make bench": "tests/bench/test_bench.py",
    "REFLEX_USE_NPM=1 reflex run --env prod": "tests/stack/serve.py does what it does after the build",
    ".venv/bin/python -m chat_app run --host 127.0.0.1": "test_the_command_line_knows_its_options",
    "python -m chat_app run": "tests/e2e: every server",
    "python -m tests.models.stored_databases": "tests/models/test_upgrades.py reads what it writes",
    "reflex export": "tests/test_packing.py",
    "pip install pip-audit && pip-audit -r requirements.txt": "it asks pypi.org",
}


def said() -> list[str]:
    """Every command, in the order of reading: lines of `sh` blocks, and what stands in a text as `make …`."""
    found: list[str] = []
    for doc in DOCS:
        text = doc.read_text()
        for block, inline in re.findall(r"```sh\n(.*?)```|(?<!`)`([^`]+)`(?!`)", text, re.DOTALL):
            lines = block.splitlines() if block else [" ".join(inline.split())]
            found += [line.partition(" #")[0].strip() for line in lines if line.startswith(PROGRAMS) and " " in line]
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone whose installation is there already: nothing of it is installed again."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("Makefile", "package-lock.json", "requirements.txt", "chat_app", "alembic", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").symlink_to(Path(sys.executable).parents[1])
    return folder


def type_in(folder: Path, command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run it as somebody would, without settings of their own and outside of any virtual environment."""
    ours = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("MAKE")}
    kept["PATH"] = kept["PATH"].replace(f"{Path(sys.executable).parent}{os.pathsep}", "")
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env={**kept, **variables}, capture_output=True, text=True, timeout=120
    )


def installed(command: str) -> str:
    """The same where everything is installed: what came out of that counts as new enough."""
    return f"{command} -o .venv/.ships -o .venv/.tests" if command.startswith("make") else command


def test_there_are_commands_in_the_docs() -> None:
    assert {"make run", "make demo", "make help"} < set(said())
    assert any(command.startswith("make login-link EMAIL=") for command in said())
    assert not set(ELSEWHERE) - set(said()), "no doc says this any more"


def test_every_command_works_as_it_is_written(project: Path) -> None:
    """In the order of reading, on one data folder, which is empty at first."""
    for command in (command for command in said() if command not in ELSEWHERE):
        known = command.replace("ada@example.com", "ada@watercooler.example")
        done = type_in(project, installed(known), MESSAGES="50")
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        if "login-link" in command:
            assert re.fullmatch(r"http://localhost:3000/auth/magic\?token=\S+\n", done.stdout), done.stdout


def test_every_target_that_is_named_is_there(project: Path) -> None:
    for command in (command for command in ELSEWHERE if command.startswith("make")):
        assert type_in(project, installed(f"{command} --dry-run")).returncode == 0, command


@pytest.mark.slow
def test_the_command_line_knows_its_options(project: Path) -> None:
    for command in (command for command in [*said(), *ELSEWHERE] if "-m chat_app" in command):
        words = shlex.split(command.partition("-m chat_app")[2])
        shown = type_in(project, f".venv/bin/python -m chat_app {words[0]} --help", COLUMNS="200", TERM="dumb")
        assert shown.returncode == 0, command
        assert all(word in shown.stdout for word in words if word.startswith("--")), command


def test_help_lists_every_target_with_what_it_is_for(project: Path) -> None:
    listed = set(re.findall(r"make (\S+) +\S", type_in(project, "make help").stdout))
    public = set(re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split())
    assert listed == public
    assert {"login-link", "create-user"} < listed


@pytest.mark.parametrize("target", ["login-link", "create-user"])
def test_who_forgets_for_whom_is_told_in_a_line(project: Path, target: str) -> None:
    done = type_in(project, installed(f"make {target}"), EMAIL="")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert f"make {target} EMAIL=" in done.stderr


@pytest.mark.parametrize(
    ("version", "new", "said"),
    [
        ("Python 3.10.12", "False", "Python 3.11 or newer, and ./python is Python 3.10.12."),
        ("", "", "Python 3.11 or newer, and ./nothing is not there."),
        ("Python 3.12.1", "True", "python3-venv"),  # it cannot make a virtual environment
    ],
)
def test_a_python_that_will_not_do_is_said_to_be_in_a_line(tmp_path: Path, version: str, new: str, said: str) -> None:
    """`make run` in a fresh clone."""
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    program = tmp_path / "python"
    program.write_text(
        f'#!/bin/sh\ncase "$1" in --version) echo {version};; -c) echo {new};;\n'
        "*) echo a wall >&2; mkdir -p .venv/bin; exit 1;; esac\n"
    )
    program.chmod(0o755)
    done = type_in(tmp_path, f"make run PYTHON=./{'python' if version else 'nothing'}")
    lines = [line for line in done.stderr.splitlines() if not line.endswith("Error 1")]  # which make adds to ours
    assert (done.returncode, len(lines)) == (2, 1), done.stderr
    assert said in lines[0]
    assert not (tmp_path / ".venv").exists()


def test_settings_in_the_docs_are_settings() -> None:
    text = "\n".join(doc.read_text() for doc in DOCS)
    blocks = [*re.findall(r"```ini\n(.*?)```", text, re.DOTALL), *re.findall(r"(?:^ {4,}[A-Z_]{4,}=.*\n)+", text, re.M)]
    names = {name for block in blocks for name in re.findall(r"^\s*([A-Z_]+)=", block, re.MULTILINE)}
    assert {"BASE_URL", "SMTP_URL", "OIDC_ISSUER"} <= names
    assert names <= {name.upper() for name in Settings.model_fields}


def test_a_decision_is_cited_by_its_whole_name_so_that_its_subject_can_be_seen() -> None:
    sources = [*(ROOT / "chat_app").rglob("*.[pj][ys]"), ROOT / "rxconfig.py"]
    text = "".join(file.read_text() for file in sources)
    cited = re.findall(r"(?i)decisions?(?: record)?[ /]\d{4}[\w./-]*", text)
    assert len(cited) >= 5
    assert not [each for each in cited if not (ROOT / "docs" / each.rstrip(".")).is_file()]


def test_links_between_documents_lead_to_what_they_name() -> None:
    for doc in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for label, target in re.findall(r"\[([^\]]*)\]\(([^)#:…]+)\)", doc.read_text()):
            assert (doc.parent / target).exists(), (doc.name, target)
            if number := re.search(r"\b\d{4}\b", label):
                assert Path(target).name.startswith(number[0]), (doc.name, label, target)
