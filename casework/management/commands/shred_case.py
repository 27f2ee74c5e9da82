"""`manage.py shred_case [REFERENCE] --by USERNAME`: ends shreddings that two people decided on their pages.

It decides nothing, asks nobody and destroys no key that two people did not give up: without their confirmation there is
nothing for it to end. It is for what was killed in between, and for files that a restored old backup brought back.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.models import Staff
from casework.actions import shredding
from casework.queries.shredding import brought_back, unfinished
from vault.errors import StoreAway


class Command(BaseCommand):
    help = "Ends shreddings that two people confirmed; hides again what an old backup brought back without its key."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", nargs="?", default="", help="one case, C-7Q4K; without it all")
        parser.add_argument("--by", required=True, help="user name of who runs it")

    def handle(self, *args: Any, **options: Any) -> None:
        by = Staff.objects.filter(username=options["by"], is_active=True).first()
        if by is None:
            raise CommandError("Nothing was changed: --by must name an open account.", returncode=2)
        reference = options["reference"].upper()
        confirmed, back = unfinished(reference), brought_back(reference)
        if reference and not confirmed and not back:
            raise CommandError(
                f"Nothing was changed: {reference} waits for no end; two people decide that on its page.",
                returncode=1,
            )
        steps: list[tuple[str, Callable[..., object]]] = [
            (f"{o.case.reference}: shredded", partial(shredding.finish, o)) for o in confirmed
        ]
        steps += [
            (f"{known}: its key was gone already; hidden again", partial(shredding.shred_again, file_id))
            for file_id, known in back
        ]
        left = 0
        for told, end in steps:
            try:
                end(by=by)
                self.stdout.write(told)
            except StoreAway:
                left += 1
        if not confirmed and not back:
            self.stdout.write("nothing to do")
        if left:
            raise CommandError(
                f"{left} not ended: their keys are gone, but the store of sealed files doesn't answer. Run it again.",
                returncode=1,
            )
