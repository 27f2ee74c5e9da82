"""Step 3: what the case manager does, and what is refused."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from access.errors import NotNow, Refused
from casework.actions import handling
from casework.models import CaseEvent, ConsentLine, RiskAssessment, Task
from casework.options.casefile import ASSESSMENT
from casework.queries import consents
from tests.casework import world

TODAY = timezone.localdate


def consent(case, people, **fields):
    values = {"item": "psychological", "answer": "given", "present": "alone", "by": people.manajer, **fields}
    return handling.record_consent(case, **values)


def test_consent_is_recorded_line_by_line_with_who_was_present(people):
    case = world.case(people)
    consent(case, people)
    line = consent(case, people, item="recording", answer="refused", present="companion", note="Didampingi kakak.")
    assert (consents.answer(case, "psychological"), consents.answer(case, "recording")) == ("given", "refused")
    assert (line.present, line.heard_by, str(line.note)) == ("companion", people.manajer, "[tersegel]")


def test_sharing_is_agreed_for_one_recipient_and_for_no_other(people):
    case = world.case(people)
    hospital, police = people.dokter.agency, people.penyidik.agency
    consent(case, people, item="sharing", agency=hospital)
    assert [consents.may_share(case.pk, agency) for agency in (hospital, police)] == [True, False]
    for item, agency in (("sharing", None), ("recording", hospital)):
        with pytest.raises(Refused):
            consent(case, people, item=item, agency=agency)


def test_a_withdrawal_holds_and_the_earlier_answer_stays(people):
    case = world.case(people)
    hospital = people.dokter.agency
    with pytest.raises(Refused):
        consent(case, people, item="sharing", agency=hospital, answer="withdrawn")
    consent(case, people, item="sharing", agency=hospital)
    consent(case, people, item="sharing", agency=hospital, answer="withdrawn")
    assert not consents.may_share(case.pk, hospital)
    assert ConsentLine.every.filter(case=case).count() == 2


def test_an_answer_can_not_be_changed_even_by_sql(people):
    consent(world.case(people), people)
    for statement in ("UPDATE casework_consentline SET answer = 'refused'", "DELETE FROM casework_consentline"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert ConsentLine.every.get().answer == "given"


def test_an_assessment_needs_a_word_and_knows_its_headings(people):
    case = world.case(people)
    empty = dict.fromkeys((code for code, _name in ASSESSMENT), " ")
    with pytest.raises(Refused):
        handling.write_assessment(case, findings=empty, by=people.manajer)
    with pytest.raises(TypeError):
        handling.write_assessment(case, findings={"address": "x"}, by=people.manajer)
    assert handling.write_assessment(case, findings={**empty, "social": "Tinggal sendiri."}, by=people.manajer).pk


def test_a_risk_level_never_stands_without_its_reasons(people):
    case = world.case(people)
    with pytest.raises(Refused):
        handling.assess_risk(case, level="tinggi", factors=[], by=people.manajer)
    handling.assess_risk(case, level="tinggi", factors=["weapon", "neck"], by=people.manajer)
    case.refresh_from_db()
    assert (case.risk, RiskAssessment.every.get(case=case).level) == ("tinggi", "tinggi")


def test_sexual_violence_is_never_mediated(people):
    case = world.case(people, kinds=["sexual", "physical"])
    with pytest.raises(Refused) as refusal:
        handling.add_step(case, service="mediation", goal="Berdamai", by=people.manajer)
    assert refusal.value.field == "service"
    other = world.case(people, kinds=["neglect"])
    assert handling.add_step(other, service="mediation", goal="Nafkah anak", by=people.manajer).pk


def test_a_task_goes_only_to_people_of_the_case(people):
    case = world.case(people)
    due = TODAY() + timedelta(days=2)
    with pytest.raises(Refused):
        handling.add_task(case, text="Telepon klien", due=due, assignee=people.manajer2, by=people.manajer)
    task = handling.add_task(case, text="Telepon klien", due=due, assignee=people.konselor, by=people.manajer)
    handling.finish_task(task, by=people.konselor)
    with pytest.raises(NotNow):
        handling.finish_task(task, by=people.konselor)
    handling.reopen_task(task, by=people.manajer)
    assert Task.every.get().state == "open"


def test_a_closed_case_takes_nothing_more(people):
    case = world.case(people)
    handling.close_case(case, ending="finished", reason="goals_met", closing="Tuntas.", by=people.manajer)
    with pytest.raises(NotNow):
        consent(case, people)
    with pytest.raises(NotNow):
        handling.close_case(case, ending="closed", reason="moved", by=people.manajer)


def test_a_complaint_can_not_be_handled_before_it_is_accepted(people):
    with pytest.raises(NotNow):
        consent(world.complaint(people), people)


def test_each_step_stands_on_the_timeline_and_the_timeline_is_append_only(people):
    case = world.case(people)
    consent(case, people)
    handling.assess_risk(case, level="sedang", factors=["control"], by=people.manajer)
    kinds = set(CaseEvent.every.filter(case=case).values_list("kind", flat=True))
    assert {"case.registered", "case.accepted", "case.counsellor", "consent.recorded", "risk.assessed"} <= kinds
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_caseevent SET kind = 'case.closed'")


def test_every_verb_leaves_one_entry_of_its_own(people):
    case = world.case(people)
    for action, verb in (
        ("consent.record", lambda: consent(case, people)),
        ("risk.assess", lambda: handling.assess_risk(case, level="rendah", factors=["control"], by=people.manajer)),
        ("message.write", lambda: handling.write_message(case, text="Mohon kabar.", by=people.konselor)),
    ):
        verb()
        assert world.entries(action) == 1
