"""Foreign and absent are one page, byte for byte, by every method; each asking leaves one entry of the same kind."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access import policy
from access.roles import Role
from audit.models import AuditEntry
from tests.access.making import case, conflict, person
from vault.entropy import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.pages")]

METHODS = ("get", "head", "options", "post", "put", "patch", "delete", "trace")
PLACES = ("", "catat/", "tekan/", "kunci/")


def answer(client, method, path, **extra):
    return getattr(client, method)(path, **extra)


def alike(response) -> tuple:
    headers = {name: value for name, value in response.headers.items() if name != "Date"}
    return response.status_code, headers, response.content, sorted(response.cookies)


def compared(client, method, place="") -> None:
    """A foreign and an absent case answer the same, at the same cost."""
    answers, queries = [], []
    for pk in (case().pk, new_id()):
        with CaptureQueriesContext(connection) as asked:
            answers.append(alike(answer(client, method, f"/uji/{pk}/{place}")))
        queries.append(len(asked))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    assert queries[0] == queries[1]


@pytest.mark.parametrize("method", METHODS)
def test_foreign_and_absent_cases_answer_alike_and_cost_alike(method, signed_in):
    client = signed_in(person())
    client.get(f"/uji/{new_id()}/")  # what is read once a process
    for place in PLACES:
        compared(client, method, place)


def test_foreign_and_absent_cases_answer_every_role_alike(signed_in):
    for role in Role:
        client = signed_in(person(role))
        client.get(f"/uji/{new_id()}/")
        for method in ("get", "post"):
            compared(client, method)


@pytest.mark.parametrize("place", PLACES)
def test_post_without_token_to_foreign_and_absent_answers_alike(place, signed_in):
    client = signed_in(person(), enforce_csrf_checks=True)
    foreign, absent = (alike(client.post(f"/uji/{pk}/{place}")) for pk in (case().pk, new_id()))
    assert foreign == absent


def test_each_refusal_leaves_one_denied_entry_with_a_digest_and_no_id(signed_in):
    client = signed_in(person())
    foreign = case().pk
    before = AuditEntry.objects.count()
    client.get(f"/uji/{foreign}/")
    client.post(f"/uji/{new_id()}/catat/")
    entries = list(AuditEntry.objects.order_by("time")[before:])
    assert [entry.decision for entry in entries] == ["denied", "denied"]
    assert str(foreign) not in {entry.object_id for entry in entries}
    assert all(len(entry.object_id) == 64 for entry in entries)


def test_the_page_holds_no_token_no_path_and_no_id(signed_in):
    pk = case().pk
    page = signed_in(person()).get(f"/uji/{pk}/").content.decode()
    assert "tidak ditemukan" in page
    assert "csrf" not in page.lower()
    assert "/uji/" not in page
    assert str(pk) not in page


def test_unknown_paths_show_the_same_page(signed_in):
    client = signed_in(person())
    assert client.get("/tidak-ada/").content == client.get(f"/uji/{case().pk}/").content


def test_role_level_page_is_the_same_404_for_other_roles(signed_in):
    assert signed_in(person(Role.HEAD)).get("/uji/angka/").content == b"11"
    refused = signed_in(person(Role.COUNSELLOR)).get("/uji/angka/")
    assert refused.status_code == 404
    assert refused.content == signed_in(person(Role.COUNSELLOR)).get("/tidak-ada/").content


@pytest.mark.parametrize("method", ["options", "put", "patch", "delete", "trace"])
def test_on_a_case_one_sees_other_methods_are_405(method, signed_in):
    manager, file = person(), case()
    policy.grant(file, "handle_case", manager, by=manager, why="test")
    response = answer(signed_in(manager), method, f"/uji/{file.pk}/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST"


def test_conflict_found_later_closes_the_page_at_the_next_request(signed_in):
    manager, file = person(), case()
    policy.grant(file, "handle_case", manager, by=manager, why="test")
    client = signed_in(manager)
    assert client.get(f"/uji/{file.pk}/").status_code == 200
    conflict(staff=manager, case_id=file.pk)
    assert client.get(f"/uji/{file.pk}/").status_code == 404
