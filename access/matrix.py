"""Who may do what: permission × role → scope. What is not written here is denied; `policy` reads nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from access.permissions import Permission as P
from access.roles import Role as R


@dataclass(frozen=True)
class Scope:
    """How far a role's permission reaches.

    `relations`: grants on the root, any of which opens it; none at all means that the role alone suffices.
    `explained_by`: the relations that explain a read by themselves; a read through another asks for a typed reason.
    `own`: of a child model only the rows that this person wrote.
    """

    relations: tuple[str, ...] = ()
    explained_by: tuple[str, ...] | None = None
    own: bool = False

    @property
    def explaining(self) -> frozenset[str]:
        return frozenset(self.relations if self.explained_by is None else self.explained_by)

    @property
    def by_role(self) -> bool:
        """True if the role alone suffices and no grant is asked for."""
        return not self.relations


def by(*relations: str, explained_by: tuple[str, ...] | None = None, own: bool = False) -> Scope:
    return Scope(relations, explained_by, own)


SERVICE = Scope()

_taken = by("take_ticket")
_received = by("receive_ticket")
_responded = by("respond_ticket")
_urgent = {R.OPERATOR: _taken, R.DUTY_OFFICER: _taken, R.RECEIVER: _received, R.SUPERVISOR: _received}

_supervised = by("supervise_case")
_handled = by("handle_case")
_counselled = by("counsel_case")
_headed = by("head_case")
_read_by_head = by("head_case", "supervise_case")  # the head supervises where every supervisor stands behind a wall

_sent = by("send_referral")
_answered = by("answer_referral")
_receivers = {role: _answered for role in (R.DOCTOR, R.NURSE, R.INVESTIGATOR, R.ADVOCATE, R.SOCIAL_AFFAIRS, R.LPSK)}

_served = by("serve_shelter")
_placed = by("place_shelter")
_kept = by("keep_shelter")

_TABLE: dict[P, dict[R, Scope]] = {
    P.SERVICE_OWN_ACCOUNT: {role: SERVICE for role in R},
    P.SERVICE_TODAY: {role: SERVICE for role in R},
    P.SERVICE_STATISTICS: {role: SERVICE for role in (R.SUPERVISOR, R.HEAD, R.OPERATOR, R.DUTY_OFFICER, R.RECEIVER)},
    P.SERVICE_RELEASE: {role: SERVICE for role in (R.CUSTODIAN, R.PLACEMENT_OFFICER)},  # the latter where no former may
    P.SERVICE_ALERTS: {R.CUSTODIAN: SERVICE},
    P.SERVICE_LOG: {R.AUDITOR: SERVICE},
    P.SERVICE_LOG_EXPORT: {R.AUDITOR: SERVICE},
    P.SERVICE_REPORTS: {R.AUDITOR: SERVICE, R.HEAD: SERVICE},
    P.SERVICE_REPORTS_SIGN: {R.HEAD: SERVICE},
    P.SERVICE_ACCOUNTS: {R.ADMINISTRATOR: SERVICE},
    P.SERVICE_APPROVALS: {R.HEAD: SERVICE},
    P.SERVICE_COVER: {R.ADMINISTRATOR: SERVICE, R.SUPERVISOR: SERVICE},
    P.SERVICE_SHIFT_CODE: {role: SERVICE for role in (R.SUPERVISOR, R.DUTY_OFFICER, R.PLACEMENT_OFFICER, R.CUSTODIAN)},
    P.SERVICE_ROSTER: {role: SERVICE for role in (R.SUPERVISOR, R.DUTY_OFFICER, R.SOCIAL_AFFAIRS, R.HEAD)},
    P.SERVICE_BREAK_GLASS: {R.RECEIVER: SERVICE, R.COUNSELLOR: SERVICE},
    P.SERVICE_BREAK_GLASS_DECIDE: {role: SERVICE for role in (R.SUPERVISOR, R.DUTY_OFFICER, R.SOCIAL_AFFAIRS)},
    P.SERVICE_BREAK_GLASS_REVIEW: {R.HEAD: SERVICE},
    P.SERVICE_SHREDDED: {R.HEAD: SERVICE, R.AUDITOR: SERVICE},
    P.TICKET_OPEN: {
        role: SERVICE
        for role in (R.OPERATOR, R.DUTY_OFFICER, R.RECEIVER, R.COUNSELLOR, R.DOCTOR, R.NURSE, R.INVESTIGATOR)
    },
    P.TICKET_READ: {
        R.OPERATOR: _taken,
        R.DUTY_OFFICER: _taken,
        R.RECEIVER: _received,
        R.SUPERVISOR: _received,
        R.RESPONDER: _responded,
        R.INVESTIGATOR: _responded,
        R.SOCIAL_AFFAIRS: _responded,
        R.DOCTOR: _responded,
        R.NURSE: _responded,
    },
    P.TICKET_ACKNOWLEDGE: {
        R.RECEIVER: _received,
        R.RESPONDER: _responded,
        R.INVESTIGATOR: _responded,
        R.SOCIAL_AFFAIRS: _responded,
        R.DUTY_OFFICER: by("take_ticket", "respond_ticket"),
        R.DOCTOR: _responded,
        R.NURSE: _responded,
    },
    P.TICKET_REFER: _urgent,
    P.TICKET_REGISTER: {R.RECEIVER: _received},
    P.TICKET_ASK_PLACE: _urgent,
    P.CASE_READ: {
        R.RECEIVER: by("receive_case", "emergency_case", explained_by=("receive_case",)),
        R.SUPERVISOR: _supervised,
        R.CASE_MANAGER: by("handle_case", "cover_case", explained_by=("handle_case",)),
        R.COUNSELLOR: by("counsel_case", "emergency_case", explained_by=("counsel_case",)),
        R.HEAD: _read_by_head,
    },
    P.CASE_DECIDE: {R.SUPERVISOR: _supervised, R.HEAD: _supervised},
    P.CASE_HANDLE: {R.CASE_MANAGER: _handled},
    P.CASE_DISCUSS: {
        R.CASE_MANAGER: _handled,
        R.SUPERVISOR: _supervised,
        R.COUNSELLOR: _counselled,
        R.HEAD: _supervised,
    },
    P.CASE_COUNSEL: {R.COUNSELLOR: _counselled},
    P.CASE_NOTES: {R.COUNSELLOR: by("counsel_case", own=True)},
    P.CASE_REFER: {R.CASE_MANAGER: _handled, R.SUPERVISOR: _supervised, R.HEAD: _supervised},
    P.CASE_PROTECTION: {
        R.CASE_MANAGER: _handled,
        R.SUPERVISOR: _supervised,
        R.COUNSELLOR: _counselled,
        R.HEAD: _read_by_head,
    },
    P.CASE_ASK_PLACE: {R.CASE_MANAGER: _handled, R.SUPERVISOR: _supervised, R.HEAD: _supervised},
    P.CASE_PAPER: {R.CASE_MANAGER: _handled},
    P.CASE_SIGN: {R.HEAD: _headed},
    P.CASE_EVIDENCE: {R.CASE_MANAGER: _handled},
    P.CASE_LIFT_WALL: {R.SUPERVISOR: _supervised, R.HEAD: _read_by_head},
    # who is told what keeps a file from being shredded learns whether she is placed: readers of that, nobody else
    P.CASE_HOLD: {R.SUPERVISOR: _supervised, R.HEAD: _read_by_head},
    P.CASE_SHRED: {R.SUPERVISOR: _supervised, R.HEAD: _supervised},
    P.CASE_CONFIRM_SHRED: {R.HEAD: _read_by_head},
    P.REFERRAL_READ: {
        **{role: _sent for role in (R.CASE_MANAGER, R.SUPERVISOR, R.OPERATOR, R.DUTY_OFFICER, R.RECEIVER)},
        **_receivers,
    },
    P.REFERRAL_ANSWER: _receivers,
    P.REFERRAL_EXAMINE: {R.DOCTOR: _answered, R.NURSE: _answered},
    P.REFERRAL_SIGN: {R.DOCTOR: _answered},  # a visum stands on a physician's oath: a nurse examines, and doesn't sign
    P.REFERRAL_ASK_VISUM: {R.INVESTIGATOR: _answered},
    P.SHELTER_READ: {R.HOUSE_STAFF: _served, R.PLACEMENT_OFFICER: _placed, R.CUSTODIAN: _kept},
    P.SHELTER_SERVE: {R.HOUSE_STAFF: _served},
    P.SHELTER_RECEIVE: {
        R.HOUSE_STAFF: _served,
        # whom nobody who serves in the house may see, a registered scope says; never a whole house
        **{role: SERVICE for role in (R.PLACEMENT_OFFICER, R.CUSTODIAN)},
    },
    P.SHELTER_PLACE: {
        R.PLACEMENT_OFFICER: _placed,
        R.CUSTODIAN: SERVICE,  # what no placement officer sees, a registered scope says; never a whole house
    },
    P.SHELTER_LOCATE: {
        R.HOUSE_STAFF: _served,
        R.PLACEMENT_OFFICER: _placed,
        R.CUSTODIAN: _kept,
        R.ESCORT: SERVICE,  # which transfer, and for which hours, a registered scope says; never a whole house
    },
    P.SHELTER_REQUESTS: {role: SERVICE for role in (R.PLACEMENT_OFFICER, R.CUSTODIAN)},  # which, a scope says, too
}

MATRIX: Mapping[P, Mapping[R, Scope]] = MappingProxyType(
    {permission: MappingProxyType(dict(row)) for permission, row in _TABLE.items()}
)

NEED_APPROVAL = frozenset(role for row in MATRIX.values() if R.ADMINISTRATOR not in row for role in row)
"""Who may do anything that an administrator may not: an account of theirs counts once the head has approved it."""


def scope_for(user, permission: P) -> Scope | None:
    """The scope that MATRIX gives this person, or None: nobody, inactive, not approved, or a role without a line."""
    if user is None or not user.is_authenticated or not user.is_active:
        return None
    if not user.approved and permission != P.SERVICE_OWN_ACCOUNT:
        return None
    return MATRIX.get(permission, {}).get(user.role)
