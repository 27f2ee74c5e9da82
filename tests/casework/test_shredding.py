"""Shredding a case: two people, everything that stands against it, and nothing left that opens or finds anybody."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.utils import timezone

from access import accounts, policy
from access.errors import NotNow, Refused
from access.matrix import MATRIX
from access.models import Staff
from access.permissions import Permission as P
from audit.action import action
from audit.models import AuditEntry
from casework import shredding as port
from casework.actions import evidence, handling, holds, shredding
from casework.actions.complaints import refuse_case
from casework.actions.conflicts import declare_kin
from casework.models import CaseGroupGrant, CaseUserGrant, Shredding, Ticket
from casework.queries import statistics
from casework.workflow import SHRED_WITHIN, CaseState, ShredState
from demo.pictures import photo
from disclosure import gate
from disclosure.actions import let_go
from disclosure.models import Release
from disclosure.workflow import GateState
from shelters.matcher import looking
from tests.casework import world
from tests.casework.shredding import asked, closed, named, opens, shredded, state
from tests.casework.test_rights import sql
from tests.shelters.world import browser
from vault import keyring
from vault.entropy import new_id
from vault.errors import KeyShredded
from vault.fields import BlindIndexField, SealedField
from vault.files import sealed_files
from vault.models import SealedModel
from vault.purpose import Purpose
from vault.unseal import open_field

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
SUPERVISORS = {"supervisor", "supervisor2"}


def holders(people, permission, case) -> set[str]:
    return {n for n, p in vars(people).items() if policy.visible(p, permission).filter(pk=case.pk).exists()}


def test_who_may_ask_confirm_and_hold(people):
    case = closed(people)
    allowed = {p: holders(people, p, case) for p in (P.CASE_SHRED, P.CASE_CONFIRM_SHRED, P.CASE_HOLD)}
    assert allowed == {
        P.CASE_SHRED: SUPERVISORS, P.CASE_CONFIRM_SHRED: {"kepala"}, P.CASE_HOLD: {*SUPERVISORS, "kepala"},
    }  # fmt: skip
    assert {n for n, p in vars(people).items() if policy.may(p, P.SERVICE_SHREDDED)} == {"kepala", "auditor"}


def test_whoever_is_shown_an_obstacle_may_know_whether_she_is_placed():
    for permission in (P.CASE_SHRED, P.CASE_CONFIRM_SHRED, P.CASE_HOLD):
        for role, scope in MATRIX[permission].items():
            assert set(scope.relations) <= set(MATRIX[P.CASE_PROTECTION][role].relations)


def test_two_people_destroy_a_file_and_every_other_one_opens_as_before(people):
    other, case = world.case(people), closed(people)
    assert opens(case) and opens(other)
    shredded(people, case)
    assert (opens(case), opens(other)) == (False, True)
    assert keyring.is_shredded(Purpose.CASE, case.pk)
    assert state(case) == CaseState.SHREDDED
    assert named() == []


def test_no_sealed_value_of_the_file_opens_and_no_index_finds_anybody_in_it(people):
    case = world.case(people, on=world.ticket(people, callback_number=world.PHONE))
    world.session(case, people)
    item = evidence.add_evidence(case, kind="object", title="Kaca", file=photo("k.jpg", (9, 9, 9)), by=people.manajer)
    handling.write_message(case, text="Mohon kabar.", by=people.manajer)
    handling.close_case(case, ending="finished", reason="goals_met", closing="Aman.", by=people.manajer)
    assert Ticket.every.get(pk=case.pk).callback_index is not None
    assert sealed_files.exists(case.pk, item.original)
    shredded(people, case)
    looked_at = 0
    for model in apps.get_models():
        if not issubclass(model, SealedModel) or model.sealed_owner not in ("id", "case_id"):
            continue
        rows = [row for row in model._base_manager.all() if getattr(row, model.sealed_owner, None) == case.pk]
        for row in rows:
            for field in model._meta.concrete_fields:
                if isinstance(field, BlindIndexField):
                    assert getattr(row, field.name) is None
                if isinstance(field, SealedField) and getattr(row, field.name) is not None:
                    looked_at += 1
                    with pytest.raises(KeyShredded):
                        open_field(row, field.name)
    assert looked_at > 20
    assert keyring.is_shredded(Purpose.EVIDENCE, case.pk)
    assert not sealed_files.objects.of_owner(case.pk).exists()


def test_for_everybody_it_is_a_file_that_never_was(people):
    case = asked(people)
    seeing = {n for n, p in vars(people).items() if browser(p).get(f"/kasus/{case.pk}/").status_code == 200}
    assert seeing == {"penerima", "manajer", "manajer2", "konselor", "kepala", *SUPERVISORS}
    shredding.confirm_shredding(case, by=people.kepala)
    absent = new_id()
    for person in vars(people).values():
        client = browser(person)
        for page in ("/kasus/{}/", "/kasus/{}/orang/", "/kasus/{}/pemusnahan/", "/tiket/{}/"):
            gone, never = client.get(page.format(case.pk)), client.get(page.format(absent))
            assert (gone.status_code, gone.content) == (never.status_code, never.content) == (404, never.content)
        lists = [client.get(path) for path in ("/kasus/", "/tiket/", "/")]
        assert not any(case.reference.encode() in page.content for page in lists)
    for grants in (CaseUserGrant, CaseGroupGrant):
        assert not grants.every.filter(content_object=case).exists()


def test_nobody_is_found_by_what_was_typed(people):
    case = closed(people)
    client = browser(people.supervisor)
    page = f"/kasus/{case.pk}/"
    assert page in client.post("/cari/", {"q": world.NIK}).content.decode()
    shredded(people, case)
    for q in (world.NIK, world.PHONE, world.NAME, case.reference, case.number):
        assert page not in client.post("/cari/", {"q": q}).content.decode()
    again = world.complaint(people)
    assert client.get(f"/kasus/{again.pk}/putuskan/").status_code == 200


def test_figures_count_it_as_before(people):
    case, refused = closed(people), world.complaint(people)
    refuse_case(refused, reason="Di luar wilayah.", by=people.supervisor)
    told = (statistics.total, statistics.by_city, statistics.by_kind, statistics.answering)
    before = [figure(people.supervisor) for figure in told]
    for file in (case, refused):
        shredded(people, file)
    assert [figure(people.supervisor) for figure in told] == before


def test_one_person_alone_destroys_nothing(people):
    case = closed(people)
    shredding.ask_shredding(case, reason="retention", by=people.kepala)
    with pytest.raises(Refused, match="orang lain"):
        shredding.confirm_shredding(case, by=people.kepala)
    assert opens(case)


def test_two_accounts_of_one_person_are_one(people):
    known = {"real_name": "Ratih Ayuningdyah", "nik": "3171020304850006", "phone": "0811-2222-3333"}
    accounts.identify(people.supervisor, **known, by=people.admin)
    case = asked(people)
    accounts.close_account(people.supervisor, by=people.admin)
    accounts.identify(people.kepala, **known, by=people.admin)
    with pytest.raises(Refused, match="orang lain"):
        shredding.confirm_shredding(case, by=Staff.objects.get(pk=people.kepala.pk))
    assert opens(case)


@pytest.mark.parametrize("why", ["closed", "kin"])
def test_who_may_no_longer_ask_has_not_asked(people, why):
    case = asked(people)
    if why == "closed":
        accounts.close_account(people.supervisor, by=people.admin)
    else:
        declare_kin(case, staff=people.supervisor, side="reported", by=people.supervisor2)
    with pytest.raises(Refused, match="tidak lagi berwenang"):
        shredding.confirm_shredding(case, by=people.kepala)
    shredding.decline_shredding(case, by=people.kepala)
    shredding.ask_shredding(case, reason="own_wish", by=people.supervisor2)
    shredding.confirm_shredding(case, by=people.kepala)
    assert not opens(case)


def test_only_an_ended_case_is_asked_about_and_asked_about_once(people):
    with pytest.raises(NotNow, match="belum diakhiri"):
        shredding.ask_shredding(world.case(people), reason="own_wish", by=people.supervisor)
    case = asked(people)
    with pytest.raises(Refused, match="sudah diminta"):
        shredding.ask_shredding(case, reason="own_wish", by=people.supervisor2)
    shredding.decline_shredding(case, by=people.supervisor2)
    with pytest.raises(NotNow, match="tidak sedang diminta"):
        shredding.confirm_shredding(case, by=people.kepala)
    assert opens(case)


def test_a_request_lapses_and_is_asked_anew(people):
    case = asked(people)
    late = Shredding.every.get(case=case)
    action("shredding.ask")(_earlier)(late, by=people.supervisor)
    with pytest.raises(NotNow, match="30 hari"):
        shredding.confirm_shredding(case, by=people.kepala)
    shredded(people, case)
    assert sorted(Shredding.every.values_list("state", flat=True)) == [ShredState.DONE, ShredState.LAPSED]


def _earlier(order: Shredding, *, by) -> Shredding:
    """The same request, as if it had been made a month ago."""
    order.asked_at -= SHRED_WITHIN
    order.save()
    return order


def task(case, people):
    added = handling.add_task(case, text="Antar surat", due=timezone.localdate(), by=people.manajer)
    return lambda: handling.finish_task(added, by=people.manajer)


def hold(case, people):
    standing = holds.set_hold(case, reason="court", by=people.supervisor)

    def lift():
        holds.ask_to_lift(standing, by=people.supervisor)
        holds.lift_hold(standing, by=people.kepala)

    return lift


def text_that_waits(case, people):
    action("test.submit")(_submit)(case, by=people.manajer)
    release = Release.objects.get(case_id=case.pk)
    assert gate.state(release.subject) == GateState.WAITING

    def answer():
        let_go(release, by=people.kustodian)
        looking.run_all(timezone.now())

    return answer


def _submit(case, *, by):
    gate.submit("Ia di Jalan Anggrek Nomor 7.", subject=f"note:{case.pk}", about=case.pk, writer=by)


@pytest.mark.parametrize("obstacle", [task, hold, text_that_waits])
def test_what_stands_against_it_blocks_and_its_end_unblocks(people, obstacle):
    case = world.case(people)
    end = obstacle(case, people)
    handling.close_case(case, ending="finished", reason="goals_met", closing="Aman.", by=people.manajer)
    case.refresh_from_db()
    asked(people, case)
    assert len(port.obstacles(case)) == 1
    before = AuditEntry.objects.count()
    with pytest.raises(Refused, match="belum dapat dimusnahkan"):
        shredding.confirm_shredding(case, by=people.kepala)
    assert opens(case)
    assert (state(case), AuditEntry.objects.count()) == (CaseState.CLOSED, before)
    end()
    assert port.obstacles(case) == []
    shredding.confirm_shredding(case, by=people.kepala)
    assert not opens(case)


def test_a_running_case_says_so(people):
    assert port.obstacles(world.case(people)) == ["Kasus belum diakhiri."]


def test_a_case_that_was_ended_by_sql_is_not_destroyed(people):
    case = world.case(people)
    sql("UPDATE casework_case SET state = 'closed' WHERE id = %s", case.pk)
    case.refresh_from_db()
    asked(people, case)
    assert port.obstacles(case) == []
    with pytest.raises(Refused, match="verify_audit_log"):
        shredding.confirm_shredding(case, by=people.kepala)
    assert opens(case)


def test_a_hold_set_after_the_request_still_blocks(people):
    case = asked(people)
    holds.set_hold(case, reason="police", by=people.supervisor2)
    with pytest.raises(Refused, match="Penyelidikan"):
        shredding.confirm_shredding(case, by=people.kepala)
    assert opens(case)


@pytest.mark.parametrize("how", ["lifted", "deleted", "moved"])
def test_a_hold_that_was_taken_away_by_sql_still_blocks(people, how):
    case, other = asked(people), closed(people)
    hold = holds.set_hold(case, reason="court", by=people.supervisor)
    holds.set_hold(other, reason="court", by=people.supervisor)
    changed = {
        "lifted": ("SET lifted_at = set_at, lifted_by_id = %s", people.kepala.pk),
        "moved": ("SET case_id = %s, reason = 'audit'", other.pk),
    }
    if how == "deleted":
        sql("DELETE FROM casework_legalhold WHERE id = %s", hold.pk)
    else:
        set_to, value = changed[how]
        sql(f"UPDATE casework_legalhold {set_to} WHERE id = %s", value, hold.pk)
    assert len(port.obstacles(case)) == 1
    with pytest.raises(Refused, match="Beri tahu auditor"):
        shredding.confirm_shredding(case, by=people.kepala)
    assert opens(case)
