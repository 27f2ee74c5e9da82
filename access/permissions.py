"""What can be done, each named `<kind of root>.<verb>`; who may do it stands in `access.matrix`."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """The kind before the point is the root whose grants decide; `service` needs none, the role suffices."""

    SERVICE_OWN_ACCOUNT = "service.own_account"
    SERVICE_TODAY = "service.today"
    SERVICE_STATISTICS = "service.statistics"
    SERVICE_RELEASE = "service.release"
    SERVICE_ALERTS = "service.alerts"
    SERVICE_LOG = "service.log"
    SERVICE_LOG_EXPORT = "service.log_export"
    SERVICE_REPORTS = "service.reports"
    SERVICE_REPORTS_SIGN = "service.reports_sign"
    SERVICE_ACCOUNTS = "service.accounts"
    SERVICE_APPROVALS = "service.approvals"
    SERVICE_COVER = "service.cover"
    SERVICE_SHIFT_CODE = "service.shift_code"
    SERVICE_ROSTER = "service.roster"
    SERVICE_BREAK_GLASS = "service.break_glass"
    SERVICE_BREAK_GLASS_DECIDE = "service.break_glass_decide"
    SERVICE_BREAK_GLASS_REVIEW = "service.break_glass_review"
    SERVICE_SHREDDED = "service.shredded"

    TICKET_OPEN = "ticket.open"
    TICKET_READ = "ticket.read"
    TICKET_ACKNOWLEDGE = "ticket.acknowledge"
    TICKET_REFER = "ticket.refer"
    TICKET_REGISTER = "ticket.register"
    TICKET_ASK_PLACE = "ticket.ask_place"

    CASE_READ = "case.read"
    CASE_DECIDE = "case.decide"
    CASE_HANDLE = "case.handle"
    CASE_DISCUSS = "case.discuss"
    CASE_COUNSEL = "case.counsel"
    CASE_NOTES = "case.notes"
    CASE_REFER = "case.refer"
    CASE_PROTECTION = "case.protection"
    CASE_ASK_PLACE = "case.ask_place"
    CASE_PAPER = "case.paper"
    CASE_SIGN = "case.sign"
    CASE_EVIDENCE = "case.evidence"
    CASE_LIFT_WALL = "case.lift_wall"
    CASE_HOLD = "case.hold"
    CASE_SHRED = "case.shred"
    CASE_CONFIRM_SHRED = "case.confirm_shred"

    REFERRAL_READ = "referral.read"
    REFERRAL_ANSWER = "referral.answer"
    REFERRAL_EXAMINE = "referral.examine"
    REFERRAL_SIGN = "referral.sign"
    REFERRAL_ASK_VISUM = "referral.ask_visum"

    SHELTER_READ = "shelter.read"
    SHELTER_SERVE = "shelter.serve"
    SHELTER_RECEIVE = "shelter.receive"
    SHELTER_PLACE = "shelter.place"
    SHELTER_LOCATE = "shelter.locate"
    SHELTER_REQUESTS = "shelter.requests"

    @property
    def kind(self) -> str:
        """The kind of root: service, ticket, case, referral or shelter."""
        return self.value.split(".")[0]
