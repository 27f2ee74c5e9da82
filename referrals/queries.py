"""What referrals are asked for, once a policy has decided."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from access import policy
from access.models import AgencyKind, Staff, Unit
from access.navigation import COUNTED
from access.permissions import Permission
from access.relations import permission_id
from access.roles import Role
from access.walls import walled
from casework.models import Case, CaseGroupGrant, CaseUserGrant
from referrals.codes.referral import KIND_OF_AGENCY, Kind, Outcome
from referrals.codes.visum import CustodyAct, ItemKind
from referrals.models import (
    Answer,
    CustodyEvent,
    PoliceReport,
    Referral,
    ReferralGroupGrant,
    ReferralUserGrant,
    Visum,
    VisumDelivery,
    VisumRequest,
)
from referrals.states import ReferralState

OF_A_CASE = 50
RECEIVING: tuple[str, ...] = (Role.DOCTOR, Role.NURSE, Role.INVESTIGATOR, Role.ADVOCATE, Role.SOCIAL_AFFAIRS, Role.LPSK)


def receiving_units(kinds=tuple(Kind)) -> list[Unit]:
    """Units a referral can be sent to: where somebody may answer one, or where nobody has an account yet."""
    agency_kinds = [agency_kind for agency_kind, kind in KIND_OF_AGENCY.items() if kind in kinds]
    staffed = Staff.objects.filter(unit=OuterRef("pk"), is_active=True)
    units = Unit.objects.filter(agency__kind__in=agency_kinds)
    answering = Staff.objects.working().filter(unit=OuterRef("pk"), role__in=RECEIVING)
    units = units.filter(Exists(answering) | ~Exists(staffed))
    order = list(AgencyKind.values)
    return sorted(
        units.select_related("agency", "group"),
        key=lambda unit: (order.index(unit.agency.kind), unit.agency.name, unit.name),
    )


def new_for(user) -> int:
    """How many referrals wait for this person's units to take them, counted on the grant rows, at most a hundred."""
    rows = ReferralGroupGrant.objects.filter(
        group__user=user, permission=permission_id(Referral, "answer_referral"), state=ReferralState.SENT
    )
    return rows.filter(~walled(user, "content_object__case_id"))[:COUNTED].count()


def of_file(user, case_id: UUID) -> list[Referral]:
    """The referrals of one file that this person may see, newest first."""
    seen = policy.visible(user, Permission.REFERRAL_READ).filter(case_id=case_id)
    return list(seen.select_related("to_agency").order_by("-opened", "-id")[:OF_A_CASE])


def for_paper(case: Case, referral_id: UUID | None) -> Referral | None:
    """A referral of a case that was loaded through the policy: what the head signs although she sent nothing herself.

    Without an id the newest one.
    """
    chosen = {"pk": referral_id} if referral_id else {}
    referrals = Referral.every.filter(case_id=case.pk, **chosen).select_related("to_agency", "sent_by")
    return referrals.order_by("-opened", "-id").first()


def followers(case_id: UUID) -> list[Staff | Unit]:
    """Who follows every referral of a file besides whoever sent it: its manager, its supervisors' units."""
    rows = CaseGroupGrant.objects.filter(content_object_id=case_id, permission__codename="supervise_case")
    return [*managers(case_id), *Unit.objects.filter(group__in=rows.values("group")).select_related("group")]


def managers(case_id: UUID) -> list[Staff]:
    """The case's manager, in a list; empty before it is accepted."""
    rows = CaseUserGrant.objects.filter(content_object_id=case_id, permission__codename="handle_case")
    return list(Staff.objects.filter(pk__in=rows.values("user")))


def former_managers(referral: Referral) -> list[Staff]:
    """Case managers who still hold the sender's side of a referral though the case is another's now."""
    rows = ReferralUserGrant.objects.filter(
        content_object=referral, permission__codename="send_referral", user__role=Role.CASE_MANAGER
    )
    now = {staff.pk for staff in managers(referral.case_id)}
    return [row.user for row in rows.select_related("user") if row.user_id not in now]


def examining_referral(case_id: UUID) -> Referral | None:
    """The hospital's referral that letters of the police go to: one with a visum first, else the newest accepted."""
    referrals = Referral.every.filter(
        case_id=case_id, kind=Kind.HEALTH, state__in=(ReferralState.ACCEPTED, ReferralState.ANSWERED)
    ).select_related("to_agency")
    with_visum = referrals.filter(visums__isnull=False).order_by("-visums__recorded_at").first()
    return with_visum or referrals.order_by("-opened", "-id").first()


def is_begun(referral: Referral) -> bool:
    """Whether the receiver has recorded work on it: an examination, a police report, a request for a visum."""
    return (
        Visum.every.filter(referral=referral).exists()
        or PoliceReport.every.filter(referral=referral).exists()
        or VisumRequest.every.filter(police=referral).exists()
    )


def hospital_examines(referral: Referral) -> int:
    """Joins letters that waited for a hospital to this one; returns how many. Call it inside an action."""
    waiting = VisumRequest.every.select_for_update().filter(case_id=referral.case_id, hospital__isnull=True)
    joined = 0
    for letter in waiting:
        letter.hospital, letter.reached_at = referral, timezone.now()
        letter.save(update_fields=["hospital", "reached_at"])
        joined += 1
    return joined


def obstacles(case: Case) -> Iterator[str]:
    """What keeps the file from being shredded: work of other agencies, a visum not signed for, things in custody."""
    for kind in _kinds_under_way(case.pk):
        if kind == Kind.POLICE:
            yield _("Proses hukum di kepolisian masih berjalan.")
        else:
            yield _("Rujukan masih berjalan: %(kind)s.") % {"kind": kind.label}
    if VisumDelivery.every.filter(case_id=case.pk, received_at=None).exists():
        yield _("Visum belum ditandaterimakan penyidik.")
    held = _held_kinds(case.pk)
    if ItemKind.SPECIMEN in held:
        yield _("Sampel masih disimpan.")
    if ItemKind.EXHIBIT in held:
        yield _("Barang bukti masih disimpan.")


def _kinds_under_way(case_id: UUID) -> list[Kind]:
    """What sort of agencies have not answered yet, or answered last that they are still at work; nothing declined."""
    referrals = Referral.every.filter(case_id=case_id).exclude(state=ReferralState.DECLINED)
    answers = Answer.every.filter(referral__in=referrals.values("pk")).order_by("at", "id")
    newest = dict(answers.values_list("referral_id", "outcome"))
    running = {
        referral.kind
        for referral in referrals
        if referral.state != ReferralState.ANSWERED or newest.get(referral.pk) == Outcome.UNDER_WAY
    }
    return [kind for kind in Kind if kind in running]


def _held_kinds(case_id: UUID) -> set[str]:
    """The kinds of things whose chain has not ended with somebody else."""
    steps = CustodyEvent.every.filter(case_id=case_id).order_by("at", "recorded_at", "id")
    last = {item: (kind, act) for item, kind, act in steps.values_list("item_id", "item__kind", "act")}
    return {kind for kind, act in last.values() if act != CustodyAct.HANDED_OVER}


def roots_of(case_id: UUID) -> list[Referral]:
    """Every referral of a file, for the action that hides it."""
    return list(Referral.every.filter(case_id=case_id))


def letters_at(hospital_id: UUID) -> list[VisumRequest]:
    """The letters of the police that reached this referral of a hospital."""
    return list(VisumRequest.every.filter(hospital_id=hospital_id).select_related("police__to_agency", "agency"))


def letters_without_hospital(case_id: UUID) -> int:
    """How many letters of the police wait because nobody examines her yet."""
    return VisumRequest.every.filter(case_id=case_id, hospital__isnull=True).count()


def deliveries_of(document_id: UUID) -> list[VisumDelivery]:
    """To whom a visum was delivered and who signed for it; for its examiner."""
    return list(VisumDelivery.every.filter(document_id=document_id).select_related("police__to_agency", "received_by"))


def examiner_of(document) -> UUID | None:
    """The doctor who examined, and alone signs the visum; None where a nurse did, and a doctor of the house signs."""
    examiners = Visum.every.filter(pk=document.source_id, examiner__role=Role.DOCTOR)
    return examiners.values_list("examiner_id", flat=True).first()
