"""Where the sealer runs beside, a location waits for it two seconds and opens; strict, ten for a witness, and stays
closed. The clock here is moved by whoever sleeps: nobody waits."""

import pytest
from django.utils import timezone

from audit import reading, register, sealer, witnesses
from audit.errors import NotWitnessed
from audit.models import AuditEntry, Decision
from audit.reveal import reveal
from tests.audit.outside import Signer

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


class Clock:
    """Stands, but for what is slept. MEANWHILE is done at each sleep."""

    def __init__(self):
        self.slept, self.meanwhile = 0.0, lambda: None

    def monotonic(self):
        return self.slept

    def sleep(self, seconds):
        assert self.slept < 60, "it waits for ever"
        self.slept += seconds
        self.meanwhile()


@pytest.fixture
def beside(monkeypatch, settings):
    """A sealer is said to run beside; none does."""
    settings.AUDIT_SEALER_RUNS = True
    clock = Clock()
    monkeypatch.setattr(reading, "time", clock)
    return clock


@pytest.fixture
def place(manager):
    with register.unwatched():
        manager.phone = "0812-9000-111"
        manager.save()
    manager.standing = frozenset({"handle_case"})
    return manager


def opening(reader, place):
    return reveal(reader, "p", place, [(place, "phone")], location=True)


def longest(seconds):
    """Of what was slept, to the last look that may come a moment later."""
    return pytest.approx(seconds, abs=2 * reading.BETWEEN_LOOKS)


def test_where_nothing_seals_it_opens_after_two_seconds(beside, auditor, place):
    with opening(auditor, place) as opened:
        assert (opened[place, "phone"], opened.sealed_at) == ("0812-9000-111", None)
    assert (reading.LONGEST_WAIT, beside.slept) == (2.0, longest(2.0))
    assert AuditEntry.objects.get().decision == Decision.ALLOWED


def test_once_it_is_sealed_it_opens_without_waiting_on(beside, auditor, place):
    beside.meanwhile = lambda: sealer.run_once(timezone.now())
    with opening(auditor, place) as opened:
        assert opened.sealed_at is not None
    assert beside.slept == reading.BETWEEN_LOOKS


def test_strict_it_stays_closed_after_ten_more_seconds_without_a_witness(beside, auditor, place, settings):
    settings.AUDIT_STRICT, settings.AUDIT_WITNESSES = True, [f"unix:/nonexistent/witness {Signer().line}"]
    assert witnesses.settings_are_whole() == []
    with pytest.raises(NotWitnessed), opening(auditor, place):
        pytest.fail("opened")
    assert (reading.LONGEST_STRICT_WAIT, beside.slept) == (10.0, longest(2.0 + 10.0))
    decisions = AuditEntry.objects.order_by("time", "decision").values_list("decision", flat=True)
    assert sorted(decisions) == sorted([Decision.ALLOWED, Decision.FAILED])
