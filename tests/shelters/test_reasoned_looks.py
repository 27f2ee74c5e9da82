"""An address opened with neither a shift nor an escort there: auditors find it, custodians alone read why."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit import actions, findings
from audit.models import AuditEntry
from shelters.models import HouseReference, ReferenceReason
from shelters.queries import reasoned_looks
from tests.shelters.test_who_acted import put_in, rewrite
from tests.shelters.world import ADDRESS, browser, locate, url
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
REASON = "Mencocokkan nomor telepon di gerbang"


def found(now=None):
    """The findings about such looks."""
    standing = findings.standing(now or timezone.now())
    return [one for one in standing if one.key.startswith("reasoned-looks:")]


def look(world, username="penempatan", house=None, reason=REASON):
    assert locate(getattr(world.people, username), (house or world.a).pk, reason).status_code == 200


def test_a_look_that_nothing_explains_is_found_once_a_person_and_day_and_names_no_house(world):
    look(world)
    [finding] = found()
    person = world.people.penempatan
    assert finding.sentence == (
        f"{person.get_full_name()} membuka alamat sebuah rumah tanpa giliran jaga, pengantaran, atau penempatan."
    )
    assert finding.url == url("event", HouseReference.every.get(act="location.read").pk)
    look(world, house=world.b)
    look(world, "kustodian")
    assert sorted(one.sentence.split(" membuka")[0] for one in found()) == sorted(
        [f"{person.get_full_name()} 2 kali", world.people.kustodian.get_full_name()]
    )
    page = browser(world.people.auditor).get(finding.url).content.decode()
    assert "membuka lokasi" in page.lower()


def test_what_was_signed_off_is_found_again_after_a_further_look(world):
    look(world)
    [finding] = found()
    actions.review(finding.key, by=world.people.auditor)
    assert found() == []
    look(world)
    assert len(found()) == 1


def test_a_look_on_ones_own_shift_is_no_finding_whatever_the_page_sent_as_a_reason(world):
    look(world, "petugas1", reason="giliran jaga malam ini")
    assert (found(), ReferenceReason.every.count()) == ([], 0)


def test_placing_somebody_in_that_house_within_the_hour_explains_a_look(world):
    look(world)
    look(world, house=world.b)
    assert len(found()) == 1
    world.hold()
    [finding] = found()
    assert " 2 kali " not in finding.sentence
    for act in HouseReference.every.filter(act="location.read"):
        rewrite(act, at=act.at - timedelta(hours=2))
    [finding] = found()
    assert " 2 kali " in finding.sentence


def test_a_placement_that_no_entry_was_made_over_explains_no_look(world):
    world.hold(house=world.b)
    look(world, "kustodian")
    put_in(world, "hold.place", digests={"shelters.hold:7": "ab" * 32})
    assert len(found()) == 1
    held = HouseReference.every.get(act="hold.place", house_id=world.b.pk)
    for digests in (held.digests, {"shelters.hold:7": 7}, [7]):
        rewrite(held, staff_id=world.people.kustodian.pk, house_id=world.a.pk, digests=digests)
        assert len(found()) == 1


def test_a_look_that_was_written_to_an_account_that_nobody_has_is_found_and_breaks_no_page(world):
    look(world)
    written, nobody = HouseReference.every.get(act="location.read"), new_id()
    rewrite(written, staff_id=nobody)
    [finding] = found()
    assert finding.sentence.startswith(f"{str(nobody)[:24]} membuka alamat sebuah rumah")
    auditor = browser(world.people.auditor)
    assert str(nobody)[:24] in auditor.get(reverse("audit:log")).content.decode()
    assert finding.url == url("event", written.pk)
    assert auditor.get(finding.url).status_code == 200


def test_the_main_database_is_asked_the_same_whether_or_not_anybody_looked(world):
    now, asked = timezone.now(), []
    for username in ("petugas1", "penempatan"):  # on her shift; without one
        with CaptureQueriesContext(connections["default"]) as told:
            list(reasoned_looks.findings(now))
        asked.append([statement["sql"] for statement in told.captured_queries])
        look(world, username)
        world.hold()
    with CaptureQueriesContext(connections["default"]) as told:
        assert list(reasoned_looks.findings(now)) == []
    asked.append([statement["sql"] for statement in told.captured_queries])
    assert asked == [asked[0]] * 3
    assert len(asked[0]) == 2


def test_a_look_is_found_for_thirty_days(world):
    look(world)
    now = timezone.now()
    assert (len(found(now + timedelta(days=29))), found(now + timedelta(days=31))) == (1, [])


def test_the_key_that_is_kept_in_the_main_database_can_be_made_from_nothing_that_lies_there(world):
    look(world)
    [finding] = found()
    reference = HouseReference.every.get(act="location.read")
    tried = (reference.pk, world.people.penempatan.pk, world.a.pk)
    made = [f"reasoned-looks:{sha256(b'reasoned looks' + one.bytes).hexdigest()}" for one in tried]
    assert finding.key not in made
    assert finding.key == f"reasoned-looks:{sha256(b'reasoned looks' + reference.salt.bytes).hexdigest()}"


def test_custodians_read_why_and_nobody_else_does(world):
    look(world)
    page = url("looks", world.a.pk)
    for username, person in vars(world.people).items():
        custodian, client = username in ("kustodian", "kustodian2"), browser(person)
        listed, answer = client.get(page), client.post(page)
        assert REASON not in listed.content.decode()
        assert (REASON in answer.content.decode()) == custodian
        assert (listed.status_code, answer.status_code) == ((200, 200) if custodian else (404, 404)), username
    assert REASON not in browser(world.people.kustodian).post(url("looks", world.b.pk)).content.decode()


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_an_old_sign_in_is_asked_again(world, method):
    look(world)
    answer = getattr(browser(world.people.kustodian, stepped_up=False), method)(url("looks", world.a.pk))
    assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
    foreign = getattr(browser(world.people.petugas1, stepped_up=False), method)(url("looks", world.a.pk))
    assert foreign.status_code == 404


def test_reading_them_is_a_house_event_of_its_own(world):
    look(world)
    browser(world.people.kustodian2).get(url("looks", world.a.pk))
    event = HouseReference.every.order_by("-at").first()
    assert (event.act, event.staff_id, event.house_id) == ("looks.read", world.people.kustodian2.pk, world.a.pk)
    entry = AuditEntry.objects.get(object_id=str(event.pk))
    assert (entry.action, entry.actor) == ("house.event", "")


def test_older_ones_stand_on_older_pages(world):
    look(world)
    client = browser(world.people.kustodian)
    past = {"sampai": timezone.localdate() - timedelta(days=1)}
    assert "Tidak ada pembukaan seperti itu" in client.get(url("looks", world.a.pk), past).content.decode()
    for act in HouseReference.every.filter(act="location.read"):
        rewrite(act, at=act.at - timedelta(days=40))
    page = url("looks", world.a.pk)
    assert REASON not in client.post(page).content.decode()
    assert REASON in client.post(f"{page}?sampai={timezone.localdate() - timedelta(days=30)}").content.decode()
    assert client.get(url("looks", world.a.pk), {"sampai": "0001-01-01"}).status_code == 200


def test_a_reason_that_does_not_open_keeps_no_other_one_shut(world):
    look(world, reason="Alasan yang pertama ditulis")
    look(world)
    _spoilt, other = ReferenceReason.every.order_by("reference__at")
    with connections["shelters"].cursor() as cursor:
        cursor.execute(
            f"UPDATE {ReferenceReason._meta.db_table} SET text = %s WHERE text <> %s", [other.text._envelope] * 2
        )
    page = browser(world.people.kustodian).post(url("looks", world.a.pk)).content.decode()
    assert REASON in page
    assert "Alasan ini gagal dibuka" in page


def test_who_may_read_them_is_led_there_from_the_house(world):
    for username, led in (("kustodian", True), ("penempatan", False), ("petugas1", False)):
        page = browser(getattr(world.people, username)).get(url("house", world.a.pk)).content.decode()
        assert (url("looks", world.a.pk) in page) is led
    assert ADDRESS not in browser(world.people.kustodian).get(url("looks", world.a.pk)).content.decode()
