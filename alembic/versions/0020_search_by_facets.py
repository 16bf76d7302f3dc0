"""search: who wrote it, and whether it has a link, are in the index beside the room; punctuation parts words"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0014"
branch_labels = None
depends_on = None

# ruff: noqa: S608 (only our own words are put together: for bandit, `nosec`)
FACETS = """'r' || new.room_id || ' p' || new.sender_id ||
           CASE WHEN new.html LIKE '%<a href=%' THEN ' haslink' ELSE '' END"""
SQLITE = (
    "CREATE VIRTUAL TABLE message_search"
    " USING fts5(folded, facets, tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    f"INSERT INTO message_search (rowid, folded, facets) SELECT e.id, new.content, {FACETS}"  # nosec B608
    " FROM search_entries e JOIN messages new ON new.id = e.message_id",
    f"""CREATE TRIGGER message_search_insert AFTER INSERT ON messages WHEN new.content <> '' BEGIN
         INSERT INTO search_entries (message_id) VALUES (new.id);
         INSERT INTO message_search (rowid, folded, facets)
           SELECT id, new.content, {FACETS} FROM search_entries WHERE message_id = new.id;
       END""",  # nosec B608
    f"""CREATE TRIGGER message_search_update AFTER UPDATE OF content ON messages WHEN old.content <> new.content BEGIN
         UPDATE message_search SET folded = new.content, facets = {FACETS}
           WHERE rowid = (SELECT id FROM search_entries WHERE message_id = new.id);
       END""",  # nosec B608
)
# PostgreSQL's parser sees addresses, tags and numbers, of which no part would be found: so all punctuation of ASCII is
# a blank. Facets begin with `=`, which no word can hold; without that, "r" would find every message.
POSTGRES = (
    """ALTER TABLE messages ADD COLUMN search_vector tsvector GENERATED ALWAYS AS (
         to_tsvector('simple', translate(parley_fold(content), $$!"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~$$, repeat(' ', 32)))
         || array_to_tsvector(ARRAY['=r' || replace(CAST(room_id AS text), '-', ''),
           '=p' || replace(CAST(sender_id AS text), '-', ''),
           CASE WHEN html LIKE '%<a href=%' THEN '=haslink' ELSE '=nolink' END])) STORED""",
    "CREATE INDEX ix_messages_search ON messages USING gin (search_vector)",
)
# As in 0011.
FORMER = """ALTER TABLE messages ADD COLUMN search_vector tsvector GENERATED ALWAYS AS (to_tsvector('simple',
  parley_fold(content) || ' r' || replace(CAST(room_id AS text), '-', ''))) STORED"""
FORMER_SQLITE = tuple(
    each.replace(FACETS, "'r' || new.room_id").replace("facets", "room") for each in SQLITE
)  # fmt: skip


def upgrade() -> None:
    _rebuild(SQLITE, POSTGRES)


def downgrade() -> None:
    _rebuild(FORMER_SQLITE, (FORMER, POSTGRES[1]))


def _rebuild(sqlite: tuple[str, ...], postgres: tuple[str, ...]) -> None:
    embedded = op.get_bind().dialect.name == "sqlite"
    if embedded:
        for trigger in ("insert", "update"):
            op.execute(f"DROP TRIGGER message_search_{trigger}")
        op.drop_table("message_search")
    else:
        op.drop_index("ix_messages_search", "messages")
        op.drop_column("messages", "search_vector")
    for statement in sqlite if embedded else postgres:
        op.execute(sa.text(statement.replace(":", "\\:")))
