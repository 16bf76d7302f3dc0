"""Which tests of services are worth running on PostgreSQL at each change, beside SQLite."""

from __future__ import annotations

import pytest

# Modules of tests/services where PostgreSQL may answer differently.
DIFFERS = {
    # Row locks and who waits for whom: posts, places, sessions, sign-ins that race each other, the last owner.
    "test_posting", "test_post_batches", "test_post_property", "test_memberships", "test_sessions", "test_login_links",
    "test_late_ways_in", "test_large_team", "test_database_faults", "test_presence",
    # SQL that was written for each, or that compares, sorts or pages in its own way.
    "test_windows", "test_unread", "test_versions", "test_sidebar", "test_visibility", "test_seen", "test_erasure",
    "test_administration", "test_attack_log", "test_readiness", "test_gathering",
    # Search: tsvector and pg_trgm instead of FTS5.
    "test_search", "test_search_scripts", "test_suggestions",
}  # fmt: skip


def is_twin(item: pytest.Item) -> bool:
    """Whether the test does on PostgreSQL what tells nothing that its twin on SQLite has not told."""
    callspec = getattr(item, "callspec", None)
    return (
        callspec is not None
        and callspec.params.get("migrated_url") == "postgres"
        and item.path.parent.name == "services"
        and item.path.stem not in DIFFERS
        and item.get_closest_marker("both_databases") is None
    )
