"""The base of commands that exist only to refuse."""

from django.core.management.base import BaseCommand, CommandError


class RefusedCommand(BaseCommand):
    """Refuses whatever its arguments are."""

    help = "Refused: the log is append-only."
    requires_system_checks = []

    def create_parser(self, *args, **kwargs):
        parser = super().create_parser(*args, **kwargs)
        parser.parse_args = lambda *given, **named: parser.parse_known_args(*given, **named)[0]
        return parser

    def handle(self, **options):
        raise CommandError("The log is append-only: nothing was deleted. To hand it over use export_audit_log.")
