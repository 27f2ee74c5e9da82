"""The job that makes tickets of calls that were kept: each one once, whenever it is killed, and none in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from access.models import Submission
from audit import findings
from audit.examine import examine
from audit.models import AuditEntry, Decision
from casework import spool as desks
from casework.actions import spooled
from casework.actions.tickets import open_ticket
from casework.models import Moment, Ticket, TicketEvent
from casework.spool import Call, Slip
from shelters.management.commands import schedule
from tests.casework import away
from tests.shelters.rotating import in_a_process
from tests.vault.installations import Pkcs11Installation
from vault import keyring, spool
from vault.entropy import new_id
from vault.errors import SpoolFull

pytestmark = pytest.mark.django_db(databases=["default", "shelters"], transaction=True)

SAID = {
    "what": "Anak sendirian di halte.", "where": "", "danger": "", "present": "", "callback_safe": "",
    "callback_number": "", "callback_hours": "", "code_word": "", "reporter": "", "works_for": "",
    "his_agency_wanted": False, "agencies": [], "channel": "call_112", "kind": "actual",
}  # fmt: skip


@pytest.fixture(autouse=True)
def empty_spool():
    for name in spool.waiting():
        spool.remove(name)


@pytest.fixture
def slip(people, rf) -> Slip:
    """What the operator's open desk holds."""
    request = rf.get("/meja/")
    request.user, request.session = people.operator112, desks.signin.SessionStore()
    return desks.signed_here(desks.give(request, [people.ambulans.agency], []))


def kept(slip: Slip, **said) -> Call:
    call = Call(slip.staff, new_id(), new_id(), timezone.now(), {**SAID, **said})
    desks.keep(call, slip)
    return call


def run() -> int:
    return spooled.run_once(timezone.now())


def tickets_of(call: Call) -> int:
    return Ticket.every.filter(spooled=call.id).count()


@pytest.mark.slow
def test_wherever_the_job_is_killed_each_call_becomes_one_ticket(people, slip):
    steps, killed = 0, True
    while killed:
        steps += 3
        call = kept(slip, agencies=[people.ambulans.agency_id.hex])
        killed, _taken = in_a_process(run, steps)
        run()
        assert (tickets_of(call), spool.waiting()) == (1, []), steps
    assert steps > 60
    assert Ticket.every.count() == steps // 3
    assert examine(timezone.now()).problems == []


def test_killed_between_commit_and_taking_the_letter_away_it_makes_no_second_one(people, slip):
    call = kept(slip)
    content = (spool.folder() / call.name).read_bytes()
    assert run() == 1
    (spool.folder() / call.name).write_bytes(content)
    Submission.objects.all().delete()  # forgotten after two days
    assert run() == 1
    assert (tickets_of(call), Ticket.every.count(), spool.waiting()) == (1, 1, [])
    assert TicketEvent.every.filter(kind=Moment.SPOOLED).count() == 1


def test_the_database_holds_one_ticket_a_call_at_most(people, slip):
    call = kept(slip)
    run()
    with pytest.raises(spooled.DatabaseError):
        open_ticket(new_id(), what="Lagi.", spooled=call.id, by=people.operator112)


def test_where_the_draft_has_become_another_call_s_ticket_both_are_kept(people, slip):
    call = kept(slip)
    open_ticket(call.ticket, what="Panggilan lain.", by=people.operator112)
    assert run() == 1
    assert (Ticket.every.count(), tickets_of(call)) == (2, 1)


def test_a_letter_that_does_not_open_stays_and_an_auditor_is_told_once(people, slip):
    broken, whole = kept(slip), kept(slip)
    path = spool.folder() / broken.name
    os.utime(path, (1, 1))
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    os.utime(path, (1, 1))
    assert [run() for _time in range(3)] == [1, 0, 0]
    assert (tickets_of(whole), spool.waiting()) == (1, [broken.name])
    (entry,) = AuditEntry.objects.filter(decision=Decision.FAILED)
    assert (entry.object_kind, entry.object_id) == ("spool", str(broken.id))
    (told,) = [found for found in findings.standing(timezone.now()) if found.key == f"failed:{entry.pk}"]
    assert told.sentence.startswith("Panggilan yang disimpan sementara:")


def test_a_letter_that_can_not_be_read_keeps_no_younger_one_waiting_and_is_told_of_after_minutes(people, slip):
    """A folder of its name stands for whatever the disk or the owner of a file doesn't give."""
    unread, whole = kept(slip), kept(slip)
    path = spool.folder() / unread.name
    path.unlink()
    path.mkdir()
    now = timezone.now()
    os.utime(path, (now.timestamp() - 60, now.timestamp() - 60))
    assert (spooled.run_once(now), tickets_of(whole)) == (1, 1)
    assert AuditEntry.objects.filter(decision=Decision.FAILED).count() == 0
    assert [spooled.run_once(now + timedelta(minutes=minutes)) for minutes in (5, 6)] == [0, 0]
    assert AuditEntry.objects.get(decision=Decision.FAILED).object_id == str(unread.id)
    spool.lies(unread.name).rmdir()


def test_letters_that_no_ticket_can_be_made_of_keep_no_call_from_being_kept(people, slip, monkeypatch):
    monkeypatch.setattr(spool, "MOST", 3)
    unfit = [kept(slip, agencies=["zz"]) for _call in range(3)]
    with pytest.raises(SpoolFull):
        kept(slip)
    assert (run(), AuditEntry.objects.filter(decision=Decision.FAILED).count()) == (0, 3)
    whole = kept(slip)
    assert spool.waiting() == [whole.name, *(call.name for call in unfit)]
    assert (run(), tickets_of(whole), len(spool.waiting())) == (1, 1, 3)
    assert (run(), AuditEntry.objects.filter(decision=Decision.FAILED).count()) == (0, 3)


def test_with_nowhere_to_lay_it_aside_a_letter_stays_and_no_younger_one_waits(people, slip, settings, tmp_path):
    """A file of its name stands for a folder that can't be made."""
    settings.SPOOL_DIR = tmp_path
    (tmp_path / spool.ASIDE).write_bytes(b"")
    unfit, whole = kept(slip, agencies=["zz"]), kept(slip)
    os.utime(tmp_path / unfit.name, (1, 1))
    assert (run(), tickets_of(whole), spool.waiting()) == (1, 1, [unfit.name])


def test_with_the_houses_database_away_calls_become_tickets_and_every_step_is_taken(slip, caplog):
    call = kept(slip, what="Gang Kelinci belakang pasar.")
    with away.database("shelters"), pytest.raises(CommandError, match=r"shelters\.schedule"):
        call_command("schedule", "--once")
    assert (tickets_of(call), spool.waiting()) == (1, [])
    said = [record.getMessage() for record in caplog.records if record.name == schedule.__name__]
    assert "shelters.schedule broke: OperationalError" in said and len(said) == len(set(said))
    assert "Kelinci" not in caplog.text
    call_command("schedule", "--once")


def test_a_letter_of_somebody_who_was_given_no_slip_makes_no_ticket(people, slip):
    """Whoever has the public key and the folder can seal; a slip only this installation signs."""
    forged = Slip("a:b:c", slip.staff, slip.until, "", slip.key, "id", (), ())
    call = kept(forged)
    assert (run(), Ticket.every.count(), spool.waiting()) == (0, 0, [call.name])
    assert AuditEntry.objects.filter(decision=Decision.FAILED).count() == 1


@pytest.mark.parametrize("gone", [away.keys, away.database, away.disk, away.spool_disk])
def test_what_is_still_away_is_waited_for_in_silence(people, slip, gone):
    call = kept(slip)
    with gone():
        assert run() == 0
    assert spool.waiting() == [call.name]
    assert AuditEntry.objects.filter(decision=Decision.FAILED).count() == 0
    assert (run(), tickets_of(call)) == (1, 1)


def test_with_its_token_pulled_the_desk_goes_on_and_the_job_waits(people, browse, settings, tmp_path, monkeypatch):
    installation = Pkcs11Installation(settings, tmp_path, monkeypatch)
    settings.SPOOL_DIR = tmp_path / "spool"
    call_command("init_keys", verbosity=0)
    client = browse(people.operator112)
    client.raise_request_exception = False
    form = client.get("/meja/baru/").context["form"]
    sent = {name: form[name].value() for name in ("draf", "kirim", "meja", "channel", "kind")}
    tokens, pulled = installation.folder / "tokens", installation.folder / "pulled"
    tokens.rename(pulled)
    tokens.mkdir()
    assert client.post("/meja/", {**sent, "what": SAID["what"]}).status_code == 202
    assert (run(), len(spool.waiting())) == (0, 1)
    tokens.rmdir()
    pulled.rename(tokens)
    assert (run(), Ticket.every.count(), spool.waiting()) == (1, 1, [])
    keyring.reset()


def test_twenty_at_a_time(people, slip, monkeypatch):
    monkeypatch.setattr(spooled, "BATCH", 2)
    for _call in range(3):
        kept(slip)
    assert [run(), run(), run()] == [2, 1, 0]


def test_a_call_outlasts_the_server_s_secret_where_the_one_before_is_named(people, slip, settings, tmp_path):
    call = kept(slip)
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another secret" * 4
    assert (run(), spool.waiting()) == (0, [call.name])
    (tmp_path / "before").write_text(f"{before}\n")
    asked = [sys.executable, "-c", "from settings import base; print(*base.SECRET_KEY_FALLBACKS)"]
    environment = os.environ | {"SECRET_KEY_BEFORE_FILE": str(tmp_path / "before")}
    said = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True).stdout
    settings.SECRET_KEY_FALLBACKS = said.split()
    assert (run(), tickets_of(call), spool.waiting()) == (1, 1, [])


def test_an_account_closed_meanwhile_loses_no_call(people, slip):
    call = kept(slip)
    type(people.operator112).objects.filter(pk=people.operator112.pk).update(is_active=False)
    assert (run(), tickets_of(call)) == (1, 1)


def test_the_desk_is_told_of_calls_that_wait_although_all_is_there(people, slip, browse):
    call = kept(slip)
    said = "Panggilan yang disimpan sementara belum menjadi tiket"
    assert said not in browse(people.operator112).get("/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        assert said in browse(people.piket_bpbd).get("/").content.decode()
        assert said not in browse(people.penerima).get("/").content.decode()
    run()
    assert tickets_of(call) == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        assert said not in browse(people.operator112).get("/").content.decode()


def test_the_desk_is_told_of_a_spool_that_would_keep_nothing(people, browse):
    said = "panggilan tidak dapat disimpan sementara"
    assert said not in browse(people.operator112).get("/").content.decode()
    with away.spool_disk():
        assert said in browse(people.piket_bpbd).get("/").content.decode()
        assert said not in browse(people.penerima).get("/").content.decode()


def test_provisional_numbers_are_readable_and_differ():
    numbers = {desks.number_of(new_id()) for _call in range(500)}
    assert len(numbers) == 500
    assert {len(number) for number in numbers} == {11}
    one = new_id()
    assert desks.number_of(one) == desks.number_of(one)
