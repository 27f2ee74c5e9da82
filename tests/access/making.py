"""Agencies, units, people and roots for the tests of who may see what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from access.models import Agency, AgencyKind, ConflictOfInterest, Staff, Strength, Unit
from access.roles import Role
from audit.register import unwatched
from casework.models import Case, Ticket
from referrals.models import Referral
from shelters.roots.models import Shelter
from vault import entropy, keyring
from vault.keyring import Purpose

MORNING = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def agency(kind: str = AgencyKind.PPAPP) -> Agency:
    code = entropy.code(8)
    with unwatched():
        return Agency.objects.create(code=code, name=f"Instansi {code}", kind=kind)


def unit(of: Agency | None = None) -> Unit:
    code = entropy.code(8)
    with unwatched():
        return Unit.objects.create(agency=of or agency(), code=code, name=f"Unit {code}")


def person(role: Role = Role.CASE_MANAGER, *, within: Unit | None = None, **fields) -> Staff:
    at = within.agency if within else agency()
    terms = {"role": role, "unit": within, "approved_role": role, "approved_unit": within, **fields}
    with unwatched():
        return Staff.objects.create_user(entropy.code(10).lower(), agency=at, **terms)


def conflict(**fields) -> ConflictOfInterest:
    with unwatched():
        return ConflictOfInterest.objects.create(strength=fields.pop("strength", Strength.DECLARED), **fields)


def saved(row) -> None:
    """Saves a row as a set-up would, outside any action."""
    with unwatched():
        row.save()


def cases(count: int = 1, *, opened: datetime = MORNING, kind: str = "actual") -> list[Case]:
    """Cases opened a minute apart, the last one newest."""
    made = [
        Case(reference=f"C-{entropy.code(8)}", kind=kind, channel="walk_in", opened=opened + timedelta(minutes=n))
        for n in range(count)
    ]
    keyring.mint_many(Purpose.CASE, [case.pk for case in made])
    Case.every.bulk_create(made)
    return made


def case(**fields) -> Case:
    return cases(**fields)[0]


def tickets(count: int, *, by: Staff) -> list[Ticket]:
    made = [
        Ticket(number=f"T-{entropy.code(12)}", opened=MORNING + timedelta(minutes=n), taken_by=by, what="")
        for n in range(count)
    ]
    keyring.mint_many(Purpose.CASE, [ticket.pk for ticket in made])
    Ticket.every.bulk_create(made)
    return made


def referrals(count: int) -> list[Referral]:
    """Referrals from one unit to another, each about a case of its own."""
    sender, receiving = person(), unit()
    made = [
        Referral(
            reference=f"R-{entropy.code(8)}",
            case_id=entropy.new_id(),
            kind="health",
            opened=MORNING + timedelta(minutes=n),
            from_agency=sender.agency,
            sent_by=sender,
            to_agency=receiving.agency,
            to_unit=receiving,
            basis="consent",
            identity={},
        )
        for n in range(count)
    ]
    keyring.mint_many(Purpose.CASE, [referral.case_id for referral in made])
    Referral.every.bulk_create(made)
    return made


def shelters(count: int) -> list[Shelter]:
    """Houses as the main database knows them."""
    made = [Shelter(code=entropy.code(8), opened=MORNING + timedelta(minutes=n)) for n in range(count)]
    Shelter.every.bulk_create(made)
    return made


def make_roots(kind: str, count: int) -> list:
    """Roots of any kind, as bare as they can be."""
    if kind == "case":
        return cases(count)
    if kind == "ticket":
        return tickets(count, by=person(Role.OPERATOR))
    return referrals(count) if kind == "referral" else shelters(count)


def known(role: Role = Role.CASE_MANAGER, *, within: Unit | None = None, nik: str = "", **fields) -> Staff:
    """A person whose NIK is on file: a fresh one, or this one."""
    staff = person(role, within=within, **fields)
    staff.nik = nik or f"9999{entropy.below(10**12):012d}"
    saved(staff)
    return staff


def sleeper(role: Role = Role.CASE_MANAGER, *, within: Unit | None = None, **fields) -> Staff:
    """The same, whom no head has approved."""
    return known(role, within=within, approved_role="", approved_unit=None, **fields)
