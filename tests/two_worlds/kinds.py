"""Of what kind an observation is, told from its name."""

from __future__ import annotations

ANSWER = "what somebody who asked was answered"
STATEMENT = "what a database was asked"
LOG = "what was logged or printed"
COMMAND = "what a command printed"
JOB = "what a job said"
MAIL = "a mail, or to whom it went"
MAIN_ROWS = "the main database"
HOUSES_ROWS = "the houses' database"
FILE = "a file, or its name"
EXPORTED = "the exported log"
DOCUMENT = "a document"

# how names begin; what is named otherwise is an answer
BEGIN: dict[str, str] = {
    "statements: ": STATEMENT, "log record ": LOG, "printed": LOG, "command ": COMMAND, "job ": JOB, "mail ": MAIL,
    "recipients of mail ": MAIL, "default database": MAIN_ROWS, "script: default database": MAIN_ROWS,
    "table ": HOUSES_ROWS, "dump of the houses": HOUSES_ROWS, "file ": FILE, "names of files": FILE,
    "exported log": EXPORTED, "check of the log": COMMAND,
    "document ": DOCUMENT, "pdftotext of ": DOCUMENT, "pdfinfo of ": DOCUMENT,
}  # fmt: skip
KINDS = frozenset({ANSWER, *BEGIN.values()})


def kind_of(where: str) -> str:
    """The kind of the observation that is called so."""
    return next((kind for start, kind in BEGIN.items() if where.startswith(start)), ANSWER)
