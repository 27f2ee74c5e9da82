"""What comes in hundreds, findings or entries, pushes nothing else out of sight, or it is said that it does."""

import pytest
from django.urls import reverse
from django.utils import timezone

from access import events, policy
from access.roles import Role
from audit import actions, findings, house, refusals, sealer
from audit.findings import MOST
from audit.models import AuditEntry, Decision
from audit.objects import Thing
from audit.recording import record
from tests.access import making
from tests.audit.logs import WHY, problems
from tests.reading_room.stories import DAY, MINUTE, found, looked_up_again, read
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
GRAVE = ("break-glass", "wall-lifted", "restored")


def printed(office, clock, times):
    for _ in range(times):
        clock.shift(MINUTE / 10)
        record(office.one, "statistics.print", Thing("statistics", ""))


def test_printing_statistics_hundreds_of_times_hides_no_break_glass(office, clock):
    record(office.one, "break_glass.open", office.file)
    record(office.one, "wall_lift.confirm", office.file)
    record(None, "backup.restore", Thing("backup", "x"))
    printed(office, clock, MOST + 3)
    assert [len(found(rule)) for rule in GRAVE] == [1, 1, 1]
    *shown, more = found("figures-printed")
    assert len(shown) == MOST
    assert more.sentence == (
        "Dan 3 temuan lagi seperti ini: Statistik disiapkan untuk dicetak: siapa penerimanya tidak tercatat."
    )


def test_what_was_signed_off_makes_room_and_what_is_left_stays_until_it_is_looked_at(office, clock):
    auditor = making.person(Role.AUDITOR)
    printed(office, clock, MOST + 2)
    *shown, more = found("figures-printed")
    actions.review(more.key, by=auditor)
    assert found("figures-printed") == shown
    actions.review(shown[0].key, by=auditor)
    *_others, again = found("figures-printed")
    assert (again.key != more.key, again.sentence[:5]) == (True, "Dan 1")
    actions.review(shown[1].key, by=auditor)
    assert {one.key for one in found("figures-printed")}.isdisjoint({again.key, more.key})
    assert len(found("figures-printed")) == MOST


def test_failures_that_were_signed_off_hide_no_older_one(office, clock):
    auditor = making.person(Role.AUDITOR)
    oldest = record(office.one, "case.read", office.file, decision=Decision.FAILED)
    for _ in range(MOST):
        clock.shift(MINUTE / 10)
        record(office.one, "case.read", office.file, decision=Decision.FAILED)
    *_shown, more = found("failed")
    assert "Dan 1 temuan lagi" in more.sentence
    actions.review(found("failed")[0].key, note=WHY, by=auditor)
    assert found("failed")[-1].key == f"failed:{oldest.pk}"


def knocked(client, times):
    for _ in range(times):
        assert client.post("/masuk/kunci/", {"credential": "{}"})["Location"] == "/masuk/"
    sealer.run_until_done(timezone.now())


def refused():
    return AuditEntry.objects.filter(action="sign.in", decision=Decision.DENIED).order_by("time", "id")


def busy(office, times):
    """Somebody opens, again and again, a file that is theirs to open."""
    own = making.case()
    policy.grant(own, "handle_case", office.one, by=office.head, why="assignment")
    sealer.run_until_done(timezone.now())
    for _ in range(times):
        read(office.one, own)
    sealer.run_until_done(timezone.now())


def test_strangers_at_the_door_push_no_read_out_of_sight(office, clock, client, settings):
    settings.AUDIT_LIMITS = {"entries": 50}
    looked_up_again(office, clock)
    knocked(client, 60)
    assert len(found("again")) == 1
    assert refused().count() == refusals.EACH


def test_what_nobody_did_and_what_was_refused_pushes_no_read_out_of_sight(office, clock, settings):
    settings.AUDIT_LIMITS = {"entries": 10}
    looked_up_again(office, clock)
    for _ in range(40):
        record(None, house.EVENT, house.thing(new_id()), decision=Decision.DONE)
        record(office.other, "case.read", Thing("case", "f" * 64), decision=Decision.DENIED)
    sealer.run_until_done(timezone.now())
    assert len(found("again")) == 1
    assert found("short") == []


def test_refusals_beyond_the_first_of_a_minute_are_counted_in_one_entry_and_told(office, clock, client):
    knocked(client, refusals.EACH + 55)
    assert [entry.purpose for entry in refused()] == [""] * refusals.EACH
    clock.shift(MINUTE)
    knocked(client, 2)
    told = [entry for entry in refused() if entry.purpose]
    assert [list(entry.digests) for entry in told] == [["refused:2026-11-24T05:00:00.000000Z:55"]]
    assert refused().count() == refusals.EACH + 1 + 2
    assert [one for one in problems() if "refused" in one] == []
    [finding] = found("door")
    assert (finding.key, finding.at) == (f"door:{told[0].pk}", told[0].time)
    assert finding.sentence == (
        "Di pintu masuk, 55 percobaan yang ditolak dalam satu hari hanya dihitung, tidak dicatat satu per satu."
    )
    knocked(client, 58)
    clock.shift(MINUTE)
    knocked(client, 1)
    [finding] = found("door")
    assert "110 percobaan" in finding.sentence


def test_what_was_refused_at_the_door_is_in_the_log_before_an_auditor_who_signs_in_reads_it(clock, client):
    knocked(client, refusals.EACH + 7)
    clock.shift(MINUTE)
    events.signed_in(making.person(Role.AUDITOR))
    assert [list(entry.digests) for entry in refused() if entry.purpose] == [["refused:2026-11-24T05:00:00.000000Z:7"]]


def test_pages_that_strangers_ask_for_are_counted_by_the_minute_in_one_entry(office, clock, client):
    pages = [reverse("casework:case", args=[pk]) for pk in (making.case().pk, new_id(), new_id())]
    assert [client.get(page)["Location"] for page in pages] == ["/masuk/"] * 3
    assert client.get("/tidak/ada/").status_code == 302
    assert client.get("/masuk/").status_code == 200
    entries = AuditEntry.objects.filter(action="page.ask").order_by("time", "id")
    assert entries.count() == 0
    clock.shift(MINUTE)
    client.post(pages[0])
    [told] = entries
    assert (told.actor, told.decision, told.object_kind, told.object_id) == ("", "denied", "page", "page.counted")
    assert list(told.digests) == ["refused:2026-11-24T05:00:00.000000Z:3"]
    clock.shift(MINUTE)
    events.signed_in(making.person(Role.AUDITOR))
    assert [next(iter(entry.digests))[-2:] for entry in entries.all()] == [":3", ":1"]
    assert [one for one in problems() if "refused" in one] == []


def test_an_entry_put_in_by_sql_makes_no_count_at_the_door(office):
    for digests in ([7], {"refused:x:١": ""}, {"refused:": ""}, 7, {"refused:2026-11-24T05:00:00.000000Z:9": ""}):
        told = {"action": "sign.in", "decision": Decision.DENIED, "object_id": refusals.COUNTED, "digests": digests}
        AuditEntry.objects.bulk_create([AuditEntry(**told, stamp=bytes(16))])
    assert found("door") == []


def test_who_pushes_reads_out_of_sight_is_told_until_the_page_reaches_a_day_back(office, clock, settings):
    settings.AUDIT_LIMITS = {"entries": 50}
    looked_up_again(office, clock)
    busy(office, 60)
    assert found("again") == []
    [finding] = found("short")
    assert finding.sentence == (
        f"Pembacaan sebelum pukul 12.00 belum diperiksa: {office.one.get_full_name()} membuat 50 dari 50 tindakan "
        "sesudahnya."
    )
    assert finding.url == f"{reverse('audit:person', args=[office.one.pk])}?hari=2026-11-29"
    actions.review(finding.key, note=WHY, by=making.person(Role.AUDITOR))
    assert found("short") == []
    clock.shift(MINUTE)
    busy(office, 1)
    assert len(found("short")) == 1
    clock.shift(DAY + MINUTE)
    assert found("short") == []


def test_an_auditor_signs_off_no_flood_of_their_own(clock, settings):
    settings.AUDIT_LIMITS = {"entries": 5}
    auditor = making.person(Role.AUDITOR)
    for _ in range(9):
        actions.look(auditor, "log.findings")
    sealer.run_until_done(timezone.now())
    [finding] = found("short")
    assert findings.judges(finding, auditor) is True


def test_a_log_full_of_what_nobody_did_is_told(office, clock, settings):
    settings.AUDIT_LIMITS = {"entries": 5}
    looked_up_again(office, clock)
    for _ in range(60):
        record(None, house.EVENT, house.thing(new_id()), decision=Decision.DONE)
    sealer.run_until_done(timezone.now())
    [finding] = found("short")
    assert finding.sentence == (
        "Pembacaan sebelum pukul 12.00 belum diperiksa: jejak penuh penolakan atau entri tanpa orang."
    )
