"""Free text on its way out."""

from __future__ import annotations

import pytest
from django.db import connection

from access.errors import NotNow, Unseen
from access.models import ConflictOfInterest, Strength
from audit.models import AuditEntry
from audit.register import unwatched
from audit.reveal import reveal
from disclosure import gate, queries
from disclosure.actions import ask_rewrite, let_go
from disclosure.models import Release
from disclosure.workflow import GateState
from tests.disclosure.making import cast, submit

pytestmark = pytest.mark.django_db

PLAIN = "Klien memar pada lengan kiri dan takut pulang."
PLACE = "Klien dijemput di Jl. Kenanga Raya No. 12 oleh pamannya."


@pytest.fixture
def people():
    return cast()


def put(people, text, subject="referral:1:note"):
    submit(people.case, text=text, subject=subject, by=people.manager)
    return gate.state(subject)


def test_a_text_without_a_place_like_phrase_leaves_at_once(people):
    assert put(people, PLAIN) == GateState.RELEASED
    assert gate.is_released("referral:1:note")
    assert queries.waiting_count(people.custodian) == 0


def test_a_text_with_a_place_like_phrase_waits_for_a_custodian(people):
    assert put(people, PLACE) == GateState.WAITING
    assert not gate.is_released("referral:1:note")
    assert queries.waiting_count(people.custodian) == 1


def test_what_was_never_submitted_may_not_leave(people):
    assert gate.state("referral:unknown:note") is None
    assert not gate.is_released("referral:unknown:note")
    assert gate.states(["referral:unknown:note"]) == {}


def test_only_the_very_text_that_was_released_may_leave(people):
    put(people, PLAIN)
    assert gate.is_released("referral:1:note", PLAIN)
    assert not gate.is_released("referral:1:note", PLACE)


def test_a_changed_text_is_decided_anew(people):
    put(people, PLAIN)
    assert put(people, PLACE) == GateState.WAITING
    assert not gate.is_released("referral:1:note")
    assert [r.text_revision for r in Release.objects.order_by("text_revision")] == [1, 2]
    assert Release.objects.filter(current=True).count() == 1


def test_the_same_text_keeps_its_decision(people):
    put(people, PLACE)
    let_go(Release.objects.get(), by=people.custodian)
    assert put(people, PLACE) == GateState.RELEASED
    assert Release.objects.count() == 1


def test_a_custodian_lets_it_go_or_asks_for_another_wording_once(people):
    put(people, PLACE, "a:1:x")
    put(people, PLACE, "a:2:x")
    first, second = Release.objects.order_by("subject")
    let_go(first, by=people.custodian)
    ask_rewrite(second, by=people.custodian)
    assert gate.states(["a:1:x", "a:2:x"]) == {"a:1:x": GateState.RELEASED, "a:2:x": GateState.REWRITE}
    for decided in (first, second):
        with pytest.raises(NotNow):
            let_go(decided, by=people.custodian2)
    assert gate.states(["a:2:x"]) == {"a:2:x": GateState.REWRITE}


def test_the_rewrite_sentence_is_the_same_for_every_text(people):
    sentence = str(gate.REWRITE_SENTENCE)
    for number, text in enumerate((PLACE, "Ia tinggal di Cempaka.")):
        put(people, text, f"a:{number}:x")
        ask_rewrite(Release.objects.get(subject=f"a:{number}:x"), by=people.custodian)
        assert gate.state(f"a:{number}:x") == GateState.REWRITE
    assert str(gate.REWRITE_SENTENCE) == sentence


def test_the_phrases_lie_sealed_and_the_text_around_them_nowhere(people):
    put(people, PLACE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT phrases, subject FROM disclosure_release")
        stored = b" ".join(bytes(part) if not isinstance(part, str) else part.encode() for part in cursor.fetchone())
    for word in (b"Kenanga", b"paman", b"Klien"):
        assert word not in stored
    release = queries.release(people.custodian, Release.objects.get().pk)
    with reveal(
        people.custodian, "release.look", release, [(release, "phrases")], permission="service.release"
    ) as opened:
        assert opened[release, "phrases"] == ["Jl. Kenanga Raya No. 12"]


def test_a_decision_is_an_entry_with_the_custodian_and_no_value(people):
    put(people, PLACE)
    let_go(Release.objects.get(), by=people.custodian)
    entry = AuditEntry.objects.order_by("-time").first()
    assert (entry.action, entry.actor, entry.case_id) == ("release.let_go", str(people.custodian.pk), people.case.pk)
    assert "Kenanga" not in str(entry.__dict__)


def test_a_custodian_with_a_conflict_does_not_see_that_the_text_exists(people):
    put(people, PLACE)
    release = Release.objects.get()
    assert queries.release(people.custodian, release.pk) == release
    with unwatched():
        ConflictOfInterest.objects.create(staff=people.custodian, case_id=people.case.pk, strength=Strength.DECLARED)
    assert queries.waiting_count(people.custodian) == 0
    with pytest.raises(Unseen):
        queries.release(people.custodian, release.pk)
    assert queries.release(people.custodian2, release.pk) == release


def test_whoever_listens_hears_the_decision_inside_the_custodians_action(people, monkeypatch):
    heard = []
    monkeypatch.setattr(gate, "_listeners", {"a:": lambda *said: heard.append(said)})
    put(people, PLACE, "a:1:x")
    put(people, PLACE, "b:1:x")
    for release in Release.objects.order_by("subject"):
        let_go(release, by=people.custodian)
    assert heard == [("a:1:x", GateState.RELEASED, people.custodian)]
