"""Every table of the first release, and the search index.

Constraints and indexes get their names from the convention in `models/columns.py`.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001_first"
down_revision = None
branch_labels = None
depends_on = None

Column = sa.Column[Any]


def upgrade() -> None:
    for part in (workspace, people, sign_in, rooms, messages, around_messages, audit_log, search_index):
        part()


def workspace() -> None:
    op.create_table(
        "workspace", key(), number("only", unique=True), text("name", 80), text("accent", 20), moment("created_at"),
        number("people_version", default="0"), number("version", default="1"), many("join_domains"),
        text("who_creates", 10, default="everyone"), text("who_invites", 10, default="everyone"),
        column("seen_by", sa.Boolean(), default=sa.true()), number("picture", default="0"),
        sa.CheckConstraint('"only" = 1', name="only_one"),
    )  # fmt: skip
    op.create_table(
        "workspace_pictures", reference("workspace_id", "workspace", primary_key=True),
        column("data", sa.LargeBinary()), moment("created_at"),
    )  # fmt: skip


def people() -> None:
    op.create_table(
        "users", key(), text("name", 80), text("email", 254, optional=True, unique=True),
        moment("email_verified_at", optional=True), text("role", 10), number("version", default="1"),
        moment("created_at"), moment("deactivated_at", optional=True),
        text("title", 80, default=""), text("pronouns", 40, default=""), text("time_zone", 64, default=""),
        text("availability", 10, default=""), text("status_emoji", 16, default=""), text("status_text", 80, default=""),
        number("picture", default="0"), number("profile_version", default="0", index=True),
        moment("status_until", optional=True), moment("banned_at", optional=True),
    )  # fmt: skip
    op.create_table(
        "pictures", reference("user_id", "users", primary_key=True), column("data", sa.LargeBinary()),
        moment("created_at"),
    )  # fmt: skip
    op.create_table("sightings", reference("user_id", "users", primary_key=True), moment("at"))


def sign_in() -> None:
    op.create_table(
        "identities", key(), reference("user_id", "users", index=True), text("provider", 40), text("subject", 255),
        moment("created_at"), sa.UniqueConstraint("provider", "subject"),
    )  # fmt: skip
    op.create_table(
        "invites", key(), text("code", 43, unique=True), text("role", 10),
        reference("created_by", "users", optional=True), moment("created_at"), moment("expires_at", optional=True),
        number("max_uses"), number("uses"), moment("revoked_at", optional=True),
        text("email", 254, optional=True, index=True), many("room_ids"),
    )  # fmt: skip
    op.create_table(
        "login_tokens", key(), reference("user_id", "users", index=True), text("token_hash", 64, unique=True),
        moment("created_at"), moment("expires_at"), moment("used_at", optional=True),
        column("mailed", sa.Boolean(), default=sa.false()),
    )  # fmt: skip
    op.create_table(
        "passkeys", key(), reference("user_id", "users", index=True), text("credential_id", 1400, unique=True),
        column("public_key", sa.LargeBinary()), number("sign_count"), text("name", 80),
        moment("created_at"), moment("used_at", optional=True),
    )  # fmt: skip
    op.create_table(
        "passwords", key(), reference("user_id", "users", unique=True), text("hashed", 200), moment("changed_at")
    )
    op.create_table(
        "sessions", key(), reference("user_id", "users", index=True), column("refresh_id", sa.Uuid()),
        column("previous_id", sa.Uuid(), optional=True), moment("rotated_at"), text("device", 255), text("ip", 45),
        moment("created_at"), moment("seen_at"), moment("expires_at"), moment("revoked_at", optional=True),
        text("method", 20, default=""), text("ended_because", 20, default=""),
    )  # fmt: skip


def rooms() -> None:
    op.create_table(
        "rooms", key(), text("kind", 10), text("name", 80), text("name_key", 160, optional=True), text("topic", 250),
        text("direct_key", 480, optional=True, unique=True), number("last_seq"), number("posts"), number("version"),
        reference("created_by", "users", optional=True), moment("created_at"), moment("archived_at", optional=True),
        text("description", 1000, default=""), number("about_version", default="1"), number("members", default="0"),
        number("pins", default="0"), many("removed"),
    )  # fmt: skip
    partial_index("uq_rooms_open_name", "rooms", "name_key", "kind = 'open'", unique=True)
    op.create_table(
        "memberships", key(), reference("user_id", "users"), reference("room_id", "rooms"), text("role", 10),
        text("involvement", 12), number("read_seq"), number("read_posts"), column("starred", sa.Boolean()),
        number("version"), number("room_version"), moment("joined_at"), moment("left_at", optional=True),
        reference("removed_by", "users", optional=True), number("mentions", default="0"),
        sa.UniqueConstraint("room_id", "user_id"),
    )  # fmt: skip
    op.create_index("ix_memberships_user_id_version", "memberships", ["user_id", "version"])
    op.create_table(
        "drafts", key(), reference("user_id", "users"), reference("room_id", "rooms"), column("text", sa.Text()),
        column("client_msg_id", sa.Uuid()), column("reply_to_id", sa.Uuid(), optional=True), number("version"),
        moment("updated_at"), sa.UniqueConstraint("user_id", "room_id"),
    )  # fmt: skip


def messages() -> None:
    op.create_table(
        "messages", key(), reference("room_id", "rooms"), number("seq"), number("post_no"), number("version"),
        text("kind", 10), reference("sender_id", "users"), column("content", sa.Text()), column("html", sa.Text()),
        column("client_msg_id", sa.Uuid()), reference("reply_to_id", "messages", optional=True), moment("created_at"),
        moment("edited_at", optional=True), moment("deleted_at", optional=True), many("reactions"), many("mentions"),
        moment("pinned_at", optional=True), column("deleted_by", sa.Uuid(), optional=True),
        column("words", sa.Text(), default=""),
        sa.CheckConstraint("length(content) <= 4000", name="content_length"),
        sa.UniqueConstraint("room_id", "client_msg_id"), sa.UniqueConstraint("room_id", "seq"),
    )  # fmt: skip
    op.create_index("ix_messages_room_id_version", "messages", ["room_id", "version"])
    op.create_index("ix_messages_sender_id_id", "messages", ["sender_id", "id"])
    partial_index("ix_messages_pinned", "messages", "room_id", "pinned_at IS NOT NULL")
    partial_index("ix_messages_to_erase", "messages", "deleted_at", "deleted_at IS NOT NULL AND content <> ''")


def around_messages() -> None:
    of_message = "message_id", "messages"
    op.create_table(
        "flags", key(), reference(*of_message, index=True), text("filter", 80), text("reason", 254),
        moment("created_at", index=True), moment("settled_at", optional=True),
        reference("settled_by", "users", optional=True),
    )  # fmt: skip
    op.create_table(
        "mentions", key(), reference(*of_message), reference("user_id", "users"), reference("room_id", "rooms"),
        number("post_no"), text("kind", 10), sa.UniqueConstraint("message_id", "user_id"),
    )  # fmt: skip
    op.create_index("ix_mentions_user_id_room_id_post_no", "mentions", ["user_id", "room_id", "post_no"])
    op.create_table(
        "reactions", key(), reference(*of_message, index=True), reference("user_id", "users"), text("emoji", 32),
        moment("created_at"), sa.UniqueConstraint("message_id", "user_id", "emoji"),
    )  # fmt: skip
    op.create_table(
        "revisions", key(), reference(*of_message, index=True), column("content", sa.Text()), moment("created_at")
    )
    op.create_table(
        "saved_messages", key(), reference("user_id", "users"), reference(*of_message), moment("created_at"),
        sa.UniqueConstraint("user_id", "message_id"),
    )  # fmt: skip


def audit_log() -> None:
    op.create_table(
        "audit_entries", key(), moment("at", index=True), reference("actor_id", "users", optional=True, index=True),
        text("action", 60, index=True), column("subject_id", sa.Uuid(), optional=True, index=True),
        text("subject", 254), text("ip", 45), column("detail", sa.JSON(), default="{}"),
    )  # fmt: skip


# The words of the index are our own (`words.indexed`). For SQLite they are split already: `ascii` parts at ASCII
# punctuation and blanks, all else is a letter to it. On PostgreSQL a vector is made without its parser, which takes
# letters for what the database's locale says. Room, sender and links are words of their own: on PostgreSQL they begin
# with `=`, which no word can hold; without that, "r" would find every message.
FACETS = """'r' || new.room_id || ' p' || new.sender_id ||
           CASE WHEN new.html LIKE '%<a href=%' THEN ' haslink' ELSE '' END"""
SQLITE = (
    "CREATE TABLE search_entries (id INTEGER PRIMARY KEY, message_id CHAR(32) NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE message_search USING fts5(folded, facets, tokenize='ascii', prefix='2 3')",
    f"""CREATE TRIGGER message_search_insert AFTER INSERT ON messages WHEN new.content <> '' BEGIN
         INSERT INTO search_entries (message_id) VALUES (new.id);
         INSERT INTO message_search (rowid, folded, facets)
           SELECT id, new.words, {FACETS} FROM search_entries WHERE message_id = new.id;
       END""",  # noqa: S608  # nosec B608
    f"""CREATE TRIGGER message_search_update AFTER UPDATE OF content, words ON messages
         WHEN new.content <> '' AND (old.content <> new.content OR old.words <> new.words) BEGIN
         UPDATE message_search SET folded = new.words, facets = {FACETS}
           WHERE rowid = (SELECT id FROM search_entries WHERE message_id = new.id);
       END""",  # noqa: S608  # nosec B608
    """CREATE TRIGGER message_search_erase AFTER UPDATE OF content ON messages WHEN new.content = '' BEGIN
         DELETE FROM message_search WHERE rowid = (SELECT id FROM search_entries WHERE message_id = new.id);
         DELETE FROM search_entries WHERE message_id = new.id;
       END""",
)
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


def search_index() -> None:
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRES:
        op.execute(sa.text(statement.replace(":", "\\:")))


def column(name: str, kind: Any, *of: Any, optional: bool = False, default: Any = None, **more: Any) -> Column:
    return sa.Column(name, kind, *of, nullable=optional, server_default=default, **more)


def key() -> Column:
    return column("id", sa.Uuid(), primary_key=True)


def reference(name: str, table: str, **more: Any) -> Column:
    return column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id"), **more)


def text(name: str, length: int, **more: Any) -> Column:
    return column(name, sa.String(length), **more)


def number(name: str, **more: Any) -> Column:
    return column(name, sa.Integer(), **more)


def moment(name: str, **more: Any) -> Column:
    return column(name, sa.DateTime(timezone=True), **more)


def many(name: str) -> Column:
    return column(name, sa.JSON(), default="[]")


def partial_index(name: str, table: str, of: str, where: str, *, unique: bool = False) -> None:
    rows = sa.text(where)
    op.create_index(name, table, [of], unique=unique, sqlite_where=rows, postgresql_where=rows)
