"""Events travel between processes and arrive as they left."""

import uuid
from typing import get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat_app.events import Concerns, Event, decode, encode, head

EVENTS: tuple[type[Event], ...] = get_args(Event)

# As JSON keeps them, and browsers.
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
st.register_type_strategy(int, st.integers(0, 2**53))


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=40)
def test_an_event_arrives_as_it_left(kind: type[Event], data: st.DataObject):
    event = data.draw(st.from_type(kind))
    frame = encode(event)
    assert decode(frame) == event
    assert head(frame) == (kind, event.about)


def test_every_event_has_a_letter_of_its_own_and_says_whom_it_concerns():
    assert len({event.kind for event in EVENTS}) == len(EVENTS)
    assert all(event.concerns in get_args(Concerns) for event in EVENTS)
    assert all(get_type_hints(event)["about"] is uuid.UUID for event in EVENTS)


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
    with pytest.raises(ValueError):  # noqa: PT011 (our own, and those of pydantic and uuid)
        decode(frame)


@given(frame=st.binary(max_size=60))
def test_noise_is_a_plain_error(frame: bytes):
    with pytest.raises(ValueError):  # noqa: PT011 (our own, and those of pydantic and uuid)
        decode(frame)
