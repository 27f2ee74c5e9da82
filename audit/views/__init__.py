"""The auditor's reading room."""

from audit.views.checking import CheckView, ExportView
from audit.views.entry import EntryView
from audit.views.home import FindFileView, FindPersonView, LogView, ReviewView
from audit.views.proving import ProofView
from audit.views.questions import AnswerEntry, EntryExplanations, QuestionsView, ReviewQuestion
from audit.views.reading import FileView, OpenersView, PersonView
from audit.views.reports import BreachOfFile, BreachOfPerson, NewMonth, ReportsView
from audit.views.reviewed import ReviewedView

__all__ = [
    "AnswerEntry",
    "BreachOfFile",
    "BreachOfPerson",
    "CheckView",
    "EntryExplanations",
    "EntryView",
    "ExportView",
    "FileView",
    "FindFileView",
    "FindPersonView",
    "LogView",
    "NewMonth",
    "OpenersView",
    "PersonView",
    "ProofView",
    "QuestionsView",
    "ReportsView",
    "ReviewQuestion",
    "ReviewView",
    "ReviewedView",
]
