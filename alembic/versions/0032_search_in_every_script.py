"""search: the words of the index are our own, the same on both databases"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from chat_app import words

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

# ruff: noqa: S608 (only our own words are put together: for bandit, `nosec`)
BATCH = 1_000
FACETS = """'r' || new.room_id || ' p' || new.sender_id ||
           CASE WHEN new.html LIKE '%<a href=%' THEN ' haslink' ELSE '' END"""
# The words are split already. `ascii` parts at ASCII punctuation and blanks, all else is a letter to it.
SQLITE = (
    "CREATE VIRTUAL TABLE message_search USING fts5(folded, facets, tokenize='ascii', prefix='2 3')",
    f"INSERT INTO message_search (rowid, folded, facets) SELECT e.id, new.words, {FACETS}"  # nosec B608
    " FROM search_entries e JOIN messages new ON new.id = e.message_id ORDER BY e.id",
    f"""CREATE TRIGGER message_search_insert AFTER INSERT ON messages WHEN new.content <> '' BEGIN
         INSERT INTO search_entries (message_id) VALUES (new.id);
         INSERT INTO message_search (rowid, folded, facets)
           SELECT id, new.words, {FACETS} FROM search_entries WHERE message_id = new.id;
       END""",  # nosec B608
    f"""CREATE TRIGGER message_search_update AFTER UPDATE OF content, words ON messages
         WHEN new.content <> '' AND (old.content <> new.content OR old.words <> new.words) BEGIN
         UPDATE message_search SET folded = new.words, facets = {FACETS}
           WHERE rowid = (SELECT id FROM search_entries WHERE message_id = new.id);
       END""",  # nosec B608
    """CREATE TRIGGER message_search_erase AFTER UPDATE OF content ON messages WHEN new.content = '' BEGIN
         DELETE FROM message_search WHERE rowid = (SELECT id FROM search_entries WHERE message_id = new.id);
         DELETE FROM search_entries WHERE message_id = new.id;
       END""",
)
# A vector is made without PostgreSQL's parser, which takes letters for what the database's locale says.
POSTGRES = (
    """CREATE FUNCTION parley_vector(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
       $$ SELECT coalesce(string_agg('''' || word || ''':' || place, ' '), '')::tsvector
            FROM unnest(string_to_array($1, ' ')) WITH ORDINALITY AS split(word, place) WHERE word <> '' $$""",
    """ALTER TABLE messages ADD COLUMN search_vector tsvector GENERATED ALWAYS AS (
         parley_vector(words)
         || array_to_tsvector(ARRAY['=r' || replace(CAST(room_id AS text), '-', ''),
           '=p' || replace(CAST(sender_id AS text), '-', ''),
           CASE WHEN html LIKE '%<a href=%' THEN '=haslink' ELSE '=nolink' END])) STORED""",
    "CREATE INDEX ix_messages_search ON messages USING gin (search_vector)",
)
# As in 0020.
FORMER_SQLITE = tuple(
    each.replace("new.words", "new.content")
    .replace(" OF content, words", " OF content")
    .replace(" OR old.words <> new.content", "")
    .replace("'ascii'", "'unicode61 remove_diacritics 2'")
    for each in SQLITE
)
FORMER = (
    """ALTER TABLE messages ADD COLUMN search_vector tsvector GENERATED ALWAYS AS (
         to_tsvector('simple', translate(parley_fold(content), $$!"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~$$, repeat(' ', 32)))
         || array_to_tsvector(ARRAY['=r' || replace(CAST(room_id AS text), '-', ''),
           '=p' || replace(CAST(sender_id AS text), '-', ''),
           CASE WHEN html LIKE '%<a href=%' THEN '=haslink' ELSE '=nolink' END])) STORED""",
    POSTGRES[2],
)


def upgrade() -> None:
    _tear_down()
    op.add_column("messages", sa.Column("words", sa.Text(), server_default="", nullable=False))
    _split_messages()
    _fold_room_names()
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION parley_fold(text)")
    _build(SQLITE, POSTGRES)


def downgrade() -> None:
    _tear_down()
    op.drop_column("messages", "words")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION parley_vector(text)")
        op.execute(
            """CREATE FUNCTION parley_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
               $$ SELECT regexp_replace(lower(normalize($1, NFKD)), '[\\u0300-\\u036f]', '', 'g') $$"""
        )
    _build(FORMER_SQLITE, FORMER)


def _tear_down() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("insert", "update", "erase"):
            op.execute(f"DROP TRIGGER message_search_{trigger}")
        op.drop_table("message_search")
    else:
        op.drop_index("ix_messages_search", "messages")
        op.drop_column("messages", "search_vector")


def _build(sqlite: tuple[str, ...], postgres: tuple[str, ...]) -> None:
    for statement in sqlite if op.get_bind().dialect.name == "sqlite" else postgres:
        op.execute(sa.text(statement.replace(":", "\\:")))


def _split_messages() -> None:
    """The words of what people have said, a batch at a time, so that memory stays bounded."""
    messages = sa.table(
        "messages", *(sa.column(name) for name in ("content", "kind", "words")), sa.column("id", sa.Uuid)
    )
    bind, last = op.get_bind(), None
    said = sa.select(messages.c.id, messages.c.content).where(messages.c.kind == "post", messages.c.content != "")
    write = sa.update(messages).where(messages.c.id == sa.bindparam("which")).values(words=sa.bindparam("found"))
    while True:
        after: Any = said.where(messages.c.id > last) if last is not None else said
        rows = bind.execute(after.order_by(messages.c.id).limit(BATCH)).all()
        if not rows:
            return
        bind.execute(write, [{"which": row.id, "found": words.indexed(row.content)} for row in rows])
        last = rows[-1].id


def _fold_room_names() -> None:
    """Names of rooms as they are compared now. An open room whose name would be another's keeps its former key."""
    rooms = sa.table("rooms", sa.column("id", sa.Uuid), *(sa.column(name) for name in ("name", "name_key", "kind")))
    bind = op.get_bind()
    named = bind.execute(sa.select(rooms).where(rooms.c.name_key.is_not(None))).all()
    taken = {row.name_key for row in named if row.kind == "open"}
    for row in named:
        key = words.fold_name(row.name)[:160]
        if key and (row.kind != "open" or key not in taken):
            taken |= {key} if row.kind == "open" else set()
            bind.execute(sa.update(rooms).where(rooms.c.id == row.id).values(name_key=key))
