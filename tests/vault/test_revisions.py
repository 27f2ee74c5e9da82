"""All values of a row are sealed at its revision: one of an earlier revision opens in no later one."""

from __future__ import annotations

import threading

import pytest
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vault.tables import Client
from tests.vault.test_moved import envelope_of, kind_of_failure, put
from vault.cipher import revision_of
from vault.unseal import open_field

NAMES = ("name", "nik", "phone", "story")


def opened(pk):
    row = Client.objects.get(pk=pk)
    return {name: open_field(row, name) for name in NAMES}


@pytest.fixture
def whole(client_row):
    """A row with a value in each of these columns."""
    client_row.nik, client_row.phone, client_row.story = "3175014405920003", "081290001234", "Dari warung."
    client_row.save()
    return Client.objects.get(pk=client_row.pk)


@pytest.mark.parametrize("name", NAMES)
def test_a_value_from_before_the_last_change_of_its_row_does_not_open(whole, name):
    before = envelope_of(whole, name)
    whole.details = {"changed": "beside it"}
    whole.save(update_fields=["details"])
    put(whole, name, before)
    assert kind_of_failure(whole, name) == "revision"


def test_what_a_change_leaves_alone_opens_as_before_at_the_new_revision(whole):
    before = opened(whole.pk)
    whole.name = "Kenanga"
    whole.save(update_fields=["name"])
    assert opened(whole.pk) == before | {"name": "Kenanga"}
    row = Client.objects.get(pk=whole.pk)
    assert {int.from_bytes(revision_of(envelope_of(row, name)), "big") for name in NAMES} == {row.revision} == {2}


def test_a_change_of_what_is_plain_seals_nothing_anew(whole):
    before = [envelope_of(whole, name) for name in NAMES]
    whole.code = "K-2"
    whole.save()
    assert [envelope_of(whole, name) for name in NAMES] == before


def test_what_does_not_open_stays_as_it_is_and_stops_no_change(whole):
    *most, last = envelope_of(whole, "story")
    broken = bytes([*most, last ^ 1])
    put(whole, "story", broken)
    row = Client.objects.get(pk=whole.pk)
    row.name = "Kenanga"
    row.save()
    assert envelope_of(row, "story") == broken
    assert open_field(Client.objects.get(pk=whole.pk), "name") == "Kenanga"
    assert open_field(Client.objects.get(pk=whole.pk), "phone") == "081290001234"


def test_a_replayed_value_is_not_made_right_by_the_next_change(whole):
    before = envelope_of(whole, "story")
    whole.name = "Kenanga"
    whole.save()
    put(whole, "story", before)
    row = Client.objects.get(pk=whole.pk)
    row.name = "Dahlia"
    row.save()
    assert kind_of_failure(whole, "story") == "revision"


def test_what_is_named_and_was_not_changed_is_not_written_back_as_it_was_loaded(whole):
    stale = Client.objects.get(pk=whole.pk)
    whole.phone = "0813"
    whole.save()
    stale.name = "Kenanga"
    stale.save(update_fields=["name", "phone"])
    assert (opened(whole.pk)["name"], opened(whole.pk)["phone"]) == ("Kenanga", "0813")


def test_what_is_assigned_and_not_among_those_saved_waits_on(whole):
    whole.name, whole.phone = "Kenanga", "0813"
    whole.save(update_fields=["name"])
    assert opened(whole.pk)["phone"] == "081290001234"
    whole.save(update_fields=["phone"])
    assert (opened(whole.pk)["name"], opened(whole.pk)["phone"]) == ("Kenanga", "0813")


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.dictionaries(st.sampled_from(NAMES), st.text("abc ", max_size=9), min_size=1),
        st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_whoever_changes_what_in_whichever_order_the_last_value_of_each_opens(case, changes):
    """Three copies of a row, loaded at once and changed by turns, some saved whole and some by the changed fields."""
    made = Client.objects.create(case_id=case, name="a", nik="b", phone="c", story="d")
    copies, expected = [Client.objects.get(pk=made.pk) for _ in range(3)], dict(zip(NAMES, "abcd", strict=True))
    for which, values, whole in changes:
        for name, value in values.items():
            setattr(copies[which], name, value)
        copies[which].save(update_fields=None if whole else list(values))
        expected |= values
    assert opened(made.pk) == expected


@pytest.mark.postgresql_only  # two who write at once; SQLite lets one write at a time
@pytest.mark.django_db(transaction=True)
def test_two_who_change_one_row_at_once_lose_nothing(whole):
    ready = threading.Barrier(2)

    def change(name):
        close_old_connections()
        row = Client.objects.get(pk=whole.pk)
        for number in range(20):
            setattr(row, name, f"{name} {number}")
            ready.wait(timeout=30)
            row.save(update_fields=[name])
        close_old_connections()

    threads = [threading.Thread(target=change, args=(name,)) for name in ("name", "story")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = opened(whole.pk)
    assert (found["name"], found["story"]) == ("name 19", "story 19")
    assert (found["nik"], found["phone"]) == ("3175014405920003", "081290001234")
