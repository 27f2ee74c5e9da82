"""A second factor whose sealed secret was damaged or altered: an answer, an entry, another way in."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from access import recovery_codes
from access.models import SecondFactor
from audit import findings
from audit.models import AuditEntry
from tests.access.test_sign_in import NOON, PASSWORD, code, enrolled, signed
from tests.access.test_sign_in import no_earlier_codes as no_earlier_codes
from tests.damaged import damage

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_a_second_factor_that_does_not_open_is_refused_in_a_sentence_recorded_and_found(client):
    staff, secret = enrolled()
    damage(SecondFactor.objects.get(pk=staff.pk), "secret")
    with time_machine.travel(NOON, tick=False):
        client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
        answer = client.post("/masuk/kode/", {"code": code(secret, NOON)})
        told = answer.content.decode()
        assert (answer.status_code, signed(client)) == (422, False)
        assert ("tidak cocok" in told, "Minta kode untuk satu giliran" in told) == (True, True)
        entry = AuditEntry.objects.get(decision="failed")
        assert list(entry.digests) == [f"access.secondfactor:{staff.pk}#secret"]
        assert secret not in str(vars(entry))
        assert f"failed:{entry.pk}" in [finding.key for finding in findings.standing(NOON)]


@pytest.mark.parametrize("door", ["/masuk/lagi/", "/terkunci/buka/"])
def test_inside_it_is_refused_in_the_same_sentence(client, door):
    staff, secret = enrolled()
    with time_machine.travel(NOON, tick=False) as clock:
        client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
        client.post("/masuk/kode/", {"code": code(secret, NOON)})
        damage(SecondFactor.objects.get(pk=staff.pk), "secret")
        if "terkunci" in door:
            client.post("/terkunci/", {"tutup": "ya"})
        clock.shift(31)
        answer = client.post(door, {"code": code(secret, NOON + timedelta(seconds=31))})
        assert (answer.status_code, "Minta kode untuk satu giliran" in answer.content.decode()) == (422, True)
        assert AuditEntry.objects.filter(decision="failed").count() == 1


def test_with_a_second_factor_that_does_not_open_a_code_on_paper_lets_in_all_the_same(client):
    staff, _secret = enrolled()
    codes = recovery_codes.new_codes()
    recovery_codes.make(staff, codes=codes, by=staff)
    damage(SecondFactor.objects.get(pk=staff.pk), "secret")
    client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    assert client.post("/masuk/kode/", {"code": codes[0]}).status_code == 302
    assert signed(client)
