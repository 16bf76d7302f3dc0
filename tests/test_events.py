"""Events travel between processes and arrive as they left."""

import uuid
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat_app.events import (
    Event,
    PersonChanged,
    PresenceChanged,
    ProfileChanged,
    RoomChanged,
    RoomNudged,
    SessionRevoked,
    about,
    decode,
    encode,
)
from chat_app.schemas import DraftOut, MembershipOut, MessageOut, PersonOut, RoomOut, SavedOut

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


EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(RoomChanged, st.uuids(), NUMBER, NUMBER, one(RoomOut), some(MessageOut), some(PersonOut)),
    st.builds(RoomNudged, st.uuids(), NUMBER),
    st.builds(
        PersonChanged,
        st.uuids(),
        NUMBER,
        NUMBER,
        some(MembershipOut),
        some(RoomOut),
        some(PersonOut),
        drafts=some(DraftOut),
        saved=st.none() | st.builds(SavedOut, st.lists(TEXT, max_size=2).map(tuple), NUMBER),
    ),
    st.builds(ProfileChanged, st.uuids(), NUMBER, one(PersonOut)),
    st.builds(SessionRevoked, st.uuids()),
    st.builds(PresenceChanged, st.uuids(), st.dictionaries(TEXT, TEXT, max_size=2)),
)


@given(event=EVENTS)
@settings(max_examples=200)
def test_an_event_arrives_as_it_left(event: Event):
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
