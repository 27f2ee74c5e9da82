"""The case file's tables, one concept a file."""

from casework.models.assessment import Assessment, Message, PlanStep, RiskAssessment, Task
from casework.models.break_glass import BreakGlass, Verdict, Why
from casework.models.case import Case, RegistrationCounter
from casework.models.clock import CaseEvent, Moment, TicketEvent
from casework.models.consent import ConsentLine
from casework.models.counselling import Session
from casework.models.draft import DeskDraft
from casework.models.evidence import Custody, CustodyLine, Evidence
from casework.models.grants import CaseGroupGrant, CaseUserGrant, TicketGroupGrant, TicketUserGrant
from casework.models.person import CasePerson, Doubt, NameDoubt, Part
from casework.models.shredding import LegalHold, Shredding
from casework.models.ticket import Ticket
from casework.models.wall_lift import WallLift

__all__ = [
    "Assessment",
    "BreakGlass",
    "Case",
    "CaseEvent",
    "CaseGroupGrant",
    "CasePerson",
    "CaseUserGrant",
    "ConsentLine",
    "Custody",
    "CustodyLine",
    "DeskDraft",
    "Doubt",
    "Evidence",
    "LegalHold",
    "Message",
    "Moment",
    "NameDoubt",
    "Part",
    "PlanStep",
    "RegistrationCounter",
    "RiskAssessment",
    "Session",
    "Shredding",
    "Task",
    "Ticket",
    "TicketEvent",
    "TicketGroupGrant",
    "TicketUserGrant",
    "Verdict",
    "WallLift",
    "Why",
]
