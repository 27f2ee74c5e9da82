"""`manage.py add_account USERNAME --role ROLE --unit UNIT [--by USERNAME]`

Password, full name, NIK and telephone are asked for, or read (stdin), a line each. An installation's first account is
its own author; every further one names who opens it. An account sleeps until the head approves it on a page, but for an
administrator's, and for that of the first head, whom nobody else could approve.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from access import personal
from access.accounts import identify, open_account, open_agency, open_unit
from access.approvals import approve_first_head, no_head_yet
from access.errors import Refused
from access.management.asking import answer, secret
from access.models import Agency, AgencyKind, Staff, Unit
from access.roles import Role


class Command(BaseCommand):
    help = "Opens an account. Accounts and roles are made here, never on a page."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--unit", required=True, help="code of the unit; made if --agency is given too")
        parser.add_argument("--agency", help="code of the unit's agency")
        parser.add_argument("--kind", choices=AgencyKind.values, help="kind of an agency that does not exist yet")
        parser.add_argument("--by", help="user name of who opens it; left out for the very first account")

    def handle(self, *args: Any, **options: Any) -> None:
        password = secret("Password: ")
        try:
            validate_password(password)
            person = personal.asked(answer)
            with transaction.atomic():
                staff, by = self.open(options, password)
                staff = identify(staff, **person, by=by)
                if staff.role == Role.HEAD and no_head_yet():
                    staff = approve_first_head(staff, by=by)
        except (Refused, ValidationError) as refusal:
            raise CommandError("; ".join(getattr(refusal, "messages", [str(refusal)])), returncode=1) from None
        waits = "" if staff.approved else "; asleep until the head approves it"
        self.stdout.write(f"{staff.username}: {staff.role}, {staff.unit.code}{waits}")

    def open(self, options: dict[str, Any], password: str) -> tuple[Staff, Staff]:
        by = Staff.objects.filter(username=options["by"], is_active=True).first()
        if by is None and (options["by"] or Staff.objects.exists()):
            raise CommandError("No account was opened: --by must name an active account.", returncode=2)
        by = by or Staff(username=options["username"])  # the very first account opens itself
        unit = self.unit(options, by)
        staff = open_account(options["username"], password=password, role=options["role"], unit=unit, by=by)
        return staff, staff if by._state.adding else by

    def unit(self, options: dict[str, Any], by: Staff) -> Unit:
        unit = Unit.objects.filter(code=options["unit"]).select_related("agency").first()
        if unit is not None:
            return unit
        if not options["agency"]:
            raise CommandError("No account was opened: no such unit; name its --agency to make it.", returncode=2)
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None:
            if not options["kind"]:
                raise CommandError("No account was opened: no such agency; say its --kind to make it.", returncode=2)
            agency = open_agency(options["agency"], kind=options["kind"], by=by)
        return open_unit(agency, code=options["unit"], by=by)
