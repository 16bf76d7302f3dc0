"""Handing mail over, and not keeping it quiet when that fails.

Whether mail works is known by the audit log's newest word on it (`mail.failed`, `mail.recovered`), so that every
process knows it.
"""

import structlog
from sqlalchemy import select
from sqlmodel import col

from chat_app.adapters.mail import Mail, NotSent
from chat_app.models import AuditEntry, Workspace, now
from chat_app.schemas.wording import isolated
from chat_app.services import audit, mail_texts
from chat_app.services.parley import Parley

log = structlog.get_logger()

FAILED, REFUSED, RECOVERED, TOLD = "mail.failed", "mail.refused", "mail.recovered", "mail.admins_told"
ADMINS_EVERY = 3600  # seconds between two mails to TO_EMAIL about the same trouble
TROUBLE = "Mail is not getting out at the moment, so the link may not arrive. Ask the people who run this server."


async def deliver(parley: Parley, mail: Mail) -> bool:
    """Hand a mail over. Returns whether it was taken; if not, the log, the audit log and TO_EMAIL know why."""
    try:
        await parley.mailer.send(mail)
    except (NotSent, ValueError) as failure:
        await _failed(parley, mail.to, failure)
        return False
    if await failing(parley):
        async with parley.database.write() as session:
            audit.record(session, None, RECOVERED)
    return True


async def check(parley: Parley) -> None:
    """What is done for an address without an account, so that it takes the same time and finds the same troubles."""
    try:
        await parley.mailer.check()
    except NotSent as failure:
        await _failed(parley, "", failure)


async def failing(parley: Parley) -> bool:
    """Return whether the last mail to any address could not be sent."""
    found = select(col(AuditEntry.action)).where(col(AuditEntry.action).in_((FAILED, RECOVERED)))
    async with parley.database.read() as session:
        newest = await session.execute(found.order_by(col(AuditEntry.at).desc()).limit(1))
        return newest.scalar_one_or_none() == FAILED


async def _failed(parley: Parley, to: str, failure: Exception) -> None:
    """An address that its server does not want says nothing about the next one."""
    refused = isinstance(failure, NotSent) and failure.recipient
    log.error("mail_failed", to=to, reason=str(failure))
    async with parley.database.write() as session:
        audit.record(session, None, REFUSED if refused else FAILED, subject=to, reason=str(failure)[:300])
    await _notify_admins(parley, to, str(failure))


async def _notify_admins(parley: Parley, to: str, reason: str) -> None:
    """One try, at most once an hour: it may well go where the first mail went."""
    admins = parley.settings.to_email
    if not admins or to == admins:
        return
    async with parley.database.write() as session:
        last = (await session.execute(select(AuditEntry).where(col(AuditEntry.action) == TOLD)
                .order_by(col(AuditEntry.at).desc()).limit(1))).scalar_one_or_none()  # fmt: skip
        if last is not None and (now() - last.at).total_seconds() < ADMINS_EVERY:
            return
        audit.record(session, None, TOLD, subject=admins)
        workspace = (await session.execute(select(Workspace))).scalar_one_or_none()
    paragraphs = [
        f"Parley could not send a mail to {to}." if to else "Parley could not reach the mail server.",
        f"The reason given: {reason}",
        "People may be waiting for sign-in links. The audit log and the server's log have every case.",
    ]
    title = f"{isolated(workspace.name) if workspace else 'Parley'}: mail is not getting out"
    try:
        await parley.mailer.send(
            mail_texts.write("notice", admins, workspace, title=title, paragraphs=paragraphs, link="")
        )
    except (NotSent, ValueError) as failure:
        log.error("mail_to_admins_failed", reason=str(failure))
