"""`manage.py reset_second_factor USERNAME --by USERNAME`: the person sets up a new one at the next sign-in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.accounts import reset_second_factor
from access.models import Staff


class Command(BaseCommand):
    help = "Takes an account's authenticator and passkeys away and ends its sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--by", required=True, help="user name of who does it")

    def handle(self, *args: Any, **options: Any) -> None:
        people = {staff.username: staff for staff in Staff.objects.filter(is_active=True)}
        staff, by = people.get(options["username"]), people.get(options["by"])
        if staff is None or by is None:
            raise CommandError("Nothing was changed: both names must be those of open accounts.", returncode=2)
        reset_second_factor(staff, by=by)
        self.stdout.write(f"{staff.username}: no second factor; a new one is set up at the next sign-in")
