"""Whom a grant goes to: units are known by the roles of the people in them, so nothing has to be configured twice."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from access.models import Agency, AgencyKind, Staff, Unit
from access.roles import KNOW_A_HOUSE, Role

RESPONDING = [Role.RESPONDER, Role.INVESTIGATOR, Role.SOCIAL_AFFAIRS, Role.DOCTOR, Role.NURSE]
DESK_KINDS = [AgencyKind.POLICE, AgencyKind.AMBULANCE, AgencyKind.FIRE, AgencyKind.SOCIAL_AFFAIRS]
DESK_KEYS = 7


def of_role(role: Role, kind: AgencyKind = AgencyKind.PPAPP) -> list[Unit]:
    """Units of agencies of KIND in which people of ROLE work."""
    units = Unit.objects.filter(agency__kind=kind, staff__in=Staff.objects.working().filter(role=role))
    return list(units.select_related("agency", "group").distinct().order_by("code"))


def responding(agency: Agency) -> list[Unit]:
    """The units of AGENCY that take calls; all of them where nobody there has an account yet."""
    units = Unit.objects.filter(agency=agency).select_related("agency", "group")
    answering = units.filter(staff__in=_responding()).distinct()
    return list(answering.order_by("code")) or list(units.order_by("code"))


def _responding() -> QuerySet[Staff]:
    return Staff.objects.working().filter(role__in=RESPONDING)


def ppapp() -> Agency | None:
    """The agency every ticket goes to."""
    return Agency.objects.filter(kind=AgencyKind.PPAPP).order_by("code").first()


def on_the_desk() -> list[Agency]:
    """The agencies the desk can send to, in the order of their keys: those where somebody can answer."""
    agencies = Agency.objects.filter(kind__in=DESK_KINDS, staff__in=_responding()).distinct()
    return sorted(agencies, key=lambda agency: (DESK_KINDS.index(AgencyKind(agency.kind)), agency.name))[:DESK_KEYS]


def employers() -> list[Agency]:
    """The agencies a reported person may work for, as the desk offers them: those called and those that read."""
    kinds = [*DESK_KINDS, AgencyKind.PPAPP, AgencyKind.BPBD, AgencyKind.HOSPITAL]
    with_staff = Agency.objects.filter(kind__in=kinds, staff__in=Staff.objects.working()).distinct()
    return sorted(with_staff, key=lambda agency: agency.name)


def workplaces() -> QuerySet[Unit]:
    """The units of which somebody in a file may be said to work there, by agency: where people work.

    Not those whose people know a house: a wall before all of them would leave nobody to take her in.
    """
    there = Staff.objects.working().filter(groups=OuterRef("group"))
    know = there.filter(role__in=[str(role) for role in KNOW_A_HOUSE])
    return Unit.objects.filter(Exists(there), ~Exists(know)).select_related("agency").order_by("agency__name", "name")
