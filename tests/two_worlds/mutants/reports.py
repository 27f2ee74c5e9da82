"""Leaks through the reports about the log: hers, the month's, and the notice of a breach."""

from __future__ import annotations

from unittest import mock

from django.utils import timezone

from tests.two_worlds.mutants.knowing import code_of, stay_of
from tests.two_worlds.mutants.planting import mutant, peek


@mutant("house event in her own report", secret="N3", since="reports")
def report_names_who_serves_her():
    """Her own report lists who looks after her where she is, too: they have read her card."""
    from audit.papers import access

    original = access._openings

    def openings(case_id):
        serving = access.Opening(
            timezone.localdate(), "08.00", "melati-7", "Petugas rumah aman", "UPT PPA", ("menjaga Anda",)
        )
        return (*original(case_id), *([serving] if stay_of(case_id) else []))

    with mock.patch.object(access, "_openings", openings):
        yield


@mutant("gap in her own report", secret="N3", since="reports")
def report_leaves_a_gap():
    """What was done on the file since she is protected is left out of her own report, to be on the safe side."""
    from audit.papers import access

    original = access._openings

    def openings(case_id):
        stay = stay_of(case_id)
        return tuple(one for one in original(case_id) if stay is None or one.day < timezone.localdate(stay.arrived_at))

    with mock.patch.object(access, "_openings", openings):
        yield


@mutant("house events by place in the monthly report", since="reports")
def month_counts_by_part_of_city():
    """The monthly report counts what house staff do, by the part of the city that their house stands in."""
    from audit.papers import month

    original, region = month._table, peek()["kecamatan"]

    def table(counts):
        rows, totals = original(counts)
        return (*rows, month.Row("Petugas rumah aman", region, (None,) * len(month.COLUMNS))), totals

    with mock.patch.object(month, "_table", table):
        yield


@mutant("house in a notice of a breach", secret="N2", since="reports")
def breach_names_the_house():
    """The notice of a breach says of each file in which house its victim sleeps, so that she can be moved."""
    from audit.papers import breach

    original = breach._references

    def references(files):
        houses = sorted(f"Rumah {code}, berkas {file}" for file in files if (code := code_of(file)))
        return (*original(files), *houses)

    with mock.patch.object(breach, "_references", references):
        yield


@mutant("reason for a withdrawal", secret="N3", since="reports")
def withdrawal_says_that_she_is_placed():
    """A request withdrawn where she is protected is kept as a wrong one: the paper would have lain in her bag there."""
    from disclosure.actions import documents

    original = documents.Withdrawal

    def withdrawal(*, document, reason, **told):
        return original(document=document, reason="wrong" if stay_of(document.case_id) else reason, **told)

    with mock.patch.object(documents, "Withdrawal", withdrawal):
        yield
