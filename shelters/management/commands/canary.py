"""`manage.py canary`: looks for an invented house in all that every role is shown; exit 1 on the first byte of it."""

import sys

from django.core.management.base import BaseCommand, CommandError

from access import routes
from shelters.canary.planting import CODE, NotOurs
from shelters.canary.run import AlreadyRunning, run


class Command(BaseCommand):
    help = "Plants an invented house and case, asks every route as robots of every role, and clears them away. Nightly."

    def add_arguments(self, parser):
        parser.add_argument("--route", action="append", default=[], metavar="NAME", help="ask this route alone; repeat")

    def handle(self, *, route, **options):
        if unknown := sorted(set(route) - {known.name for known in routes.walk()}):
            raise CommandError(f"No route is called {', '.join(unknown)}. Nothing was planted. See `manage.py routes`.")
        try:
            report = run(route)
        except AlreadyRunning:
            raise CommandError("The canary runs already. Nothing was planted. Wait until it has ended.") from None
        except NotOurs:
            raise CommandError(
                f"A house in use is called {CODE}. Nothing was planted or changed there. Give it another code name."
            ) from None
        for found in report.found:
            self.stderr.write(f"LEAK {found}")
        for what in report.blind:
            self.stderr.write(f"BLIND not even a reader was shown the invented {what}: this run proves nothing")
        reached = f"pages reached on {report.reached} of {report.routes} routes"
        self.stdout.write(f"requests {report.asked}, {reached}, leaks {len(report.found)}")
        if not report.fine:
            sys.exit(1)
