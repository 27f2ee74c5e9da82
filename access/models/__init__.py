"""People and the bodies they work for, and who must not see whose file."""

from access.models.agency import Agency, AgencyKind, Unit
from access.models.conflict import ConflictOfInterest, Kinship, Strength
from access.models.cover import Cover
from access.models.duty import Duty
from access.models.recovery_code import RecoveryCode
from access.models.second_factor import SecondFactor
from access.models.session import OpenSession
from access.models.shift_code import ShiftCode
from access.models.staff import Staff, StaffManager
from access.models.submission import Submission

__all__ = [
    "Agency",
    "AgencyKind",
    "ConflictOfInterest",
    "Cover",
    "Duty",
    "Kinship",
    "OpenSession",
    "RecoveryCode",
    "SecondFactor",
    "ShiftCode",
    "Staff",
    "StaffManager",
    "Strength",
    "Submission",
    "Unit",
]
