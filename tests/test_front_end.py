"""What a start leaves as it was, and what `make dev` watches."""

from pathlib import Path

import pytest

from chat_app import front_end
from chat_app.front_end import SteadyLock


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The lock of another project."""
    path = tmp_path / "package-lock.json"
    monkeypatch.setattr(front_end, "LOCK", path)
    return path


def test_a_build_leaves_the_lock_as_it_is_in_the_repository(lock: Path):
    lock.write_text("as committed")
    plugin = SteadyLock()
    lock.write_text("what npm has found this time")
    plugin.post_build()
    assert lock.read_text() == "as committed"


def test_a_lock_that_was_taken_away_is_made_anew(lock: Path):
    plugin = SteadyLock()
    lock.write_text("made by Reflex")
    plugin.post_build()
    assert lock.read_text() == "made by Reflex"


def test_only_sources_are_watched_and_workers_start_from_nothing():
    asked = front_end.reloading()
    watched = [Path(each) for each in asked["REFLEX_HOT_RELOAD_OVERRIDE_PATHS"].split(":")]
    assert [each.relative_to(front_end.PROJECT).as_posix() for each in watched] == ["chat_app", "assets", "rxconfig.py"]
    assert all(each.exists() for each in watched)
    assert asked["REFLEX_STRICT_HOT_RELOAD"] == "true"


def test_what_an_earlier_build_has_changed_is_brought_up_to_date():
    written = "const createSocket = (endpoint) =>\n  io(endpoint.href, { path: 1 });\n"
    now = front_end._renewing_first(written)
    assert "renewingFirst(io(endpoint.href, { path: 1 }));" in now
    assert front_end._renewing_first(now) == now
    assert front_end._renewing_first(now.replace("$/utils/browser", "$/utils/former")) == now


def test_a_build_is_made_from_every_module_and_asset_and_from_nothing_that_running_changes():
    names = {file.relative_to(front_end.PROJECT).as_posix() for file in front_end.sources()}
    assert {"chat_app/services/messages.py", "chat_app/views/feed.py", "assets/favicon.svg", "rxconfig.py"} < names
    assert {Path(name).suffix for name in names} >= {".py", ".js", ".txt", ".json"}
    assert not [name for name in names if name.startswith(("tests/", "docs/", "data/", ".")) or name.endswith(".pyc")]
