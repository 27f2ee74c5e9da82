"""A custodian's locked screen asks again and again what is pressing; nothing is opened for it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from access import locking
from audit.models import AuditEntry
from shelters.matcher import looking
from shelters.models import HouseReference
from tests.shelters.gate import NAMED, put
from tests.shelters.world import browser

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_what_a_locked_screen_asks_for_opens_nothing(world):
    looking.run_all(timezone.now())
    put(world.case(), world.people, NAMED, "a:1:x")
    client = browser(world.people.kustodian)
    client.get("/")
    session = client.session
    session[locking.LOCKED] = True
    session.save()
    before = AuditEntry.objects.count(), HouseReference.every.count()
    for _ in range(2):
        answer = client.get(reverse("access:alarms"), headers={"accept": "application/json"})
        assert answer.status_code == 200
    assert (AuditEntry.objects.count(), HouseReference.every.count()) == before
