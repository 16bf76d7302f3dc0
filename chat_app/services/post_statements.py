"""The statements of a batch of posts, built once: the hottest path there is."""

from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import col

from chat_app.models import Draft, Membership, Mention, Message, Room, User
from chat_app.services import people

LOCK_ROOM = select(Room).where(col(Room.id) == bindparam("room")).with_for_update(key_share=True)
KNOWN = select(Message).where(
    col(Message.room_id) == bindparam("room"), col(Message.client_msg_id).in_(bindparam("ids", expanding=True))
)
ORIGINALS: Any = (
    select(Message, *people.beside())
    .join(User, col(User.id) == col(Message.sender_id))
    .where(
        col(Message.room_id) == bindparam("room"),
        col(Message.id).in_(bindparam("ids", expanding=True)),
        col(Message.deleted_at).is_(None),
    )
)
PLACES: Any = (
    select(Membership, *people.beside(), col(User.role).label("person_role"))
    .join(User, col(User.id) == col(Membership.user_id))
    .where(
        col(Membership.room_id) == bindparam("room"),
        col(User.id).in_(bindparam("ids", expanding=True)),
        col(Membership.left_at).is_(None),
        col(User.deactivated_at).is_(None),
    )
    .order_by(col(User.id))
    # `mark_read` locks the person, then the membership: the same order. Without the lock on both, PostgreSQL would
    # hand out memberships as they were before it waited.
    .with_for_update(key_share=True, of=(User, Membership))
)
INSERT = insert(Message)
MOVE_ROOM = (
    update(Room)
    .where(col(Room.id) == bindparam("room"))
    .values(last_seq=bindparam("to_seq"), posts=bindparam("to_post"), version=bindparam("to_version"))
)
MOVE_PERSON = update(User).where(col(User.id) == bindparam("user")).values(version=bindparam("to_version"))
MOVE_READER = (
    update(Membership)
    .where(col(Membership.room_id) == bindparam("room"), col(Membership.user_id) == bindparam("user"))
    .values(
        read_seq=bindparam("to_seq"),
        read_posts=bindparam("to_post"),
        mentions=bindparam("to_mentions"),
        version=bindparam("to_version"),
    )
)
CALL = insert(Mention)
# Read after the authors are locked. `drafts.save` locks them too: it has happened before, or finds the message stored.
OPEN_DRAFTS = select(col(Draft.id), col(Draft.user_id), col(Draft.client_msg_id)).where(
    col(Draft.room_id) == bindparam("room"),
    col(Draft.user_id).in_(bindparam("senders", expanding=True)),
    col(Draft.text) != "",
)
# Each at the version that its author has by then.
END_DRAFTS: Any = (
    update(Draft)
    .where(col(Draft.id).in_(bindparam("ids", expanding=True)))
    .values(
        text="",
        reply_to_id=None,
        version=select(col(User.version)).where(col(User.id) == col(Draft.user_id)).scalar_subquery(),
        updated_at=bindparam("moment"),
    )
    .returning(Draft)
)
