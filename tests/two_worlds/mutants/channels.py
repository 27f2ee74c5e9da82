"""The channels through which a place leaks: each has one planted leak at least. A new kind of leak adds its line."""

SECRETS = ("N1", "N2", "N3")

ANSWERS = (
    "comment", "header", "length", "ETag", "conditional GET", "byte range", "403-for-404", "HEAD", "OPTIONS", "cookie",
    "redirect", "error page", "htmx history", "Content-Disposition",
)  # fmt: skip
PAGES = (
    "sort order", "search", "unique error", "hidden input", "JSON key", "autocomplete", "CSV", "statistics cell",
    "count", "Referer", "message",
)  # fmt: skip
STORAGE = (
    "plain column", "exported log", "blind index", "padding", "auditlog changes", "object_repr", "dumpdata",
    "updated_at", "sequence gap", "cache", "job payload", "stale session", "staff IP", "the houses' own rows",
)  # fmt: skip
TELEMETRY = (
    "log line", "traceback", "error mail", "mail subject", "mail recipient", "metric label", "query count", "SQL log",
    "command output",
)  # fmt: skip

PAPERS = (
    "white text", "PDF metadata", "attachment", "link annotation or id in a PDF", "renderer fetching a file",
    "filename", "EXIF", "free text", "substitute address", "place line", "copy mark",
    "letter to an address that isn't safe", "house code in a letter",
)  # fmt: skip
GUARDS = (
    "superuser bypass", "global permission", "orphan grant", "a reader's grant that outlives its end",
    "an escort whose hours are over", "race between check and reveal", "another house's board",
    "denial logged only when it exists", "conflict wall that tells",
)  # fmt: skip
TRAIL = (
    "witness message", "exported proof", "reveal without the entry committed", "who-acted kept in `default`",
    "audit entry with the case id for a house event",
)  # fmt: skip
DECISIONS = (
    "nearest clinic", "automatic choice by distance", "expiry of a hold that depends on the place",
    "state that changes with the place", "notice to somebody depending on distance", "held-by-hit",
    "statistics per small region",
)  # fmt: skip
PLACEMENTS = (
    "house code in the case's timeline", "house code in the case's thread", "placement row in `default`",
    "number of beds free told to the case manager", "referral row only for the placed",
    "a task that appears only for the placed one", "placement count in `default`",
    "statistics by placed and unplaced to non-readers", "time of arrival told to somebody off the list",
)  # fmt: skip

READERS = (
    "session", "sent form kept with its path", "reader's page in the service's log", "statement parameter",
    "what a job says", "landmark", "denial that names who acts in a house",
)  # fmt: skip

CHANNELS: tuple[str, ...] = (
    ANSWERS + PAGES + STORAGE + TELEMETRY + PAPERS + GUARDS + TRAIL + DECISIONS + PLACEMENTS + READERS
)  # fmt: skip
