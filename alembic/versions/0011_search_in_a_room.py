"""search: the room is in the index, and newest first needs no sorting"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TRIGGERS = ("insert", "update", "erase")
# The room is a word of its own: `r` and its id, without dashes.
SQLITE = (
    "CREATE VIRTUAL TABLE message_search"
    " USING fts5(folded, room, tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "INSERT INTO message_search (rowid, folded, room) SELECT e.id, m.content, 'r' || m.room_id FROM search_entries e"
    " JOIN messages m ON m.id = e.message_id",
    """CREATE TRIGGER message_search_insert AFTER INSERT ON messages WHEN new.content <> '' BEGIN
         INSERT INTO search_entries (message_id) VALUES (new.id);
         INSERT INTO message_search (rowid, folded, room)
           SELECT id, new.content, 'r' || new.room_id FROM search_entries WHERE message_id = new.id;
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
# A stored vector is read where an expression would be computed again for every row that is looked at.
POSTGRES = (
    "ALTER TABLE messages ADD COLUMN search_vector tsvector GENERATED ALWAYS AS (to_tsvector('simple',"
    " parley_fold(content) || ' r' || replace(CAST(room_id AS text), '-', ''))) STORED",
    "CREATE INDEX ix_messages_search ON messages USING gin (search_vector)",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        for trigger in TRIGGERS:
            op.execute(f"DROP TRIGGER message_search_{trigger}")
        op.drop_table("message_search")
    else:
        op.drop_index("ix_messages_search", "messages")
    for statement in SQLITE if sqlite else POSTGRES:
        op.execute(sa.text(statement.replace(":", "\\:")))
    op.drop_index("ix_messages_sender_id", "messages")
    op.create_index("ix_messages_sender_id_id", "messages", ["sender_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_messages_sender_id_id", "messages")
    op.create_index("ix_messages_sender_id", "messages", ["sender_id"])
    if op.get_bind().dialect.name != "sqlite":
        op.drop_index("ix_messages_search", "messages")
        op.drop_column("messages", "search_vector")
        op.execute(
            "CREATE INDEX ix_messages_search ON messages USING gin (to_tsvector('simple', parley_fold(content)))"
        )
