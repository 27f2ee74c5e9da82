"""The desk's help names the keys that there are."""

import re

import pytest

from casework.forms.desk import DeskForm

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_the_desk_s_help_names_the_keys_that_there_are(people, browse):
    page = browse(people.operator112).get("/meja/").content.decode()
    keys = re.findall(r'data-key="(\d)"', page)
    assert keys == [str(n) for n in range(1, len(keys) + 1)] and len(keys) > 1
    assert f"Alt dengan angka 1–{keys[-1]} memilih instansi" in page


def test_the_desk_s_help_names_one_key_or_none_where_there_is_one_agency_or_none(people):
    form = DeskForm(role=people.operator112.role)
    told = []
    for count in (0, 1, 2):
        form.desk_agencies = [None] * count
        told.append(form.agency_keys)
    assert told == ["", "1", "1–2"]
