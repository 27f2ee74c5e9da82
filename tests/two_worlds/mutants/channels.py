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
    "updated_at", "sequence gap", "cache", "job payload", "stale session", "staff IP",
)  # fmt: skip
TELEMETRY = (
    "log line", "traceback", "error mail", "mail subject", "mail recipient", "metric label", "query count", "SQL log",
    "command output",
)  # fmt: skip

CHANNELS: tuple[str, ...] = ANSWERS + PAGES + STORAGE + TELEMETRY
