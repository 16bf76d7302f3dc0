"""Events travel between processes and arrive as they left."""

import uuid
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat_app.events import (
    Event,
    PersonChanged,
    PersonDeactivated,
    PresenceChanged,
    ProfileChanged,
    RoomChanged,
    RoomNudged,
    SessionRevoked,
    Typing,
    WorkspaceChanged,
    about,
    decode,
    encode,
)
from chat_app.schemas import DraftOut, MembershipOut, MessageOut, PersonOut, RoomOut, SavedOut, WorkspaceOut

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBER = st.integers(0, 2**53)


def one(kind: type) -> st.SearchStrategy[Any]:
    plain = {str: TEXT, int: NUMBER, bool: st.booleans()}
    given = {name: plain[hint] for name, hint in kind.__annotations__.items() if hint in plain}
    if kind is RoomOut:
        given["member_ids"] = st.lists(TEXT, max_size=2).map(tuple)
    return st.builds(kind, **given)


def some(kind: type) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one(kind), max_size=2).map(tuple)


KINDS: dict[type[Event], st.SearchStrategy[Event]] = {
    RoomChanged: st.builds(
        RoomChanged, st.uuids(), NUMBER, NUMBER, one(RoomOut), some(MessageOut), some(PersonOut), some(MessageOut)
    ),
    RoomNudged: st.builds(RoomNudged, st.uuids(), NUMBER),
    PersonChanged: st.builds(
        PersonChanged,
        st.uuids(),
        NUMBER,
        NUMBER,
        some(MembershipOut),
        some(RoomOut),
        some(PersonOut),
        drafts=some(DraftOut),
        saved=st.none() | st.builds(SavedOut, st.lists(TEXT, max_size=2).map(tuple), NUMBER),
        role=st.booleans(),
    ),
    PersonDeactivated: st.builds(PersonDeactivated, st.uuids()),
    WorkspaceChanged: st.builds(WorkspaceChanged, st.uuids(), one(WorkspaceOut)),
    ProfileChanged: st.builds(ProfileChanged, st.uuids(), NUMBER, one(PersonOut)),
    SessionRevoked: st.builds(SessionRevoked, st.uuids(), TEXT),
    Typing: st.builds(Typing, st.uuids(), st.uuids(), TEXT, NUMBER),
    PresenceChanged: st.builds(PresenceChanged, st.uuids(), st.dictionaries(TEXT, TEXT, max_size=2)),
}


def test_every_kind_of_event_is_tried():
    assert set(KINDS) == set(get_args(Event))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=40)
def test_an_event_arrives_as_it_left(kind: type[Event], data: st.DataObject):
    event = data.draw(KINDS[kind])
    frame = encode(event)
    assert decode(frame) == event
    assert about(frame) == (event.kind, event.about)


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"r",
        b"x" * 33,
        b"r" + b"\xff" * 32,
        b"z" + uuid.UUID(int=1).hex.encode() + b"{}",
        b"r" + uuid.UUID(int=1).hex.encode() + b"{}",
        b"r" + uuid.UUID(int=1).hex.encode() + b"[]",
        b"r" + uuid.UUID(int=1).hex.encode() + b"7",
        b"r" + uuid.UUID(int=1).hex.encode() + b"{",
        b"r" + uuid.UUID(int=1).hex.encode() + b'{"room": 7}',
        b"r" + uuid.UUID(int=1).hex.encode() + b'{"room": {"colour": "red"}}',
        b"n" + uuid.UUID(int=1).hex.encode() + b'{"version": 1, "of another release": 1}',
    ],
)
def test_a_frame_that_is_not_ours_is_a_plain_error(frame: bytes):
    with pytest.raises((ValueError, TypeError)):
        decode(frame)


@given(frame=st.binary(max_size=60))
def test_noise_is_a_plain_error(frame: bytes):
    with pytest.raises((ValueError, TypeError)):
        decode(frame)
