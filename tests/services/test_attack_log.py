"""What attacks leave in the audit log: something, and never so much that it could be filled by them."""

from __future__ import annotations

from chat_app.limits import Rule
from chat_app.models import AuditEntry
from chat_app.services import attack_log, sessions
from chat_app.services.parley import Parley
from tests.cast import rows


async def test_one_address_is_noted_once_however_often_it_comes(parley: Parley):
    for _ in range(5):
        await attack_log.note(parley, "origin.refused", "192.0.2.1", subject="https://evil.example", ip="192.0.2.1")
    await attack_log.note(parley, "flood.cut", "192.0.2.1", ip="192.0.2.1", why="pace")
    await parley.finish_background()
    noted = {(entry.action, entry.subject, entry.ip) for entry in await rows(parley, AuditEntry)}
    assert noted == {("origin.refused", "https://evil.example", "192.0.2.1"), ("flood.cut", "", "192.0.2.1")}
    assert len(await rows(parley, AuditEntry)) == 2


async def test_a_thousand_addresses_do_not_fill_the_log(parley: Parley):
    for number in range(attack_log.ALL.times + 50):
        await attack_log.note(parley, "origin.refused", f"192.0.2.{number}")
    await parley.finish_background()
    assert len(await rows(parley, AuditEntry)) == attack_log.ALL.times


async def test_nor_do_failed_sign_ins_from_everywhere(parley: Parley):
    before, sessions.REFUSALS = sessions.REFUSALS, Rule(3, 3600)
    for number in range(5):
        await sessions.refused(parley, "link", "It is too old.", ip=f"192.0.2.{number}")
    sessions.REFUSALS = before
    assert len(await rows(parley, AuditEntry)) == 3
