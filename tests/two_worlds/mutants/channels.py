"""The channels through which a place leaks, and where a leak of each must be seen.

Each channel has one planted leak at least; a new kind of leak adds its line. A planted leak counts as noticed only
where its channel says: nearly every leak also asks a database something, and so would be seen there anyhow.
"""

from __future__ import annotations

from tests.two_worlds.kinds import (
    ANSWER,
    COMMAND,
    DOCUMENT,
    EXPORTED,
    FILE,
    HOUSES_ROWS,
    JOB,
    LOG,
    MAIL,
    MAIN_ROWS,
    STATEMENT,
)  # fmt: skip

SECRETS = ("N1", "N2", "N3")

ANSWERS = dict.fromkeys(
    (
        "comment", "header", "status line", "length", "ETag", "conditional GET", "byte range", "403-for-404", "HEAD",
        "OPTIONS", "cookie", "redirect", "error page", "htmx history", "Content-Disposition",
    ),
    ANSWER,
)  # fmt: skip
PAGES = dict.fromkeys(
    (
        "sort order", "search", "unique error", "hidden input", "JSON key", "autocomplete", "CSV", "statistics cell",
        "count", "Referer", "message", "resource from outside",
    ),
    ANSWER,
)  # fmt: skip
STORAGE = {
    "plain column": MAIN_ROWS, "exported log": EXPORTED, "blind index": MAIN_ROWS, "padding": HOUSES_ROWS,
    "auditlog changes": EXPORTED, "object_repr": EXPORTED, "dumpdata": COMMAND, "updated_at": MAIN_ROWS,
    "sequence gap": MAIN_ROWS, "cache": FILE, "job payload": MAIN_ROWS, "stale session": MAIN_ROWS,
    "staff IP": MAIN_ROWS, "backup": FILE, "the houses' own rows": HOUSES_ROWS,
    "order in which the houses' rows lie": HOUSES_ROWS,
}  # fmt: skip
TELEMETRY = {
    "log line": LOG, "traceback": LOG, "error mail": MAIL, "mail subject": MAIL, "mail recipient": MAIL,
    "metric label": FILE, "query count": ANSWER, "SQL log": LOG, "command output": COMMAND,
}  # fmt: skip

PAPERS = dict.fromkeys(
    (
        "white text", "PDF metadata", "attachment", "link annotation or id in a PDF", "renderer fetching a file",
        "substitute address", "place line", "copy mark", "letter to an address that isn't safe",
        "house code in a letter",
    ),
    DOCUMENT,
) | {"filename": ANSWER, "EXIF": ANSWER, "free text": ANSWER}  # fmt: skip
GUARDS = dict.fromkeys(
    (
        "superuser bypass", "global permission", "orphan grant", "a reader's grant that outlives its end",
        "an escort whose hours are over", "race between check and reveal", "another house's board",
        "conflict wall that tells", "conflict wall that an escort passes", "former manager",
        "break-glass that tells", "wall of a unit that a page passes", "lifted wall that tells",
        "a role that nobody approved", "a covered shift that outlives its end",
        "house events of one file alone that are not there", "nobody left",
    ),
    ANSWER,
) | {"denial logged only when it exists": EXPORTED}  # fmt: skip
TRAIL = dict.fromkeys(
    (
        "witness message", "exported proof", "reveal without the entry committed", "who-acted kept in `default`",
        "audit entry with the case id for a house event",
    ),
    EXPORTED,
) | {
    "proof of one entry": ANSWER, "message to a witness": JOB, "when a witness is asked": JOB,
    "question that names the resident": ANSWER, "question about a house event kept in `default`": EXPORTED,
}  # fmt: skip
DECISIONS = {
    "nearest clinic": ANSWER, "automatic choice by distance": ANSWER, "expiry of a hold that depends on the place": JOB,
    "state that changes with the place": ANSWER, "notice to somebody depending on distance": MAIL,
    "held-by-hit": ANSWER, "statistics per small region": ANSWER,
}  # fmt: skip
PLACEMENTS = {
    "house code in the case's timeline": ANSWER, "house code in the case's thread": ANSWER,
    "placement row in `default`": MAIN_ROWS, "number of beds free told to the case manager": ANSWER,
    "referral row only for the placed": MAIN_ROWS, "a task that appears only for the placed one": MAIN_ROWS,
    "placement count in `default`": MAIN_ROWS, "statistics by placed and unplaced to non-readers": ANSWER,
    "time of arrival told to somebody off the list": ANSWER, "what is left when she leaves": MAIN_ROWS,
    "what is said beside a shredding told to all its readers": ANSWER,
    "a place that keeps a file from being shredded": ANSWER, "what is left before a file is destroyed": MAIN_ROWS,
    "what is left when a place is let go": MAIN_ROWS, "what is left when a hold runs out": MAIN_ROWS,
}  # fmt: skip

ROTATION = {"what a rotation says": COMMAND, "what a rotation leaves in the log": MAIN_ROWS}
DESK = {
    "what a locked screen says": ANSWER, "what a step-up keeps": MAIN_ROWS,
    "what a recovery code leaves in the log": EXPORTED,
}  # fmt: skip
READERS = {
    "session": MAIN_ROWS, "sent form kept with its path": MAIN_ROWS, "reader's page in the service's log": LOG,
    "statement parameter": STATEMENT, "what a job says": JOB, "landmark": FILE,
    "denial that names who acts in a house": EXPORTED, "why an address was opened": ANSWER,
    "who could have opened it": ANSWER,
}  # fmt: skip
OUTAGES = {
    "page of an outage": ANSWER, "page of a store that is away": ANSWER, "page of a call that is kept": ANSWER,
    "letter of the desk": FILE, "what a step that breaks says": LOG, "page that goes on without the houses": ANSWER,
}  # fmt: skip
REPORTS = dict.fromkeys(
    (
        "house event in her own report", "gap in her own report", "house events by place in the monthly report",
        "house in a notice of a breach",
    ),
    DOCUMENT,
) | {"reason for a withdrawal": MAIN_ROWS}  # fmt: skip

CHANNELS: dict[str, str] = {
    **ANSWERS, **PAGES, **STORAGE, **TELEMETRY, **PAPERS, **GUARDS, **TRAIL, **DECISIONS, **PLACEMENTS, **ROTATION,
    **DESK, **READERS, **OUTAGES, **REPORTS,
}  # fmt: skip
