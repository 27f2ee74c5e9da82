"""Grant rows: guardian's own manager, with expiry."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from guardian import shortcuts

from access.models import Staff
from audit.register import unwatched
from casework.models import CaseGroupGrant, CaseUserGrant
from tests.access.making import MORNING, case, person, saved, unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_acts():
    """Rows are written here without an action, to see what their manager does."""
    with unwatched():
        yield


def test_guardians_shortcuts_write_and_remove_through_our_manager():
    file, manager, team = case(), person(), unit()
    shortcuts.assign_perm("handle_case", manager, file)
    shortcuts.assign_perm("receive_case", team.group, file)
    row = CaseUserGrant.objects.get()
    assert (row.opened, row.state) == (file.opened, file.state)
    assert CaseGroupGrant.objects.get().group == team.group
    shortcuts.remove_perm("handle_case", manager, file)
    shortcuts.remove_perm("receive_case", team.group, file)
    assert not CaseUserGrant.every.exists()
    assert not CaseGroupGrant.every.exists()


def test_an_expired_row_is_renewed_not_doubled():
    file, manager = case(), person()
    past = timezone.now() - timedelta(hours=1)
    first = CaseUserGrant.objects.assign_perm("handle_case", manager, file, expires=past, why="first")
    assert not CaseUserGrant.objects.exists()
    again = CaseUserGrant.objects.assign_perm("handle_case", manager, file, granted_by=manager, why="second")
    assert again.pk == first.pk
    row = CaseUserGrant.every.get()
    assert (row.expires, row.why, row.granted_by) == (None, "second", manager)


def test_an_expired_row_can_be_removed():
    file, manager = case(), person()
    CaseUserGrant.objects.assign_perm("handle_case", manager, file, expires=MORNING - timedelta(days=900))
    CaseUserGrant.objects.remove_perm("handle_case", manager, file)
    assert not CaseUserGrant.every.exists()


@pytest.mark.parametrize(
    "method", ["bulk_assign_perm", "assign_perm_to_many", "bulk_remove_perm", "remove_perm_from_many"]
)
def test_grants_are_never_given_or_taken_in_bulk(method):
    with pytest.raises(NotImplementedError):
        getattr(CaseUserGrant.objects, method)("handle_case", [person()], case())


def test_the_same_relation_twice_is_refused_by_the_database():
    file, manager = case(), person()
    row = CaseUserGrant.objects.assign_perm("handle_case", manager, file)
    double = CaseUserGrant(
        user=manager, permission=row.permission, content_object=file, opened=MORNING, granted_at=MORNING
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save(force_insert=True)


def test_moving_somebody_to_another_unit_moves_their_group():
    first, second, extra = unit(), unit(), unit()
    one = person(within=first)
    one.groups.add(extra.group)
    one = Staff.objects.get(pk=one.pk)
    one.unit = second
    saved(one)
    assert set(one.groups.all()) == {second.group, extra.group}
