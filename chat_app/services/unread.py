"""What is unread: posts in the room, less those one has read, less those that have been deleted since.

A room names the newest deleted ones, since people's places in it would else have to be changed one by one.
"""

from chat_app.models import Message, Room
from chat_app.schemas import MembershipOut, RoomOut

NAMED = 20  # deleted posts of a room; of those before them nobody knows whether they are among the unread


def leave_out(room: Room, *messages: Message) -> None:
    """Messages of a room, whose row is locked, are being deleted."""
    room.removed = sorted({*room.removed, *(each.post_no for each in messages if each.kind == "post")})[-NAMED:]


def take_in(room: Room, message: Message) -> None:
    """One of them comes back."""
    room.removed = [number for number in room.removed if number != message.post_no]


def count(room: RoomOut, place: MembershipOut) -> int:
    """Return how many posts a member has not read (in the browser: `unreadOf`)."""
    return max(0, room.posts - place.read_posts - sum(number > place.read_posts for number in room.removed))
