"""Data that crosses the network: input of people (validated), and entries for browsers (plain, quick to encode)."""

from chat_app.schemas.incoming import (
    MAX_MESSAGE,
    Email,
    Incoming,
    JoinIn,
    MessageIn,
    Name,
    ProfileIn,
    RoomChangeIn,
    RoomIn,
    StatusIn,
    WorkspaceIn,
)
from chat_app.schemas.messages import DraftOut, MessageOut, RevisionOut, SavedOut, SystemLine
from chat_app.schemas.moments import milliseconds
from chat_app.schemas.people import PERSON, TINTS, PersonOut, WorkspaceOut, initials, tint
from chat_app.schemas.rooms import MemberOut, MembershipOut, ReaderOut, RoomDetails, RoomOut
from chat_app.schemas.wording import clean

__all__ = [
    "MAX_MESSAGE",
    "PERSON",
    "TINTS",
    "DraftOut",
    "Email",
    "Incoming",
    "JoinIn",
    "MemberOut",
    "MembershipOut",
    "MessageIn",
    "MessageOut",
    "Name",
    "PersonOut",
    "ProfileIn",
    "ReaderOut",
    "RevisionOut",
    "RoomChangeIn",
    "RoomDetails",
    "RoomIn",
    "RoomOut",
    "SavedOut",
    "StatusIn",
    "SystemLine",
    "WorkspaceIn",
    "WorkspaceOut",
    "clean",
    "initials",
    "milliseconds",
    "tint",
]
