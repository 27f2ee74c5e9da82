"""Pages that open sealed values, with and without an assignment that explains it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access import policy
from access.permissions import Permission
from access.roles import Role
from access.views import GuardedDetailView, ServiceView, public
from audit.models import AuditEntry
from tests.access.making import case, cases, person, unit

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.pages")]


def entries(action="case.read") -> int:
    return AuditEntry.objects.filter(action=action, decision="allowed").count()


def test_an_explained_read_asks_no_reason_and_makes_one_entry(signed_in):
    manager, file = person(), case()
    policy.grant(file, "handle_case", manager, by=manager, why="test")
    assert signed_in(manager).get(f"/uji/{file.pk}/").status_code == 200
    assert entries() == 1


def test_an_unexplained_read_stays_closed_until_a_reason_is_typed(signed_in):
    team = unit()
    manager, file = person(within=team), case()
    policy.grant(file, "cover_case", team, by=manager, why="test")
    client = signed_in(manager)
    page = client.get(f"/uji/{file.pk}/")
    assert 'name="alasan"' in page.content.decode()
    for reason in ("", "pendek", "         x        "):
        response = client.post(f"/uji/{file.pk}/", {"alasan": reason})
        assert response.status_code == 422
    assert entries() == 0
    opened = client.post(f"/uji/{file.pk}/", {"alasan": "Menggantikan rekan yang sakit"})
    assert opened.status_code == 200
    assert 'name="alasan"' not in opened.content.decode()
    assert entries() == 1
    assert 'name="alasan"' in client.get(f"/uji/{file.pk}/").content.decode()


def test_a_list_shows_pages_and_ignores_what_it_does_not_know(signed_in):
    manager = person()
    made = cases(5)
    for file in made:
        policy.grant(file, "handle_case", manager, by=manager, why="test")
    client = signed_in(manager)
    first = client.get("/uji/?tahap=apa&q=nama&urut=alamat")
    rows = [row["cells"][0] for row in first.context["rows"]]
    assert rows == [file.reference for file in reversed(made)][:3]
    second = client.get("/uji/" + first.context["next_url"])
    assert [row["cells"][0] for row in second.context["rows"]] == [made[1].reference, made[0].reference]
    assert second.context["next_url"] == ""
    assert client.get("/uji/?tahap=closed").context["rows"] == []


def test_list_and_detail_cost_what_is_pinned(signed_in):
    manager = person()
    made = cases(5)
    for file in made:
        policy.grant(file, "handle_case", manager, by=manager, why="test")
    client = signed_in(manager)
    for path, expected in (
        ("/uji/", ["access_opensession", "access_staff", "auth_group", "casework_case"]),
        (f"/uji/{made[0].pk}/", ["access_opensession", "access_staff", "casework_case", "audit_auditentry"]),
    ):
        client.get(path)  # what is read once a process
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        sent = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
        assert len(sent) == len(expected), sent
        assert all(f'"{table}"' in sql for table, sql in zip(expected, sent, strict=True))


def test_a_view_without_permission_fails_where_it_is_written():
    with pytest.raises(ImproperlyConfigured, match="names no permission"):
        type("Careless", (GuardedDetailView,), {})
    with pytest.raises(ImproperlyConfigured, match="names no permission"):
        type("Careless", (ServiceView,), {"permission": "case.read"})
    with pytest.raises(ImproperlyConfigured):
        public("  ")
    type("Careful", (ServiceView,), {"permission": Permission.SERVICE_TODAY})


def test_anonymous_is_sent_to_sign_in_from_every_path_that_is_not_public(client):
    paths = ("/uji/", f"/uji/{case().pk}/", "/tidak-ada/", "/akun/", "/keluar/", "/masuk/lagi/", "/uji/angka/")
    for path in paths:
        for method in ("get", "post", "head", "options", "put", "delete"):
            response = getattr(client, method)(path)
            assert (response.status_code, response["Location"]) == (302, "/masuk/"), (method, path)
    assert client.get("/kosong/").status_code == 200
    assert client.get("/masuk/").status_code == 200


@pytest.mark.django_db(databases=["default", "shelters"])
def test_everyone_has_an_account_page_and_only_administrators_the_list(signed_in):
    for role in Role:
        client = signed_in(person(role))
        assert client.get("/akun/").status_code == 200
        assert client.get("/akun/semua/").status_code == (200 if role == Role.ADMINISTRATOR else 404)
