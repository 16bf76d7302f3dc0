"""The audit log: written inside the transaction of the act that it tells of."""

import uuid
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from chat_app.models.audit_entry import AuditEntry


def record(
    session: AsyncSession,
    actor_id: uuid.UUID | None,
    action: str,
    *,
    subject_id: uuid.UUID | None = None,
    subject: str = "",
    ip: str = "",
    **detail: Any,
) -> None:
    """Note an act: `record(session, admin.id, "user.deactivated", subject_id=user.id, subject=user.name)`.

    It is kept if, and only if, the transaction commits. `detail` is plain JSON, and never a secret.
    """
    session.add(
        AuditEntry(
            actor_id=actor_id, action=action, subject_id=subject_id, subject=subject[:254], ip=ip[:45], detail=detail
        )
    )
