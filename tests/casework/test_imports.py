"""Cases of an archive: fast, one entry each, with their readers."""

import time
from datetime import timedelta

from django.utils import timezone

from access import policy
from access.permissions import Permission
from audit.models import AuditEntry
from casework.actions.imports import import_cases
from casework.models import Case, CasePerson
from casework.queries import statistics
from tests.casework import world

START = timezone.now() - timedelta(days=3200)


def rows(number: int, **fields) -> list[dict]:
    return [
        {
            "opened": START + timedelta(days=n % 300, minutes=n),
            "kinds": [["physical"], ["sexual", "psychological"]][n % 2],
            "city_code": ["31.75", "31.74", ""][n % 3],
            "closed": START + timedelta(days=400) if n % 5 else None,
            "name": world.NAME,
            "nik": world.NIK,
            "relation": "spouse",
            **fields,
        }
        for n in range(number)
    ]


def test_each_imported_case_has_one_entry_and_a_reference(people):
    before = AuditEntry.objects.count()
    told = []
    references = import_cases(rows(30), by=people.supervisor, progress=told.append)
    assert (len(set(references)), told) == (30, [30])
    assert AuditEntry.objects.count() - before == world.entries("case.import") == 30
    assert list(Case.every.order_by("opened", "pk").values_list("imported", flat=True)) == [True] * 30


def test_an_imported_case_is_read_like_any_other(people):
    import_cases(rows(1, manager=people.manajer), by=people.supervisor)
    case = Case.every.get()
    read = Permission.CASE_READ
    standing = {
        who: policy.get(getattr(people, who), read, case.pk).standing
        for who in ("manajer", "manajer2", "supervisor", "kepala")
    }
    assert standing == {
        "manajer": {"handle_case", "cover_case"},
        "manajer2": {"cover_case"},
        "supervisor": {"supervise_case"},
        "kepala": {"head_case"},
    }
    assert not policy.visible(people.penerima, read).exists()


def test_numbers_go_on_after_an_import(people):
    import_cases(rows(2, opened=timezone.now()), by=people.supervisor)
    assert world.case(people).number.startswith("003/")


def test_victims_of_the_archive_are_found_by_index(people):
    import_cases(rows(1), by=people.supervisor)
    assert CasePerson.every.get(part="victim").nik_index is not None


def test_imported_cases_count(people):
    import_cases(rows(12), by=people.supervisor)
    head = people.kepala
    assert statistics.total(head) == sum(cell.number for cell in statistics.by_city(head)) == 12


def test_a_hundred_cases_take_less_than_three_seconds_of_the_processor(people):
    started = time.process_time()
    import_cases(rows(100), by=people.supervisor)
    assert time.process_time() - started < 3
