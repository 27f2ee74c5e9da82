"""Forms that act once, keep what was typed, and say when the file has moved on."""

from __future__ import annotations

import re

import pytest
from django.db import transaction

from access import policy
from access.models import Submission
from access.submissions import once, sent_before
from casework.models import Case
from tests.access.making import case, person
from vault.entropy import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.pages")]


@pytest.fixture
def own(signed_in):
    manager, file = person(), case()
    policy.grant(file, "handle_case", manager, by=manager, why="test")
    return signed_in(manager), file


def hidden(page) -> dict:
    found = re.findall(r'<input type="hidden" name="(kirim|dilihat)" value="([^"]+)"', page.content.decode())
    return dict(found)


def told(file) -> str:
    return Case.every.get(pk=file.pk).flags


def test_a_form_acts_and_leads_on(own):
    client, file = own
    path = f"/uji/{file.pk}/catat/"
    response = client.post(path, {"told": "ya", **hidden(client.get(path))})
    assert response.status_code == 303
    assert response["Location"] == f"/uji/{file.pk}/"
    assert told(file) == "x"
    messages = [str(message) for message in client.get("/akun/").context["messages"]]
    assert messages == ["Tersimpan. Dilihat oleh: 1 orang."]


def test_the_same_form_sent_twice_acts_once_and_leads_to_the_same_page(own):
    client, file = own
    path = f"/uji/{file.pk}/catat/"
    sent = {"told": "ya", **hidden(client.get(path))}
    first, second = client.post(path, sent), client.post(path, sent)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert told(file) == "x"
    client.post(path, {"told": "ya", **hidden(client.get(path))})
    assert told(file) == "xx"


@pytest.mark.parametrize(("leads", "statements"), [("/uji/sana/", 1), ("/uji/sini/", 2), ("", 2)])
def test_where_a_form_leads_is_kept_also_where_another_path_was_expected(leads, statements, django_assert_num_queries):
    token, staff = new_id(), person()
    with transaction.atomic(), django_assert_num_queries(statements + 2):  # a savepoint, and its release
        assert once(token, staff, lambda: "/uji/sana/", leads=leads) == "/uji/sana/"
    assert sent_before(token, staff) == "/uji/sana/"


def test_one_press_sent_twice_acts_once(own):
    client, file = own
    sent = hidden(client.get(f"/uji/{file.pk}/tekan/"))
    for _ in range(3):
        assert client.post(f"/uji/{file.pk}/tekan/", sent).status_code == 303
    assert told(file) == "x"


def test_a_token_of_somebody_else_stops_nobody_and_leads_nowhere_of_theirs(own, signed_in):
    client, file = own
    path = f"/uji/{file.pk}/catat/"
    token = hidden(client.get(path))
    client.post(path, {"told": "ya", **token})
    colleague, other = person(), case()
    policy.grant(other, "handle_case", colleague, by=colleague, why="test")
    response = signed_in(colleague).post(f"/uji/{other.pk}/catat/", {"told": "ya", **token})
    assert str(file.pk) not in response["Location"]


def test_a_refused_verb_keeps_everything_typed_and_the_form_can_be_sent_again(own):
    client, file = own
    path = f"/uji/{file.pk}/catat/"
    sent = {"told": "tidak", "where": "di jalan", **hidden(client.get(path))}
    response = client.post(path, sent)
    assert response.status_code == 422
    assert response.context["form"]["where"].value() == "di jalan"
    assert response.context["form"].errors["told"] == ["Belum bisa. Isian Anda tetap ada. Ubah lalu kirim lagi."]
    assert told(file) == ""
    assert not Submission.objects.exists()
    assert client.post(path, {**sent, "told": "ya"}).status_code == 303
    assert told(file) == "x"


@pytest.mark.parametrize("typed", ["", "\0", "x" * 10_000])
def test_what_a_form_cannot_take_is_said_beside_the_field(typed, own):
    client, file = own
    path = f"/uji/{file.pk}/catat/"
    response = client.post(path, {"told": typed, "where": "sini", **hidden(client.get(path))})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["told"]
    assert response.context["form"]["where"].value() == "sini"
    assert told(file) == ""


def test_a_stale_page_says_so_keeps_what_was_typed_and_goes_through_the_second_time(own):
    client, file = own
    path = f"/uji/{file.pk}/catat/"
    sent = {"told": "ya", "where": "di sini", **hidden(client.get(path))}
    Case.every.filter(pk=file.pk).update(state="closed")
    response = client.post(path, sent)
    assert response.status_code == 422
    assert "berubah sementara Anda mengisi" in response.content.decode()
    assert response.context["form"]["where"].value() == "di sini"
    assert told(file) == ""
    assert client.post(path, {**sent, **hidden(response)}).status_code == 303
    assert told(file) == "x"


def test_a_verb_that_breaks_leaves_the_token_free(own):
    client, file = own
    client.raise_request_exception = False
    path = f"/uji/{file.pk}/catat/"
    sent = {"told": "rusak", **hidden(client.get(path))}
    assert client.post(path, sent).status_code == 500
    assert not Submission.objects.exists()
    assert client.post(path, {**sent, "told": "ya"}).status_code == 303


def test_step_up_comes_after_the_404_and_before_the_act(own, signed_in):
    _client, file = own
    manager = policy.readers(file)[0]
    path = f"/uji/{file.pk}/kunci/"
    late = signed_in(manager, stepped_up=False)
    response = late.post(path)
    assert (response.status_code, response["Location"]) == (303, "/masuk/lagi/")
    assert told(file) == ""
    assert signed_in(person(), stepped_up=False).post(path).status_code == 404
    assert signed_in(manager).post(path).status_code == 303
    assert told(file) == "x"
