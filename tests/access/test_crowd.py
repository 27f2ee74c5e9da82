"""The same form pressed twice at the same moment, answered by two workers."""

from __future__ import annotations

import re
from threading import Barrier, Thread

import pytest
from django.db import connections

from access import policy
from access.models import Submission
from casework.models import Case
from tests.access.making import case, person


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
