"""A request unwraps each data key once, however much of the file it opens, and no key of a file that it shows nothing
of."""

from __future__ import annotations

from collections import Counter

import pytest

from casework.actions.handling import write_message
from tests.casework import world
from vault import keyring
from vault.purpose import Purpose

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def unwraps(monkeypatch):
    """How often each wrap was opened by the provider."""
    seen: Counter = Counter()
    kind = type(keyring.provider())
    original = kind.unwrap

    def unwrap(self, purpose, context, wrap):
        seen[purpose, context] += 1
        return original(self, purpose, context, wrap)

    monkeypatch.setattr(kind, "unwrap", unwrap)
    return seen


@pytest.mark.parametrize("page", ["", "orang/", "percakapan/"])
def test_a_page_of_a_file_unwraps_its_key_once(people, browse, unwraps, page):
    case, client = world.case(people), browse(people.manajer)
    world.case(people)
    for number in range(3):
        write_message(case, text=f"Kabar {number}.", by=people.manajer)
    path = f"/kasus/{case.pk}/{page}"
    assert client.get(path).status_code == 200
    unwraps.clear()
    assert client.get(path).status_code == 200
    assert {(purpose, case.pk.bytes in context) for purpose, context in unwraps} == {(Purpose.CASE, True)}
    assert set(unwraps.values()) == {1}


def test_what_is_written_down_unwraps_its_key_once(people, browse, unwraps):
    case, client = world.case(people), browse(people.manajer)
    path = f"/kasus/{case.pk}/percakapan/tulis/"
    kept = client.get(path).context["form"]["kirim"].value()
    unwraps.clear()
    assert client.post(path, {"text": "Klien dihubungi pagi ini.", "kirim": kept}).status_code == 303
    assert list(unwraps.values()) == [1]


def test_a_list_unwraps_one_key_for_each_file_that_it_opens_something_of(people, browse, unwraps):
    cases, client = [world.case(people) for _ in range(3)], browse(people.manajer)
    assert client.get("/kasus/").status_code == 200
    unwraps.clear()
    assert client.get("/kasus/").status_code == 200
    assert set(unwraps.values()) <= {1}
    assert len(unwraps) <= len(cases)


def test_a_file_whose_key_was_renewed_unwraps_both_once(people, browse, unwraps):
    case, client = world.case(people), browse(people.manajer)
    keyring.renew(Purpose.CASE, case.pk)
    unwraps.clear()
    assert client.get(f"/kasus/{case.pk}/").status_code == 200
    assert sorted(unwraps.values()) == [1, 1]
