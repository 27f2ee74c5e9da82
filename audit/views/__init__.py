"""The auditor's reading room."""

from audit.views.checking import CheckView, ExportView
from audit.views.entry import EntryView
from audit.views.home import FindFileView, FindPersonView, LogView, ReviewView
from audit.views.questions import AnswerEntry, EntryExplanations, QuestionsView, ReviewQuestion
from audit.views.reading import FileView, PersonView

__all__ = [
    "AnswerEntry",
    "CheckView",
    "EntryExplanations",
    "EntryView",
    "ExportView",
    "FileView",
    "FindFileView",
    "FindPersonView",
    "LogView",
    "PersonView",
    "QuestionsView",
    "ReviewQuestion",
    "ReviewView",
]
