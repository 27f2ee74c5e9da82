"""An address opens whoever is late to see it; the page says when a witness last did; late looks are reviewed first."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit import actions, findings, late, sealer
from audit.models import AuditEntry, Checkpoint, Departure, WitnessAnswer
from shelters.models import HouseReference
from tests.audit.logs import WHY, cut, owner
from tests.audit.outside import NAME, Signer
from tests.shelters.world import ADDRESS, browser, locate, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
MINUTE = timedelta(minutes=1)
SIGNER = Signer()


def found(now):
    """Late looks among the findings: (key, place in the list)."""
    standing = findings.standing(now)
    return [(one, place) for place, one in enumerate(standing) if one.key.startswith("late-seen:")]


def look(world):
    assert ADDRESS in locate(world.people.petugas1, world.a.pk).content.decode()
    reference = HouseReference.every.filter(act="location.read").order_by("-at").first()
    return AuditEntry.objects.get(object_id=str(reference.pk))


def newest():
    return Checkpoint.objects.order_by("-size").first()


def countersigned(at, signer=SIGNER, name=NAME):
    word = signer.over(newest().note, at)
    return WitnessAnswer.objects.create(checkpoint=newest(), witness=name, answer="cosigned", signature=word, at=at)


@pytest.fixture
def watched(world, settings):
    """Checkpoints have been leaving for an outside witness for an hour."""
    settings.AUDIT_WITNESSES = [f"unix:/nonexistent/witness {SIGNER.line}"]
    sealer.run_until_done(timezone.now())
    Departure.objects.create(checkpoint=newest(), how="witness", at=timezone.now() - timedelta(hours=1))
    return world


def test_the_page_says_when_a_witness_last_saw_the_log(watched):
    page = locate(watched.people.petugas1, watched.a.pk).content.decode()
    assert ("Disegel" in page, "saksi terakhir" in page) == (True, False)
    at = countersigned(timezone.now()).at
    page = locate(watched.people.petugas1, watched.a.pk).content.decode()
    assert f"; saksi terakhir {timezone.localtime(at):%H.%M} WIB." in page


def test_of_another_day_the_page_says_which(watched):
    at = timezone.localtime(countersigned(timezone.now() - timedelta(days=2)).at)
    page = locate(watched.people.petugas1, watched.a.pk).content.decode()
    assert f"; saksi terakhir {at.day} " in page
    assert f"{at:%H.%M} WIB." in page


def test_a_look_that_no_witness_saw_within_three_minutes_is_reviewed_first(watched):
    entry = look(watched)
    assert found(entry.time + 2 * MINUTE) == []
    [(finding, place)] = found(entry.time + 4 * MINUTE)
    assert (place, finding.at, finding.weight, finding.of_houses) == (0, entry.time, 101, True)
    assert finding.url == url("event", entry.object_id)
    countersigned(entry.time + 10 * MINUTE)
    assert len(found(entry.time + 11 * MINUTE)) == 1


def test_a_look_that_was_dated_a_month_back_is_found_as_late(watched):
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=31), tick=False):
        entry = look(watched)
    sealer.run_until_done(now)
    countersigned(now + MINUTE)
    assert entry.time < now - timedelta(days=30)
    for _ in range(2):
        assert [finding.at for finding, _place in found(now + 2 * MINUTE)] == [entry.time]


def test_what_was_judged_is_not_judged_again_and_a_later_late_look_is_found(watched, django_assert_num_queries):
    seen, now = look(watched), timezone.now()
    countersigned(now + MINUTE)
    assert late.events(now + 10 * MINUTE) == {}
    with django_assert_num_queries(2) as asked:
        assert late.events(now + 10 * MINUTE) == {}
    number = AuditEntry.objects.get(pk=seen.pk).number
    assert f">= {number}" in asked.captured_queries[0]["sql"]
    unseen = look(watched)
    assert [str(key) for key in late.events(unseen.time + 10 * MINUTE)] == [unseen.object_id]


def test_what_was_judged_in_a_log_that_was_put_back_is_judged_anew(watched):
    first = look(watched)
    countersigned(first.time + 10 * MINUTE)
    assert [str(key) for key in late.events(first.time + 20 * MINUTE)] == [first.object_id]
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_witnessanswer")
    cut(AuditEntry.objects.get(pk=first.pk).number)
    assert late.events(first.time + 20 * MINUTE) == {}


def test_a_look_that_a_witness_saw_in_time_is_no_finding(watched):
    entry = look(watched)
    countersigned(entry.time + MINUTE)
    assert found(entry.time + 60 * MINUTE) == []


@pytest.mark.parametrize("first", [True, False])
def test_of_two_witnesses_the_one_that_saw_it_first_counts(watched, settings, first):
    other = Signer("zzz.example/w2")
    settings.AUDIT_WITNESSES = [*settings.AUDIT_WITNESSES, f"unix:/nonexistent/other {other.line}"]
    entry = look(watched)
    words = [(entry.time + MINUTE, SIGNER, NAME), (entry.time + 3650 * 24 * 60 * MINUTE, other, "zzz.example/w2")]
    for word in words if first else words[::-1]:
        countersigned(*word)
    assert found(entry.time + 60 * MINUTE) == []


def test_late_looks_that_one_page_does_not_hold_are_told_of_until_each_is_signed_off(watched, monkeypatch):
    monkeypatch.setattr(findings, "MOST", 2)
    oldest, *others = (look(watched) for _time in range(4))
    now = others[-1].time + 10 * MINUTE
    countersigned(now)
    assert [found_.key.endswith(":more") for found_, _place in found(now)] == [False, False, True]
    assert "Dan 2 temuan lagi seperti ini" in found(now)[-1][0].sentence
    with time_machine.travel(now, tick=False):
        for _time in range(3):
            actions.review(found(now)[0][0].key, note=WHY, by=watched.people.auditor)
    assert [one.at for one, _place in found(now)] == [oldest.time]


def test_other_pages_of_the_house_are_no_finding(watched):
    client = browser(watched.people.petugas1)
    before = AuditEntry.objects.filter(action="house.event", decision="allowed").count()
    for page in ("house", "board"):
        assert client.get(url(page, watched.a.pk)).status_code == 200
    assert AuditEntry.objects.filter(action="house.event", decision="allowed").count() > before
    assert found(timezone.now() + 10 * MINUTE) == []


def test_looks_from_before_there_were_witnesses_are_no_finding(world, settings):
    entry = look(world)
    settings.AUDIT_WITNESSES = [f"unix:/nonexistent/witness {SIGNER.line}"]
    assert found(entry.time + 10 * MINUTE) == []
    Departure.objects.create(checkpoint=newest(), how="witness", at=entry.time + MINUTE)
    assert found(entry.time + 10 * MINUTE) == []


def test_signed_off_it_is_gone_and_the_main_database_does_not_say_what_it_was(watched):
    entry = look(watched)
    with time_machine.travel(timezone.now() + 4 * MINUTE, tick=False):
        [(finding, _)] = found(timezone.now())
        actions.review(finding.key, note=WHY, by=watched.people.auditor)
        assert found(timezone.now()) == []
    for said in (entry.object_id, entry.object_id.replace("-", ""), str(entry.pk), entry.pk.hex):
        assert said not in finding.key


def test_following_one_leaves_in_the_main_database_neither_its_entry_nor_its_reference(watched):
    entry, auditor = look(watched), browser(watched.people.auditor)
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    [(finding, _)] = found(entry.time + 4 * MINUTE)
    with CaptureQueriesContext(connections["default"]) as asked:
        page = auditor.get(finding.url).content.decode()
    assert "membuka lokasi" in page.lower()
    left = AuditEntry.objects.exclude(pk__in=before)
    assert [one.action for one in left] == ["house.event"]
    said = [statement["sql"] for statement in asked.captured_queries] + [one.leaf().decode() for one in left]
    kept = [entry.pk.hex, entry.object_id.replace("-", "")]
    assert [one for one in said if any(key in one.replace("-", "") for key in kept)] == []


def test_where_no_witness_is_set_a_late_seal_is_the_finding(world, settings, monkeypatch):
    settings.AUDIT_WITNESSES = []
    sealer.run_until_done(timezone.now())
    in_time = look(world)

    def away(now):
        raise RuntimeError("sealer away")

    with monkeypatch.context() as patched:
        patched.setattr(sealer, "run_once", away)
        late = look(world)
    sealer.run_until_done(late.time + MINUTE)
    assert found(late.time + 2 * MINUTE) == []  # here whoever looks seals herself
    settings.AUDIT_SEALER_RUNS = True
    assert [finding.at for finding, _ in found(late.time + 2 * MINUTE)] == [late.time]
    assert in_time.time < late.time


def test_strict_the_page_says_that_it_stays_closed_and_shows_nothing(watched, settings):
    settings.AUDIT_STRICT = True
    answer = browser(watched.people.petugas1).post(url("location", watched.a.pk), {"purpose": "giliran jaga"})
    page = answer.content.decode()
    assert (answer.status_code, ADDRESS in page) == (422, False)
    assert "Alamat tetap tertutup: belum ada saksi luar yang mencatat pembukaan ini." in page
