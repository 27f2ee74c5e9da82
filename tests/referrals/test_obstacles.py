"""What other agencies have of a case keeps it from being shredded, and vanishes with it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from access.errors import Refused
from audit.models import AuditEntry
from audit.objects import row_key
from casework import shredding as port
from casework.actions import shredding
from casework.models import Case, Ticket
from casework.workflow import CaseState
from referrals import actions
from referrals.codes.referral import Need
from referrals.models import Answer, CustodyEvent, ReferralGroupGrant
from shelters.matcher import looking
from tests.casework.shredding import asked, state
from tests.casework.test_rights import sql
from tests.referrals import world
from tests.shelters.world import browser

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def looked(case, people) -> Case:
    """The case ended and its shredding asked for; the matcher has looked at what left."""
    looking.run_all(timezone.now())
    return asked(people, case)


def answer(referral, by, outcome: str = "done") -> None:
    actions.answer(referral, outcome=outcome, by=by)
    looking.run_all(timezone.now())


def not_taken(case, people):
    referral = world.send(case, people.dokter, people)
    return "Rujukan masih berjalan: Kesehatan.", lambda: actions.decline(
        referral, reason="no_service", by=people.dokter
    )


def being_worked_on(case, people):
    referral = world.send(case, people.dokter, people)
    actions.accept(referral, by=people.dokter)
    answer(referral, people.dokter, "under_way")
    return "Rujukan masih berjalan: Kesehatan.", lambda: answer(referral, people.dokter)


def proceeding(case, people):
    referral = world.send(case, people.penyidik, people, needs=[Need.POLICE_REPORT])
    actions.accept(referral, by=people.penyidik)
    actions.record_report(referral, number="LP/B/1/XI/2026", reported_at=timezone.now(), by=people.penyidik)
    return "Proses hukum di kepolisian masih berjalan.", lambda: answer(referral, people.penyidik)


def kept(kind: str, specimen: str, sentence: str):
    def keep(case, people):
        referral = world.send(case, people.dokter, people)
        visum = world.examined(referral, people)
        now = timezone.now()
        item = actions.take_item(visum, kind=kind, specimen=specimen, at=now - timedelta(minutes=3), by=people.dokter)
        actions.add_step(item, act="stored", keeping="forensic_fridge", at=now - timedelta(minutes=2), by=people.dokter)
        answer(referral, people.dokter)

        def hand_over():
            actions.add_step(item, act="handed_over", receiver="Labfor", at=timezone.now(), by=people.dokter)

        return sentence, hand_over

    keep.__name__ = kind
    return keep


held_sample = kept("specimen", "swab", "Sampel masih disimpan.")
exhibit = kept("exhibit", "clothing", "Barang bukti masih disimpan.")


@pytest.mark.parametrize("obstacle", [not_taken, being_worked_on, proceeding, held_sample, exhibit])
def test_what_another_agency_has_blocks_and_its_end_unblocks(people, obstacle):
    case = world.case(people)
    sentence, end = obstacle(case, people)
    case = looked(case, people)
    assert port.obstacles(case) == [sentence]
    with pytest.raises(Refused, match=sentence):
        shredding.confirm_shredding(case, by=people.kepala)
    assert state(case) == CaseState.CLOSED
    end()
    shredding.confirm_shredding(case, by=people.kepala)
    assert state(case) == CaseState.SHREDDED


def declined(case) -> None:
    sql("UPDATE referrals_referral SET state = 'declined' WHERE case_id = %s", case.pk)


def answered(case) -> None:
    sql("UPDATE referrals_referral SET state = 'answered' WHERE case_id = %s", case.pk)


def done(case) -> None:
    sql("UPDATE referrals_answer SET outcome = 'done' WHERE case_id = %s", case.pk)


def taken_away(case) -> None:
    sql("DELETE FROM referrals_answer WHERE case_id = %s", case.pk)


def taken_away_with_an_entry(case) -> None:
    answer = Answer.every.get(case_id=case.pk)
    AuditEntry(
        action="referral.answer", object_kind="referral_answer", object_id=str(answer.pk), case_id=case.pk,
        decision="allowed", digests={row_key(answer): "gone"}, stamp=bytes(16),
    ).save()  # fmt: skip
    taken_away(case)


def handed_over(case) -> None:
    last = CustodyEvent.every.filter(case_id=case.pk).latest("at")
    values = {"id": UUID(int=2**128 - 1), "act": "handed_over"}  # of the same moment, and after it in every list
    columns = [field.column for field in CustodyEvent._meta.concrete_fields]
    chosen = ", ".join("%s" if column in values else column for column in columns)
    table = CustodyEvent._meta.db_table
    params = [values[column] for column in columns if column in values]
    sql(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM {table} WHERE id = %s", *params, last.pk)


def called_a_photo(case) -> None:
    sql("UPDATE referrals_custodyitem SET kind = 'photo' WHERE case_id = %s", case.pk)


FORGED = [
    (not_taken, declined),
    (proceeding, answered),
    (being_worked_on, done),
    (being_worked_on, taken_away),
    (being_worked_on, taken_away_with_an_entry),
    (held_sample, handed_over),
    (exhibit, called_a_photo),
]


@pytest.mark.parametrize(("obstacle", "forge"), FORGED)
def test_an_end_that_was_written_by_sql_lets_nobody_destroy_the_file(people, obstacle, forge):
    case = world.case(people)
    obstacle(case, people)
    case = looked(case, people)
    forge(case)
    assert port.obstacles(case) == []
    with pytest.raises(Refused, match="verify_audit_log"):
        shredding.confirm_shredding(case, by=people.kepala)
    assert state(case) == CaseState.CLOSED


def test_at_the_other_agency_the_referral_is_one_that_never_was(people):
    case = world.case(people)
    referral = world.send(case, people.dokter, people)
    urgent = world.urgent(people, on=Ticket.every.get(pk=case.pk))
    for one in (referral, urgent):
        actions.accept(one, by=people.dokter)
        answer(one, people.dokter)
    doctor = browser(people.dokter)
    assert referral.reference in doctor.get("/rujukan/").content.decode()
    shredding.confirm_shredding(looked(case, people), by=people.kepala)
    for one in (referral, urgent):
        assert doctor.get(f"/rujukan/{one.pk}/").status_code == 404
        for path in ("/rujukan/", "/"):
            assert one.reference not in doctor.get(path).content.decode()
    assert not ReferralGroupGrant.every.exists()
