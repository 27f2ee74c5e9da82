"""Cases that the bench puts in by the ten thousand are what the product's own import makes."""

import pytest
from django.apps import apps
from django.db import connection

from audit.models import AuditEntry
from bench import cases
from bench.ours import bulk
from casework.actions.imports import import_cases
from casework.models import Case, CaseEvent, CaseGroupGrant, CasePerson, CaseUserGrant
from tests.people import cast
from vault.sealed import Sealed

pytestmark = pytest.mark.django_db
OF_ITS_OWN = {"id", "reference", "number", "case_id", "content_object_id", "at", "added", "granted_at"}
LOGGED = ("actor", "agency", "role", "action", "purpose", "object_kind", "decision")


def told(row) -> dict:
    """What a row says: of what is sealed, how long it is."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in OF_ITS_OWN}
    return {name: len(value._envelope) if isinstance(value, Sealed) else value for name, value in values.items()}


def counted() -> dict[str, int]:
    """How many rows of each model there are in the main database."""
    tables = set(connection.introspection.table_names())
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.db_table in tables
    }


def everything(case) -> list[tuple]:
    around = [(model, "case") for model in (CasePerson, CaseEvent)]
    around += [(model, "content_object") for model in (CaseGroupGrant, CaseUserGrant)]
    found = [told(case)]
    for model, path in around:
        found += sorted((told(row) for row in model.every.filter(**{path: case})), key=repr)
    return found


def test_a_case_put_in_in_bulk_is_the_one_that_the_import_makes():
    people = vars(cast())
    rows = [{**row, "manager": people["manajer"]} for row in cases.rows(40)]
    before = counted()
    import_cases(rows, by=people["supervisor"])
    made = {
        label: count - before[label] for label, count in counted().items() if label != "casework.RegistrationCounter"
    }
    imported = list(Case.every.order_by("opened", "pk"))
    before = counted()
    bulk.fill(rows, people["supervisor"])
    assert {label: count - before[label] for label, count in counted().items() if label in made} == made
    filled = list(Case.every.exclude(pk__in=[case.pk for case in imported]).order_by("opened", "pk"))
    assert [everything(case) for case in filled] == [everything(case) for case in imported]
    ours, theirs = (
        list(AuditEntry.objects.filter(case_id__in=[case.pk for case in some])) for some in (filled, imported)
    )
    assert {tuple(getattr(entry, name) for name in LOGGED) for entry in ours + theirs} == {
        tuple(getattr(theirs[0], name) for name in LOGGED)
    }
    lengths = [sorted(len(entry.leaf()) for entry in some) for some in (ours, theirs)]
    assert abs(sum(lengths[0]) / sum(lengths[1]) - 1) < 0.1
