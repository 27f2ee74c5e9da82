"""What was found about reads is told for a minute before it is looked for anew: to each only what is theirs to see."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from access.roles import Role
from audit import actions
from tests.access import making
from tests.audit.logs import WHY
from tests.reading_room.stories import HOUR, MINUTE, found, read

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def stranger(office, clock, settings):
    """Somebody who reads what nothing explains, once it is known that nobody had."""
    settings.AUDIT_FINDINGS_KEPT = 60
    assert found("no-grant") == []
    reader = making.person(Role.CASE_MANAGER)
    read(reader, office.file)
    return reader


def test_for_a_minute_the_same_is_told_and_then_it_is_looked_for_anew(stranger, clock):
    clock.shift(MINUTE - MINUTE / 60)
    assert found("no-grant") == []
    clock.shift(MINUTE / 60)
    assert len(found("no-grant")) == 1


def test_a_clock_that_was_set_back_keeps_nothing(stranger, clock):
    clock.shift(-HOUR)
    assert found("no-grant", timezone.now() + HOUR) == []
    assert len(found("no-grant", timezone.now())) == 1


def test_each_language_has_its_own_words(stranger, clock):
    clock.shift(MINUTE)
    [one] = found("no-grant")
    with override("en"):
        [same] = found("no-grant")
    assert (same.key, same.sentence == one.sentence) == (one.key, False)
    assert found("no-grant") == [one]


def test_what_is_signed_off_is_gone_at_once(stranger, clock):
    clock.shift(MINUTE)
    [one] = found("no-grant")
    actions.review(one.key, note=WHY, by=making.person(Role.AUDITOR))
    assert found("no-grant") == []


def test_what_another_process_found_since_can_be_signed_off(stranger, clock):
    with override("en"):  # as another process it has a list of its own
        [one] = found("no-grant")
    assert found("no-grant") == []
    actions.review(one.key, note=WHY, by=making.person(Role.AUDITOR))
    assert found("no-grant") == []
    clock.shift(MINUTE)
    assert found("no-grant") == []


def test_what_is_kept_from_a_reader_from_now_on_is_told_to_the_others_alone(stranger, office, clock):
    clock.shift(MINUTE)
    [one] = found("no-grant")
    assert found("no-grant", without=frozenset({office.file.pk})) == []
    assert found("no-grant") == [one]
