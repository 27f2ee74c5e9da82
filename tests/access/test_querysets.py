"""A guarded model read without the policy raises, whichever way it is read."""

from __future__ import annotations

import pytest
from django import forms
from django.db.models import Count, Q

from access import policy
from access.errors import UnscopedQuery
from access.permissions import Permission
from casework.models import Case
from tests.access.making import case, cases, person

pytestmark = pytest.mark.django_db

READS = {
    "list": lambda rows: list(rows),
    "bool": lambda rows: bool(rows),
    "len": lambda rows: len(rows),
    "slice": lambda rows: list(rows[:3]),
    "index": lambda rows: rows[0],
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "get": lambda rows: rows.get(),
    "earliest": lambda rows: rows.earliest("opened"),
    "latest": lambda rows: rows.latest("opened"),
    "values": lambda rows: list(rows.values("reference")),
    "values_list": lambda rows: list(rows.values_list("pk", flat=True)),
    "iterator": lambda rows: list(rows.iterator()),
    "aggregate": lambda rows: rows.aggregate(Count("pk")),
    "in_bulk": lambda rows: rows.in_bulk(),
    "dates": lambda rows: list(rows.dates("opened", "month")),
    "datetimes": lambda rows: list(rows.datetimes("opened", "day")),
    "contains": lambda rows: rows.contains(case()),
    "explain": lambda rows: rows.explain(),
    "subquery": lambda rows: list(Case.every.filter(pk__in=rows)),
    "raw": lambda rows: rows.raw("select * from casework_case"),
    "extra": lambda rows: rows.extra(where=["1=1"]),
    "update": lambda rows: rows.update(state="closed"),
    "delete": lambda rows: rows.delete(),
    "bulk_update": lambda rows: rows.bulk_update([case()], ["state"]),
    "get_or_create": lambda rows: rows.get_or_create(reference="X", opened=None),
    "union": lambda rows: list(rows.union(rows)),
    "or": lambda rows: list(rows | rows),
}


@pytest.mark.parametrize("way", READS)
def test_unscoped_reading_raises(way):
    case()
    for rows in (Case.objects.all(), Case.objects.filter(state="open"), Case.objects.order_by("pk")):
        with pytest.raises(UnscopedQuery):
            READS[way](rows)


def test_scoped_querysets_stay_scoped_when_filtered():
    mine, _other = cases(2)
    manager = person()
    policy.grant(mine, "handle_case", manager, by=manager, why="test")
    rows = policy.visible(manager, Permission.CASE_READ)
    assert list(rows.filter(state=mine.state).order_by("-opened").only("reference")) == [mine]
    assert rows.exclude(Q(pk=mine.pk)).count() == 0
    assert rows.values("reference").get() == {"reference": mine.reference}
    assert rows.aggregate(n=Count("pk")) == {"n": 1}
    assert list(rows.iterator()) == [mine]


def test_a_scoped_queryset_cannot_be_widened_by_an_unscoped_one():
    mine, _other = cases(2)
    manager = person()
    policy.grant(mine, "handle_case", manager, by=manager, why="test")
    rows = policy.visible(manager, Permission.CASE_READ)
    for widen in (
        lambda: rows | Case.objects.all(),
        lambda: rows.union(Case.objects.all()),
        lambda: rows | Case.every.all(),
        lambda: rows.union(Case.every.all()),
    ):
        with pytest.raises(UnscopedQuery):
            list(widen())


def test_children_hang_readable_on_a_case_that_the_policy_gave():
    file = case()
    manager = person()
    policy.grant(file, "handle_case", manager, by=manager, why="test")
    seen = policy.get(manager, Permission.CASE_READ, file.pk)
    children = [rel for rel in Case._meta.related_objects if hasattr(rel.related_model, "guarded_by")]
    guarded = [rel.get_accessor_name() for rel in children if rel.related_model.guarded_by == rel.field.name]
    assert guarded
    for name in guarded:
        assert list(getattr(seen, name).all()) == []
        with pytest.raises(UnscopedQuery):
            list(getattr(Case.every.get(pk=file.pk), name).all())


def test_an_empty_queryset_may_be_read():
    assert list(Case.objects.none()) == []


def test_a_form_offers_only_what_the_policy_gives():
    mine, other = cases(2)
    manager = person()
    policy.grant(mine, "handle_case", manager, by=manager, why="test")
    field = forms.ModelChoiceField(policy.visible(manager, Permission.CASE_READ))
    assert field.clean(str(mine.pk)) == mine
    with pytest.raises(forms.ValidationError):
        field.clean(str(other.pk))
    with pytest.raises(UnscopedQuery):
        forms.ModelChoiceField(Case.objects.all()).clean(str(mine.pk))
