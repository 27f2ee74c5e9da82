"""Management commands: each is run and its output compared, or a line says why it needn't be."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.core import management
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.two_worlds.observing import Seen
from vault import rotation, wraps

HERE = "tests/two_worlds/commands.py"

# name → arguments with which it is run; what it prints, and what it raises, is an observation of the operator
RUN: dict[str, list[str]] = {
    "check": [],
    "dumpdata": ["--all", "--database", "default"],
    "findstatic": ["css/frame.css", "--first"],
    "showmigrations": [],
    "sqlsequencereset": ["access"],
    "verify_audit_log": [],
    "who_sees_what": ["--json"],
    "rotate_keys": ["--by", "admin"],
    "shred_case": ["--by", "admin"],
    "inspectdb": ["access_staff", "casework_case", "audit_auditentry"],
}
# commands that are run once more, with other arguments
AGAIN: list[tuple[str, list[str]]] = [
    ("dumpdata", ["shelters.location", "shelters.landmarks", "--all", "--database", "shelters"]),
    ("who_sees_what", []),
    ("showmigrations", ["--plan"]),
    ("rotate_keys", ["--drop-old", "--by", "admin"]),
]

# commands that two packages bring, of which the first installed is run
TWICE: dict[str, str] = {
    "auditlogflush": "ours refuses", "auditlogmigratejson": "ours refuses",
    "flush": "the suite's own, for its databases", "migrate": "the suite's own, for its databases",
    "runserver": "Django's, with static files",
}  # fmt: skip

_SHELL = "opens the databases, which are compared whole"
_CODE = "reads or writes source code, migrations or translations, never a database's rows"
SERVES = "serves or steps what is observed on its own: pages, jobs, mails"
_MAKES = "makes an installation; what it makes is observed at rest"
NOT_RUN: dict[str, str] = {
    "shell": _SHELL, "dbshell": _SHELL, "testserver": _SHELL, "flush": _SHELL, "sqlflush": _SHELL, "loaddata": _SHELL,
    "makemigrations": _CODE, "squashmigrations": _CODE, "optimizemigration": _CODE, "sqlmigrate": _CODE,
    "startapp": _CODE, "startproject": _CODE, "makemessages": _CODE, "compilemessages": _CODE, "test": _CODE,
    "diffsettings": _CODE, "collectstatic": _CODE,
    "runserver": SERVES, "demo_serve": SERVES, "worker": SERVES, "sealer": SERVES, "feeder": SERVES, "schedule": SERVES,
    "matcher": SERVES, "db_worker": SERVES, "prune_db_task_results": SERVES,
    "sendtestemail": SERVES,
    "migrate": _MAKES, "init_keys": _MAKES, "init_signing": _MAKES, "demo_setup": _MAKES, "demo_story": _MAKES,
    "add_account": _MAKES, "change_role": _MAKES, "identify_account": _MAKES, "reset_second_factor": _MAKES,
    "issue_samples": _MAKES, "createcachetable": _MAKES, "createsuperuser": _MAKES, "changepassword": _MAKES,
    "backup": "run at the end on SQLite, what it says and both archives compared (at_rest); on PostgreSQL dumps are",
    "restore": "puts a backup back where nothing lies yet; tests/shelters/test_backup.py holds what it says",
    "keys": "asks for and prints roots, which no world shares with a file; tests/vault holds what it writes and keeps",
    "canary": "plants its own house and looks at the pages that are compared; tests/canary holds what it leaves",
    "account_unsetmultipleprimaryemails": "accounts have no e-mail addresses",
    "routes": "asks the houses' own database for examples and who sees them; whoever runs it holds that database",
    "demo_accounts": "prints who may read what in the invented city; refused outside the demo",
    "demo_secrets": "prints the invented city's ground truth, addresses included; refused outside the demo",
    "export_audit_log": "run at the end, what it says and its file compared (at_rest)",
    "verify_document": "checks a file that somebody holds; documents are compared themselves",
    "auditlogflush": "refuses", "auditlogmigratejson": "refuses",
    "clean_orphan_obj_perms": "deletes orphan grants, whose table is compared",
    "remove_stale_contenttypes": "deletes rows of a table that is compared",
}  # fmt: skip


def unknown(found: dict[str, list[str]] | None = None) -> Iterator[str]:
    """A sentence for each command that neither list names, or that takes the name of one; for each line without a
    reason, and for each that names no command: it would let pass whatever comes to be called so."""
    found = installed() if found is None else found
    for name in sorted(set(found) - set(RUN) - set(NOT_RUN)):
        yield f'a command the two worlds don\'t know: add `"{name}": [],` to RUN (or a reason to NOT_RUN) in {HERE}'
    for name, packages in sorted(found.items()):
        if len(packages) > 1 and name not in TWICE:
            both = " and ".join(packages)
            yield f'a command that {both} bring under one name: add `"{name}": "why",` to TWICE in {HERE}'
    for name in sorted({*RUN, *NOT_RUN, *TWICE} - set(found)):
        yield f"a line for a command that there isn't: take `{name}` out of {HERE}"
    for name in sorted(name for table in (NOT_RUN, TWICE) for name, reason in table.items() if not reason.strip()):
        yield f"a command without a reason: say why `{name}` needn't be compared in {HERE}"
    for name in sorted(set(RUN) & set(NOT_RUN)):
        yield f"a command that is run and isn't: take `{name}` out of RUN or out of NOT_RUN in {HERE}"


def installed() -> dict[str, list[str]]:
    """Every command's name and who brings it: Django, and each package that is installed."""
    found: dict[str, list[str]] = {}
    places = {"django.core": management.__path__[0]}
    places |= {config.name: f"{config.path}/management" for config in apps.get_app_configs()}
    for package, place in places.items():
        for name in management.find_commands(place):
            found.setdefault(name, []).append(package)
    return found


def observed(again: bool = True) -> Iterator[Seen]:
    """What every command of RUN prints, and of AGAIN."""
    for name, arguments in (*RUN.items(), *(AGAIN if again else ())):
        if "--drop-old" in arguments:
            _let_a_day_pass()
        out = io.StringIO()
        try:
            call_command(name, *arguments, stdout=out, stderr=out)
        except SystemExit as ended:
            out.write(f"exit {ended.code}")
        except CommandError as refused:
            out.write(f"refused: {refused}")
        text = out.getvalue().replace(str(settings.HOME), "HOME")
        yield Seen("operator", " ".join(["command", name, *arguments]), text.encode())


def _let_a_day_pass() -> None:
    """All data keys were made a day and an hour ago, by the worlds' own clock: a file's time is the machine's."""
    then = timezone.now().timestamp() - timedelta(hours=25).total_seconds()
    for purpose in rotation.PURPOSES:
        for owner in wraps.owners(purpose):
            os.utime(wraps.path_of(purpose, owner), (then, then))
