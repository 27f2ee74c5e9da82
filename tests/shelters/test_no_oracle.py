"""Whoever does not know where a house stands learns nothing by typing it: right or wrong, all comes out alike."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from django.core import mail
from django.db import connections

from audit.models import AuditEntry
from casework.actions.tickets import open_ticket
from casework.models import Ticket
from disclosure import ringing
from disclosure.models import Release
from referrals import actions
from shelters.matcher import looking
from shelters.queries import finds
from tests.referrals import world as referrals
from tests.referrals.browsing import browser
from tests.shelters.alike import MOMENT, Statements, pinned, undone
from tests.shelters.world import ADDRESS, found
from vault import entropy, keyring
from vault.purpose import Purpose

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

ELSEWHERE = "Gang Cempaka Bersemai No. 17"  # as long, and no house's
DISGUISED = {text: " ".join(text[5:-7].replace(" ", "")) for text in (ADDRESS, ELSEWHERE)}


def seen(client, method: str, path: str, typed: str, **fields) -> tuple:
    """All that an answer shows, with what this person typed taken out of it."""
    statements = Statements()
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(statements))
        answer = getattr(client, method)(path, fields)
    body = answer.content.decode().replace(typed, "TYPED")
    return answer.status_code, sorted(answer.headers.items()), answer.cookies.output(), body, statements.said


def plain_rows() -> list:
    """What stands in clear in `default` about texts, and every entry without digests of what was typed."""
    rows = [
        (r.pk, r.subject, r.state, r.current, r.submitted_at, r.decided_at, r.rung_at, len(r.phrases._envelope))
        for r in Release.objects.order_by("pk")
    ]
    entries = AuditEntry.objects.order_by("time", "id")
    return rows + [
        (e.pk, e.time, e.actor, e.action, e.purpose, e.object_kind, e.object_id, e.decision, sorted(e.digests))
        for e in entries
    ]


def played(world, referral, text: str, monkeypatch) -> tuple[list, int]:
    """A doctor types TEXT as the answer to a referral; time passes, jobs run; all that others and he see of it."""
    with undone(), pinned(monkeypatch):
        doctor, manager = browser(world.people.dokter), browser(world.people.manajer)
        path = f"/rujukan/{referral.pk}/"
        told = [seen(doctor, "post", f"{path}jawab/", text, outcome="done", services=["visum"], text=text)]
        told += [seen(client, "get", path, text) for client in (doctor, manager)]
        told += [looking.run_all(MOMENT), ringing.run_once(MOMENT)]
        told += [seen(client, "get", path, text) for client in (doctor, manager)]
        told += [seen(browser(world.people.auditor), "get", "/log/", text), plain_rows(), len(mail.outbox)]
        return told, len(found(world.people.kustodian))


@pytest.mark.parametrize("disguised", [False, True], ids=["as an address", "disguised"])
def test_a_real_address_and_a_false_one_come_out_alike_byte_for_byte(world, monkeypatch, disguised):
    looking.run_all(MOMENT)
    case = referrals.case(world.people)
    referral = actions.accept(referrals.send(case, world.people.dokter, world.people), by=world.people.dokter)
    looking.run_all(MOMENT)
    texts = [
        f"Klien sekarang di {DISGUISED[text] if disguised else text} bersama anaknya." for text in (ADDRESS, ELSEWHERE)
    ]
    real, false = (played(world, referral, text, monkeypatch) for text in texts)
    assert real[0][0][0] == 303
    assert [finds for _, finds in (real, false)] == [1, 0]
    assert len(real[0]) == len(false[0])
    for one, other in zip(real[0], false[0], strict=True):
        assert one == other


def test_an_emergency_at_a_houses_own_address_goes_out_like_any_other(world, monkeypatch):
    told = []
    with pinned(monkeypatch):
        keyring.mint(Purpose.CASE, entropy.new_id())  # keys lie in files, which are not undone: both find it there
    for address in (ELSEWHERE, ADDRESS, ELSEWHERE):  # the first one fills what Django remembers
        with undone(), pinned(monkeypatch):
            statements = Statements()
            with ExitStack() as stack:
                for connection in connections.all():
                    stack.enter_context(connection.execute_wrapper(statements))
                ticket = open_ticket(
                    entropy.new_id(),
                    what=f"Teriakan di {address}, pintu didobrak.",
                    danger="yes",
                    agencies=[world.people.penyidik.agency, world.people.ambulans.agency],
                    by=world.people.operator112,
                )
            row = {f.attname: getattr(ticket, f.attname) for f in Ticket._meta.concrete_fields}
            plain = {name: value for name, value in row.items() if not hasattr(value, "_envelope")}
            told.append((plain, statements.said, len(mail.outbox), Release.objects.count()))
            assert looking.run_all(MOMENT) == 0
            assert finds.alerts(world.people.kustodian) == []
    assert told[1] == told[2]
    assert told[1][3] == 0
