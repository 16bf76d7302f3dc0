"""Input of people, validated."""

import uuid
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from chat_app.schemas.addresses import canonical
from chat_app.schemas.wording import as_line, as_message, as_room_name

MAX_MESSAGE = 4_000

Name = Annotated[str, BeforeValidator(as_line), Field(min_length=1, max_length=80)]
RoomName = Annotated[str, BeforeValidator(as_line), AfterValidator(as_room_name), Field(min_length=1, max_length=80)]
Email = Annotated[str, AfterValidator(canonical)]


class Incoming(BaseModel):
    """Base class of all input: unknown fields are an error, and values cannot be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MessageIn(Incoming):
    """A post. `client_msg_id` is made by the sender's browser, once for each message, and used for every retry."""

    room_id: uuid.UUID
    client_msg_id: uuid.UUID
    text: Annotated[str, BeforeValidator(as_message), Field(min_length=1, max_length=MAX_MESSAGE)]
    reply_to_id: uuid.UUID | None = None


class RoomIn(Incoming):
    """A new room."""

    name: RoomName
    kind: str = Field(default="open", pattern="^(open|closed)$")
    topic: Annotated[str, BeforeValidator(as_line), Field(max_length=250)] = ""


class RoomChangeIn(Incoming):
    """Changes of a room's name, topic and description. None leaves a field unchanged."""

    name: RoomName | None
    topic: Annotated[str, BeforeValidator(as_line), Field(max_length=250)] | None = None
    description: Annotated[str, BeforeValidator(as_message), Field(max_length=1000)] | None = None


class WorkspaceIn(Incoming):
    """The first visitor's input, which creates the workspace."""

    workspace: Name
    name: Name
    email: Email


class JoinIn(Incoming):
    """The input of a visitor who follows an invite link."""

    name: Name
    email: Email


class ProfileIn(Incoming):
    """A person's profile."""

    name: Name
    title: Annotated[str, BeforeValidator(as_line), Field(max_length=80)] = ""
    pronouns: Annotated[str, BeforeValidator(as_line), Field(max_length=40)] = ""
    time_zone: Annotated[str, BeforeValidator(as_line), Field(max_length=64)] = ""


class StatusIn(Incoming):
    """A person's status. `until` is in milliseconds since 1970; 0 means until it is changed."""

    emoji: Annotated[str, BeforeValidator(as_line), Field(max_length=16)] = ""
    text: Annotated[str, BeforeValidator(as_line), Field(max_length=80)] = ""
    until: Annotated[int, Field(strict=True, ge=0)] = 0
