"""Is somebody in this case one of our staff, or their kin? Asked again whenever people or staff change."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from access.models import ConflictOfInterest, Kinship, Staff, Strength
from access.policy import MATRIX
from audit.action import action
from casework import timeline
from casework.actions.assigning import WORKED_ON, hand_on
from casework.models import Case, CasePerson, Doubt, NameDoubt, Part
from vault.matching import rows_with
from vault.normal import normalise_name

ASKED_ABOUT = {Part.VICTIM, Part.REPORTED, Part.FAMILY}
"""A reporter may be a nurse or an officer on duty: that is no conflict."""
READING_ROLES = sorted({role for permission, row in MATRIX.items() if permission.kind == "case" for role in row})


def check_person(case: Case, person: CasePerson, *, name: str, nik: str, phone: str, by: Staff) -> None:
    """NIK or telephone of a member of staff build the wall at once; a name alone asks the supervisor."""
    if person.part in ASKED_ABOUT:
        check_numbers(case, nik=nik, phone=phone, by=by)
        check_name(case, name, by=by)


def check_numbers(case: Case, *, nik: str, phone: str, by: Staff) -> None:
    """Builds the wall before each member of staff who has this NIK or telephone."""
    for strength, column, value in ((Strength.NIK, "nik_index", nik), (Strength.PHONE, "phone_index", phone)):
        for staff in rows_with(Staff.objects.all(), column, value):
            _wall(case, staff, strength, by=by)


def check_name(case: Case, name: str, *, by: Staff) -> None:
    """Asks the supervisor about each member of staff who bears this name and is not walled off already."""
    sought = normalise_name(name)
    if not sought:
        return
    named = {staff.pk for staff in rows_with(Staff.objects.all(), "name_index", name)} | {
        pk
        for pk, known in Staff.objects.filter(role__in=READING_ROLES).values_list("pk", "name")
        if normalise_name(known) == sought
    }
    _ask(case, named, by=by)


def check_staff(staff: Staff, *, real_name: str, nik: str, phone: str, by: Staff) -> None:
    """The same the other way round: what is known of a member of staff is new, in whose files do they occur?

    A name is asked about in files that are still being worked on.
    """
    people = CasePerson.every.filter(part__in=ASKED_ABOUT).select_related("case")
    for strength, column, value in ((Strength.NIK, "nik_index", nik), (Strength.PHONE, "phone_index", phone)):
        for person in rows_with(people, column, value):
            _wall(person.case, staff, strength, by=by)
    running = people.filter(case__state__in=WORKED_ON)
    for name in {normalise_name(real_name), normalise_name(staff.name) if staff.role in READING_ROLES else ""}:
        for person in rows_with(running, "name_index", name):
            _ask(person.case, {staff.pk}, by=by)


def _ask(case: Case, named: set, *, by: Staff) -> None:
    """Asks the supervisor about those of NAMED who are neither walled off nor asked about already."""
    walled = ConflictOfInterest.standing.filter(case_id=case.pk, staff__isnull=False).values_list("staff_id", flat=True)
    asked = NameDoubt.every.filter(case=case).values_list("staff_id", flat=True)
    fresh = named - set(walled) - set(asked)
    for pk in sorted(fresh):
        NameDoubt(case=case, staff_id=pk, asked=timezone.now()).save(force_insert=True)
    if fresh:
        timeline.note(case, "conflict.asked", by=by)


def _wall(case: Case, staff: Staff, strength: Strength, *, by: Staff) -> None:
    standing = ConflictOfInterest.standing.filter(case_id=case.pk, staff=staff)
    if standing.exists():
        return
    ConflictOfInterest(staff=staff, case_id=case.pk, strength=strength, found_at=timezone.now()).save(force_insert=True)
    timeline.note(case, "conflict.staff", by=by)
    hand_on(case, staff, by=by)


@action("conflict.answer")
def answer_doubt(doubt: NameDoubt, *, same: bool, by: Staff) -> NameDoubt:
    """A supervisor, never the one whose name it is, says whether it is our colleague; if so the wall goes up."""
    doubt = NameDoubt.every.select_for_update(of=("self",)).select_related("case", "staff").get(pk=doubt.pk)
    if doubt.staff_id == by.pk:
        raise Refused(_("Pertanyaan ini dijawab oleh orang lain. Tidak ada yang disimpan."))
    doubt.answer = Doubt.SAME if same else Doubt.OTHER
    doubt.answered, doubt.answered_by = timezone.now(), by
    doubt.save(update_fields=["answer", "answered", "answered_by"])
    if same:
        _wall(doubt.case, doubt.staff, Strength.NAME, by=by)
    timeline.note(doubt.case, "conflict.answered", by=by)
    return doubt


@action("conflict.declare")
def declare_kin(case: Case, *, staff: Staff, side: str, by: Staff) -> Kinship:
    """A member of staff is kin of somebody in the case: declared, and walled off."""
    kinship = Kinship.objects.filter(staff=staff, case_id=case.pk).first()
    if kinship is None:
        kinship = Kinship(staff=staff, case_id=case.pk, side=side, declared_by=by, declared_at=timezone.now())
        kinship.save(force_insert=True)
    _wall(case, staff, Strength.DECLARED, by=by)
    return kinship
