"""The audit log: who did what to whom, when, and from where."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from chat_app.models.columns import Keyed, moment, reference


class AuditEntry(Keyed, table=True):
    """An administrative or security act. Written in the transaction of the act itself; never changed, never erased.

    `action` is a noun and a verb in the past tense (`user.deactivated`); `subject_id` is the person or thing concerned;
    `actor_id` is empty for acts of visitors and of the system. `detail` holds no secrets.
    """

    at: datetime = moment(index=True)
    actor_id: uuid.UUID | None = reference("users.id", optional=True, index=True)
    action: str = Field(max_length=60, index=True)
    subject_id: uuid.UUID | None = Field(default=None, index=True)
    subject: str = Field(default="", max_length=254)
    ip: str = Field(default="", max_length=45)
    detail: dict[str, Any] = Field(  # type: ignore[call-overload]
        default_factory=dict, sa_type=JSON, nullable=False, sa_column_kwargs={"server_default": "{}"}
    )
