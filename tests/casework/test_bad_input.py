"""Bad input to the case file: a sentence beside the field, everything typed kept, never a 500."""

import pytest

from casework.models import CasePerson
from tests.casework import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def case(people):
    return world.case(people)


def test_no_form_breaks_on_bad_input(people, browse, case):
    client = browse(people.manajer)
    for bad in ("\x00", "😀" * 3, "x" * 10_000, "<script>alert(1)</script>", "' OR 1=1 --"):
        for part, fields in world.FORMS.items():
            answer = client.post(f"/kasus/{case.pk}/{part}", dict.fromkeys(fields, bad))
            assert answer.status_code in (303, 422), (part, bad[:9])
            assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("due", ["0206-12-04", "1900-01-01", "9999-12-31"])
def test_a_slip_in_the_year_is_asked_about(people, browse, case, due):
    answer = browse(people.manajer).post(f"/kasus/{case.pk}/tugas/tambah/", {"text": "Telepon klien", "due": due})
    assert answer.status_code == 422
    assert "Periksa tahunnya" in answer.context["form"].errors["due"][0]
    assert due.encode() in answer.content


def test_a_draft_that_holds_only_the_beginning_says_so(people, browse):
    client = browse(people.operator112)
    token = client.get("/meja/").context["form"]["draf"].value()
    whole, cut = (client.post("/meja/draf/", {"draf": token, "what": "x" * n}) for n in (20_000, 20_001))
    assert "hanya" not in whole.content.decode()
    assert "hanya 20000 huruf pertama" in cut.content.decode()


def test_a_name_of_ten_thousand_letters_is_refused_beside_its_field(people, browse, case):
    answer = browse(people.manajer).post(f"/kasus/{case.pk}/orang/tambah/", {"part": "victim", "name": "x" * 10_000})
    assert answer.status_code == 422
    assert "terlalu panjang" in answer.context["form"].errors["name"][0]
    assert b"x" * 10_000 in answer.content
    assert CasePerson.every.filter(case=case).count() == 2
