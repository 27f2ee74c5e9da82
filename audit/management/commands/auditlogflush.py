"""django-auditlog's `auditlogflush`, refused: the log is never emptied, rewritten or shortened."""

from audit.management.refused import RefusedCommand


class Command(RefusedCommand):
    pass
