"""search: full text, folded (no accents, no case), on both databases"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE TABLE search_entries (id INTEGER PRIMARY KEY, message_id CHAR(32) NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE message_search USING fts5(folded, tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "INSERT INTO search_entries (message_id) SELECT id FROM messages WHERE content <> ''",
    "INSERT INTO message_search (rowid, folded) SELECT e.id, m.content FROM search_entries e"
    " JOIN messages m ON m.id = e.message_id",
    """CREATE TRIGGER message_search_insert AFTER INSERT ON messages WHEN new.content <> '' BEGIN
         INSERT INTO search_entries (message_id) VALUES (new.id);
         INSERT INTO message_search (rowid, folded)
           SELECT id, new.content FROM search_entries WHERE message_id = new.id;
       END""",
    """CREATE TRIGGER message_search_update AFTER UPDATE OF content ON messages WHEN old.content <> new.content BEGIN
         UPDATE message_search SET folded = new.content
           WHERE rowid = (SELECT id FROM search_entries WHERE message_id = new.id);
       END""",
    """CREATE TRIGGER message_search_erase AFTER UPDATE OF content ON messages WHEN new.content = '' BEGIN
         DELETE FROM message_search WHERE rowid = (SELECT id FROM search_entries WHERE message_id = new.id);
         DELETE FROM search_entries WHERE message_id = new.id;
       END""",
)
# `simple` knows no language, so that every language is searched alike. Accents are folded by decomposing
# (NFKD) and dropping the marks, which needs no extension.
POSTGRES = (
    """CREATE FUNCTION parley_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
       $$ SELECT regexp_replace(lower(normalize($1, NFKD)), '[\\u0300-\\u036f]', '', 'g') $$""",
    "CREATE INDEX ix_messages_search ON messages USING gin (to_tsvector('simple', parley_fold(content)))",
)


def upgrade() -> None:
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRES:
        op.execute(sa.text(statement.replace(":", "\\:")))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("insert", "update", "erase"):
            op.execute(f"DROP TRIGGER message_search_{trigger}")
        op.drop_table("message_search")
        op.drop_table("search_entries")
    else:
        op.drop_index("ix_messages_search", "messages")
        op.execute("DROP FUNCTION parley_fold(text)")
