"""What several workers are given at the same moment acts once: a form, a code."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connections

from access import mfa, policy
from access.models import Submission
from casework.models import Case
from tests.access.making import case, person
from tests.access.signing import app_code, enrolled

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True, databases=["default", "shelters"])
@pytest.mark.urls("tests.access.pages")
def test_two_workers_that_get_the_same_form_act_once_and_lead_to_the_same_page(signed_in):
    manager, file = person(), case()
    policy.grant(file, "handle_case", manager, by=manager, why="test")
    clients = [signed_in(manager) for _ in range(4)]
    path = f"/uji/{file.pk}/tekan/"
    token = re.search(r'name="kirim" value="([^"]+)"', clients[0].get(path).content.decode())[1]
    together, answers = Barrier(len(clients)), []

    def press(client) -> None:
        try:
            together.wait()
            response = client.post(path, {"kirim": token})
            answers.append((response.status_code, response["Location"]))
        finally:
            connections.close_all()

    workers = [Thread(target=press, args=(client,)) for client in clients]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert answers == [(303, f"/uji/{file.pk}/")] * len(clients)
    assert Case.every.get(pk=file.pk).flags == "x"
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "shelters"])
def test_of_four_who_type_one_code_at_the_same_moment_one_comes_in():
    staff, secret = enrolled()
    together, taken = Barrier(4), []
    typed = app_code(secret, NOON)

    def type_it() -> None:
        try:
            together.wait()
            taken.append(mfa.takes(str(staff.pk), typed))
        finally:
            connections.close_all()

    with time_machine.travel(NOON, tick=False):
        workers = [Thread(target=type_it) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert sorted(taken) == [False, False, False, True]
