"""Settings: a wrong value stops the start with one line, secrets are never printed, and the docs are complete."""

import os
import re
import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from chat_app.config import BadSettings, Settings, load
from chat_app.config_file import env_warnings
from tests.cast import SECRET, settings_for

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = "postgresql://parley:hunter2@localhost/parley"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the developer's variables nor their `.env`."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_settings_it_is_one_process_on_sqlite():
    found = load()
    assert found.url == "http://localhost:3000"
    assert found.database == "sqlite+aiosqlite:///data/parley.db"
    assert found.embedded
    assert not found.secure


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("BASE_URL", "chat.example.com"),
        ("BASE_URL", "ftp://chat.example.com"),
        ("BASE_URL", "https://chat.example.com/chat"),
        ("BASE_URL", "https://chat.example.com/chat/"),
        ("BASE_URL", "https://chat.example.com//"),
        ("BASE_URL", "https://chat.example.com/?a=b"),
        ("BASE_URL", "https://chat.example.com?"),
        ("BASE_URL", "https://chat.example.com/#rooms"),
        ("BASE_URL", "https://ada:hunter2@chat.example.com"),
        ("BASE_URL", "https://*.example.com"),
        ("BASE_URL", "https://chat example.com"),
        ("BASE_URL", "https://chat.example.com:hunter2"),
        ("ALLOWED_ORIGINS", "https://chat.example.com,https://chat.example.org/chat"),
        ("ALLOWED_ORIGINS", "https://*.example.com"),
        ("ALLOWED_ORIGINS", "*"),
        ("DATABASE_URL", "mysql://parley:hunter2@localhost/parley"),
        ("DATABASE_URL", "postgresql://parley:hunter2@localhost:port/parley"),
        ("DATABASE_URL", "hunter2"),
        ("REDIS_URL", "http://:hunter2@localhost"),
        ("REDIS_URL", "redis://:hunter2@localhost:port/0"),
        ("JWT_ACCESS_SECRET", "hunter2"),
        ("JWT_REFRESH_SECRET", "hunter2"),
        ("JWT_ACCESS_SECRET_PREVIOUS", "hunter2"),
        ("SMTP_URL", "mail.example.com:587"),
        ("SMTP_URL", "smtp://parley:hunter2@mail.example.com:port"),
        ("AWS_ENDPOINT_URL", "localhost:5000"),
        ("AWS_SES_SENDER", "parley"),
        ("AWS_ACCESS_KEY_ID", "hunter2"),
        ("MAIL_FROM", "Parley"),
        ("TO_EMAIL", "the admins"),
        ("GOOGLE_CLIENT_ID", "hunter2"),
        ("GOOGLE_ISSUER", "http://accounts.google.com"),
        ("OIDC_ISSUER", "http://id.example.com"),
        ("OIDC_ISSUER", "https://"),
        ("OIDC_ISSUER", "https://id.example.com"),
        ("PASSWORD_SIGN_IN", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("TRUSTED_PROXIES", "127.0.0.1,proxy"),
        ("ALLOWED_ORIGINS", "https://chat.example.com,chat.example.org"),
        ("WORKERS", "0"),
        ("WORKERS", "many"),
    ],
)
def test_a_wrong_value_stops_with_one_line_that_names_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as stopped:
        load()
    said = str(stopped.value)
    assert said.startswith(f"{name}: ")
    assert len(said.splitlines()) == 1
    assert "hunter2" not in said


def test_the_example_in_an_error_is_a_right_value(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://x")
    with pytest.raises(BadSettings) as stopped:
        load()
    monkeypatch.setenv("DATABASE_URL", str(stopped.value).rpartition("Example: DATABASE_URL=")[2])
    assert not load().embedded


@pytest.mark.parametrize(
    ("given", "database"),
    [
        ("postgres://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("postgresql://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("sqlite:///x.db", "sqlite+aiosqlite:///x.db"),
    ],
)
def test_a_database_is_named_as_its_own_tools_name_it(monkeypatch: pytest.MonkeyPatch, given: str, database: str):
    monkeypatch.setenv("DATABASE_URL", given)
    assert load().database == database


def test_values_are_taken_as_people_write_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("TRUSTED_PROXIES", " 10.0.0.0/8 ,127.0.0.1, ")
    monkeypatch.setenv("BASE_URL", "https://Chat.Example.com:443/")
    monkeypatch.setenv("PORT", "")
    found = load()
    assert (found.log_level, found.port, found.url) == ("DEBUG", 3000, "https://chat.example.com")
    assert found.trusted_proxies == ("10.0.0.0/8", "127.0.0.1")
    assert found.secure


def test_the_env_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch):
    Path(".env").write_text("PORT=4000\nLOG_LEVEL=ERROR\nSOMEBODY_ELSES=1\n")
    monkeypatch.setenv("PORT", "5000")
    assert (load().port, load().log_level) == (5000, "ERROR")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("BASE_ULR=https://hunter2.example", "BASE_ULR is no setting. Did you mean BASE_URL?"),
        ("DATABSE_URL=hunter2", "Did you mean DATABASE_URL?"),
        ("BASEURL=hunter2", "Did you mean BASE_URL?"),
        ("REDIS_URI=hunter2", "Did you mean REDIS_URL?"),
        ("TRUSTED_PROXY=hunter2", "Did you mean TRUSTED_PROXIES?"),
        ("LIMIT_POST=hunter2", "Did you mean LIMIT_POSTS?"),
        ("JWT_ACCES_SECRET=hunter2", "Did you mean JWT_ACCESS_SECRET?"),
        ("export PARLEY_BASE_URL=hunter2", "Did you mean BASE_URL?"),
        ("smtp_uri=hunter2", "Did you mean SMTP_URL?"),
        ("GRANIAN_WORKERS=4", "Did you mean WORKERS?"),
        ("BASE_URL: hunter2", "line 1 cannot be read as NAME=value"),
        ("\n# well\nPORT 4000", "line 3 cannot be read as NAME=value"),
        ("BASE_URL", "BASE_URL has no `=` and no value"),
        ("COMPOSE_PROJECT=hunter2\nEDITOR=hunter2", "nothing reads them here: COMPOSE_PROJECT, EDITOR"),
    ],
)
def test_what_is_no_setting_is_named_at_the_start(written: str, said: str):
    Path(".env").write_text(f"{written}\n")
    (line,) = env_warnings(Path(".env"), {name.upper() for name in Settings.model_fields})
    assert said in line
    assert "hunter2" not in line


@pytest.mark.parametrize("written", ["", "# BASE_ULR=x", "base_url=https://a.example", "export PORT=4000", "PORT="])
def test_what_is_a_setting_is_not(written: str):
    Path(".env").write_text(written)
    assert env_warnings(Path(".env"), {name.upper() for name in Settings.model_fields}) == []
    assert load()


def test_a_file_of_another_system_is_read():
    Path(".env").write_bytes("\ufeffPORT=4000\r\nLOG_LEVEL=error\r\n".encode())
    assert (load().port, load().log_level) == (4000, "ERROR")
    assert env_warnings(Path(".env"), {name.upper() for name in Settings.model_fields}) == []


def test_a_file_that_is_no_text_is_said_to_be_none():
    Path(".env").write_bytes("MAIL_FROM=Käse".encode("latin-1"))
    with pytest.raises(BadSettings, match=r"^\.env is no text in UTF-8\.$"):
        load()


def test_secrets_are_not_printed():
    found = settings_for(POSTGRES, Path(), redis_url="redis://:hunter2@localhost", jwt_access_secret="hunter2" * 9)
    assert "hunter2" not in repr(found) + str(found)
    assert "hunter2" in found.database


def test_several_processes_need_what_they_can_share(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WORKERS", "2")
    needed = {
        "DATABASE_URL": POSTGRES,
        "REDIS_URL": "redis://localhost",
        "JWT_ACCESS_SECRET": SECRET,
        "JWT_REFRESH_SECRET": SECRET,
    }
    for name, value in needed.items():
        with pytest.raises(BadSettings, match=name):
            load()
        monkeypatch.setenv(name, value)
    assert load().workers == 2
    monkeypatch.setenv("DATABASE_URL", "sqlite:///parley.db")
    with pytest.raises(BadSettings, match="PostgreSQL"):
        load()


def test_mail_goes_one_way_and_ses_needs_its_region(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_SES_SENDER", "parley@example.com")
    with pytest.raises(BadSettings, match="AWS_REGION: "):
        load()
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    assert load().aws_region == "eu-central-1"
    monkeypatch.setenv("SMTP_URL", "smtp://mail.example.com")
    with pytest.raises(BadSettings, match="set one of the two"):
        load()


def make_secret(folder: str) -> tuple[str, str]:
    found = settings_for("", Path(folder), jwt_access_secret="", jwt_refresh_secret="")
    return found.access_secret, found.refresh_secret


def test_a_secret_is_made_once_also_when_processes_race(tmp_path: Path):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        made = set(processes.map(make_secret, [str(tmp_path)] * 8))
    ((access, refresh),) = made
    assert access != refresh
    assert min(len(access), len(refresh)) >= 32
    files = sorted((tmp_path / "data").iterdir())
    assert [path.name for path in files] == ["access.secret", "refresh.secret"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_a_configured_secret_is_used_and_none_is_kept(tmp_path: Path):
    found = settings_for("", tmp_path)
    assert (found.access_secret, found.refresh_secret) == (SECRET, SECRET[::-1])
    assert os.listdir(tmp_path) == []


def test_the_example_file_documents_every_setting_and_no_other():
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = [found[1] for line in lines if (found := re.match(r"(?:# )?([A-Z][A-Z_]+)=", line))]
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)
    assert all(line.startswith("#") or not line for line in lines)  # copied as it is, it changes nothing


def test_every_value_in_the_example_file_is_right():
    text = (ROOT / ".env.example").read_text()
    Path(".env").write_text(re.sub(r"(?m)^# ([A-Z][A-Z_]+=)", r"\1", text))
    found = load()
    assert (found.port, found.log_level, found.data_dir) == (3000, "INFO", Path("data"))
