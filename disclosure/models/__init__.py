"""What leaves, and the decisions on the way."""

from disclosure.models.copy import DocumentCopy
from disclosure.models.document import Document
from disclosure.models.job import Job
from disclosure.models.number import NumberSeries
from disclosure.models.release import Release
from disclosure.models.signatory import Signatory
from disclosure.models.withdrawal import Withdrawal

__all__ = ["Document", "DocumentCopy", "Job", "NumberSeries", "Release", "Signatory", "Withdrawal"]
