"""The auditor's reading room."""

from audit.views.checking import CheckView, ExportView
from audit.views.entry import EntryView
from audit.views.home import FindFileView, FindPersonView, LogView, ReviewView
from audit.views.reading import FileView, PersonView
from audit.views.reports import BreachOfFile, BreachOfPerson, NewMonth, ReportsView

__all__ = [
    "BreachOfFile",
    "BreachOfPerson",
    "CheckView",
    "EntryView",
    "ExportView",
    "FileView",
    "FindFileView",
    "FindPersonView",
    "LogView",
    "NewMonth",
    "PersonView",
    "ReportsView",
    "ReviewView",
]
