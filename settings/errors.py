"""What is told of a request that broke, should somebody turn on debug pages or mails about errors: where, and no value.

Django's own reports hold the frames' variables, the exception's message and what was sent: whatever a page had opened.
"""

from __future__ import annotations

from django.utils.html import format_html
from django.views.debug import ExceptionReporter

from settings.logging import where_it_broke


class Reporter(ExceptionReporter):
    """Names the kind of exception and the lines that led there."""

    def get_traceback_text(self) -> str:
        return where_it_broke(self.exc_type, self.tb)

    def get_traceback_html(self) -> str:
        return format_html("<!doctype html>\n<title>Galat</title>\n<pre>{}</pre>", self.get_traceback_text())
