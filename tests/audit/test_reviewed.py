"""What was signed off lists who did it, for the other auditors, and tells none of them what is kept from them."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from access import robots
from access.roles import Role
from audit import actions, findings, house, kinds, queries, reviewed
from audit.models import AuditEntry, Decision, Review
from audit.objects import Thing
from audit.recording import record
from audit.rules.log import TO_REVIEW
from tests.access import making
from tests.audit.logs import owner, text
from tests.audit.people import staff
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
PAGE = "audit:reviewed"
NOTE = "Sudah dibicarakan dengan kepala unit."
ROOT = Path(findings.__file__).parent.parent


@pytest.fixture
def other(db):
    return staff("auditor-2", Role.AUDITOR)


@pytest.fixture
def signed(other, file):
    """Two findings that another auditor signed off: about a file, and about a house event."""
    entries = {
        "outside": record(None, "tanpa tindakan", Thing("case", str(file), file), decision=Decision.OUTSIDE),
        "failed": record(None, house.EVENT, house.thing(new_id()), decision=Decision.FAILED),
    }
    standing = {one.key.partition(":")[0]: one for one in findings.standing(timezone.now())}
    for kind in entries:
        actions.review(standing[kind].key, note=NOTE, by=other)
    return entries


def listed(client):
    page = client.get(reverse(PAGE))
    return page, [row.what for row in page.context["signed"]]


def test_each_says_when_by_whom_and_about_which_entry(signed_in, auditor, other, signed):
    client = signed_in(auditor)
    assert reverse(PAGE) in client.get(reverse("audit:log")).content.decode()
    page, what = listed(client)
    assert what == [str(kinds.FINDINGS["failed"]), str(kinds.FINDINGS["outside"])]
    row, press = page.context["signed"][1], AuditEntry.objects.filter(action=queries.REVIEW).order_by("time").first()
    assert (row.at, row.who, row.noted) == (press.time, other.get_full_name(), True)
    pages = tuple(reverse("audit:entry", args=[pk]) for pk in (press.pk, signed["outside"].pk))
    assert (row.url, row.about_url) == pages
    assert NOTE not in page.content.decode()


def test_one_without_a_note_says_so(signed_in, auditor, other, reasoned):
    actions.review(f"reason:{reasoned.pk}", by=other)
    page, _what = listed(signed_in(auditor))
    assert "tanpa catatan" in text(page)


def test_each_look_is_an_entry(signed_in, auditor, signed):
    client = signed_in(auditor)
    for _ in range(2):
        client.get(reverse(PAGE))
    looks = AuditEntry.objects.filter(purpose="log.reviewed", action="log.read", actor=str(auditor.pk))
    assert looks.count() == 2


def test_what_is_kept_from_its_reader_is_not_there(signed_in, auditor, file, signed):
    making.conflict(staff=auditor, case_id=file)
    assert listed(signed_in(auditor))[1] == []


def test_behind_another_file_s_wall_house_events_alone_are_missing(signed_in, auditor, file, signed):
    making.conflict(staff=auditor, case_id=making.case().pk)
    assert listed(signed_in(auditor))[1] == [str(kinds.FINDINGS["outside"])]


def test_what_was_about_their_own_act_is_not_there_for_them(signed_in, auditor, other):
    record(auditor, "log.export", Thing("log", ""), reason=NOTE)
    [one] = [one for one in findings.standing(timezone.now()) if one.key.startswith("log-exported")]
    actions.review(one.key, by=other)
    assert listed(signed_in(auditor))[1] == []
    assert listed(signed_in(other))[1] == [str(kinds.FINDINGS["log-exported"])]


def test_what_was_put_in_by_sql_is_no_signing_off(signed_in, auditor, other):
    key = f"outside:{new_id()}"
    Review.objects.create(id=Review.id_of(key), key=key, by=other.pk)
    assert listed(signed_in(auditor))[1] == []


def test_one_whose_sealed_part_is_gone_is_there_for_those_alone_from_whom_nothing_is_kept(signed_in, auditor, signed):
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_reviewnote")
    client = signed_in(auditor)
    assert len(listed(client)[1]) == 2
    making.conflict(staff=auditor, case_id=making.case().pk)
    assert listed(client)[1] == []


def test_what_is_kept_leaves_no_page_shorter(signed_in, auditor, other, monkeypatch):
    files = [new_id() for _ in range(8)]
    for file in files:
        record(None, "tanpa tindakan", Thing("case", str(file), file), decision=Decision.OUTSIDE)
    for one in findings.standing(timezone.now()):
        actions.review(one.key, note=NOTE, by=other)
    for file in files[2:5]:
        making.conflict(staff=auditor, case_id=file)
    monkeypatch.setattr(reviewed, "PAGE", 2)
    client, address, shown = signed_in(auditor), reverse(PAGE), []
    while address:
        page = client.get(address)
        shown.append(len(page.context["signed"]))
        address = reverse(PAGE) + page.context["next_url"] if page.context["next_url"] else ""
    assert shown == [2, 2, 1]


def test_a_page_asks_as_often_for_many_as_for_one(signed_in, auditor, other, django_assert_num_queries):
    client = signed_in(auditor)
    for count in (1, 20):
        for _ in range(count):
            record(None, "tanpa tindakan", Thing("page", ""), decision=Decision.OUTSIDE)
        for one in findings.standing(timezone.now()):
            actions.review(one.key, note=NOTE, by=other)
        client.get(reverse(PAGE))
        with django_assert_num_queries(13):
            client.get(reverse(PAGE))


def test_every_kind_of_finding_has_its_words():
    sources = [path.read_text(encoding="utf-8") for path in ROOT.glob("[a-z]*/**/*.py") if "tests" not in path.parts]
    found = {kind for source in sources if "Finding" in source for kind in re.findall(r'f"([a-z-]+):\{', source)}
    named = {*found, "again", "searched", "entry-proved", *(kind for kind, *_ in TO_REVIEW.values())}
    beside = {"file", "reference", "casework", "disclosure", "document", "referral", "answer", "note", "taken", "house"}
    assert named - beside - kinds.FINDINGS.keys() == set()


def test_the_canary_s_auditor_opens_nothing_of_it(signed_in, auditor, signed):
    client = signed_in(auditor)
    with robots.looking(set()):
        assert len(listed(client)[1]) == 2
    [look] = AuditEntry.objects.filter(purpose="canary", action="log.read")
    assert look.digests == {}
