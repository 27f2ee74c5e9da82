"""The ways out of the product's code: by which modules something can leave it, and every place that uses one.

A place is a module and the function or class in it, as `disclosure.mail.notify`; its line says what goes out and how
that is observed, or why it needn't be. A module that is neither plain nor a way out is named too: nothing new is
imported unseen. There are no metrics; what would collect them is a package that no line here names.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from tests.two_worlds import imports
from tests.two_worlds.imports import NO_WAY, OF_OTHERS, PLAIN
from tests.two_worlds.reading_code import Code, Use

HERE = "tests/two_worlds/ways_out.py"

_HOME = "in LINDUNG_HOME, which is read whole at rest"
_LINE = "the matcher's socket: a text and houses in, y or n out; in the worlds it is asked in this process"
_BACKUP = "copies of the two databases and the sealed files, each compared where it lies"
_IN_MEMORY = "content in memory, as if it were uploaded"
_DEMO = "the demo's own processes; no installation has them"
_COMMAND = "on the terminal of whoever called the command, outside the worlds"
_TOLD = "what a witness is told: a checkpoint and a proof; compared as what the job says (witnessing.py)"
_WITNESS = "another institution's program, on its own server; in the worlds it stands in this process"
_MAKING = "that something was made, on the terminal of whoever makes an installation"

MAILS: dict[str, str] = {
    "disclosure.mail.notify": "please sign in, to an agency's address; every message is compared whole",
    "settings.base": "the backend: files; in the worlds a list, compared whole",
}
# every record of every logger that has a name is compared
LOGGERS: dict[str, str] = {
    "settings.logging": "one stream for all",
    "settings.logging.Opaque": "how a record is written; writes none",
    "shelters.canary.run._quiet": "silences what the canary's own requests would log; writes none",
}
NETWORK: dict[str, str] = {
    "audit.exchange.OverSocket": _TOLD,
    "audit.exchange._connection": _TOLD,
    "audit.exchange.post": _TOLD,
    "audit.witness.Handler": _WITNESS,
    "audit.witness.Server": _WITNESS,
    "audit.witness._hang_up": _WITNESS,
    "demo.supervisor.accepts": _DEMO,
    "demo.supervisor.has_ipv6_loopback": _DEMO,
    "shelters.matcher.line._account_of": "asks the kernel who is at the other end",
    "shelters.matcher.line._exchange": _LINE,
    "shelters.matcher.line._take": _LINE,
    "shelters.matcher.line.answer": _LINE,
    "shelters.matcher.line.listen": _LINE,
    "shelters.matcher.line.serve": _LINE,
}
PROGRAMS: dict[str, str] = {
    "audit.exchange._at_most": "an alarm that ends a conversation which takes too long",
    "audit.witness.Server": _WITNESS,
    "demo.witnesses.prepare": _DEMO,
    "demo.management.commands.demo_setup.Command": _DEMO,
    "demo.supervisor.end_with_parent": _DEMO,
    "demo.supervisor.serve": _DEMO,
    "demo.supervisor.start": _DEMO,
    "disclosure.apps.DisclosureConfig": "imports each package's `papers` and `cubes`, which are read here too",
    "shelters.management.commands.matcher.Command": "the thread that answers on the matcher's socket",
    "shelters.matcher.quiet.leave_no_core": "tells the kernel that this process leaves no core",
    "vault.backups.postgresql.PostgreSQL": "pg_dump and pg_restore, with the database's address; no world is backed up",
    "vault.providers.pkcs11_session.TokenSession": "a lock between threads",
}
# what commands say that no world runs, too: those of `RUN` in commands.py are observed
OUTPUT: dict[str, str] = {
    "access.management.commands.add_account.Command": _MAKING,
    "access.management.commands.change_role.Command": _MAKING,
    "access.management.commands.identify_account.Command": _MAKING,
    "casework.management.commands.shred_case.Command": "references of files that two people had destroyed",
    "audit.management.commands.backup.Command": "how large each archive is",
    "audit.management.commands.restore.Command": "which backup came back, and how many entries the log lost",
    "access.management.commands.reset_second_factor.Command": _MAKING,
    "access.management.commands.routes.Command": "ids of examples and who sees them, for the sweep and its keepers",
    "audit.management.commands.export_audit_log.Command": "how many entries were exported",
    "audit.verify.main": _COMMAND,
    "audit.witness.complain": _WITNESS,
    "audit.witness.main": _WITNESS,
    "demo.management.commands.demo_accounts.Command": _DEMO,
    "demo.management.commands.demo_secrets.Command": _DEMO,
    "demo.management.commands.demo_setup.Command": _DEMO,
    "demo.management.commands.demo_story.Command": _DEMO,
    "demo.management.commands.issue_samples.Command": _DEMO,
    "demo.supervisor.serve": _DEMO,
    "disclosure.management.commands.init_signing.Command": _MAKING,
    "disclosure.management.commands.verify_document.Command": "whether a file that somebody holds is ours",
    "disclosure.management.commands.worker.Command": "how many documents were made, which its jobs tell the script too",
    "manage.main": _COMMAND,
    "shelters.management.commands.canary.Command": "role and route of a leak, never what was shown; tests/canary",
    "shelters.management.commands.matcher.Command": "that it can't start, before it has opened anything",
    "vault.management.commands.init_keys.Command": _MAKING,
    "vault.management.commands.keys.Command": "sheets with shares, for whoever splits a root; tests/vault",
}
FILES: dict[str, str] = {
    "demo.pictures.page": _IN_MEMORY,
    "demo.pictures.photo": _IN_MEMORY,
    "audit.backup._make_ready": _BACKUP,
    "audit.backup._put_back": "what a backup held, back in its place; no world is restored",
    "audit.backup.back_up": _BACKUP,
    "audit.verify.Archive": "reads an exported log, outside the worlds",
    "audit.witness.Directory": _WITNESS,
    "audit.witness._private": _WITNESS,
    "audit.witness.write_down": _WITNESS,
    "audit.export.export": "the exported log, compared whole",
    "audit.management.commands.export_audit_log.Command": "the exported log, compared whole",
    "audit.views.checking.ExportView": "the exported log on its way into the answer, without a name",
    "demo.ledger.write": _HOME,
    "demo.management.commands.demo_setup.Command": _DEMO,
    "demo.management.commands.issue_samples.Command": "documents, compared themselves, in a folder that is named",
    "demo.supervisor.short_directory": _DEMO,
    "disclosure.authority._write": _HOME,
    "disclosure.authority.make": _HOME,
    "settings.base": "the cache, " + _HOME,
    "shelters.canary.run._alone": "an empty file to lock",
    "shelters.matcher.line.listen": "the folder of the matcher's socket",
    "vault.backups.archive.Archive": _BACKUP,
    "vault.backups.archive._put": "what a backup held, back in its place; no world is restored",
    "vault.backups.archive.written": _BACKUP,
    "vault.backups.sqlite.SQLite": _BACKUP,
    "vault.files.SealedFiles": "sealed files, " + _HOME,
    "vault.management.commands.keys._is_file": "asks whether shares would be written to one, and refuses",
    "vault.providers.file.FileProvider": _HOME,
    "vault.uploads.MemoryUpload": "an upload in memory; none is written before it is sealed",
    "vault.providers.pkcs11_session": "what a fork does to an open session",
    "vault.providers.pkcs11_session._state_of_pin_file": "asks when the PIN's file was changed",
    "vault.storage.SealedFileStorage": "sealed files, " + _HOME,
    "vault.wraps._clear_half_written": _HOME,
    "vault.wraps._opened": "a folder to lock",
    "vault.wraps._overwrite": _HOME,
    "vault.wraps._publish": _HOME,
    "vault.wraps._ready": _HOME,
    "vault.wraps._write": _HOME,
    "vault.wraps.changed_at": "asks when a file was changed",
    "vault.wraps.fsync_directory": _HOME,
    "vault.wraps.keep": _HOME,
    "vault.wraps.read": "reads",
    "vault.wraps.replace": _HOME,
}
# whether each was fetched is asked in tests/two_worlds/exports.py
DOWNLOADS: dict[str, str] = {
    "access.views.locking.Alarms": "access:alarms",
    "access.views.locking.UnlockWithPasskey": "access:unlock_with_passkey",
    "access.views.locking._OfTheLock": "access:unlock",
    "access.views.passkeys.OnePress": "access:step_up_with_passkey",
    "access.views.passkeys._Again": "access:step_up_with_passkey",
    "access.views.passkeys._SignIn": "access:sign_in_with_passkey",
    "audit.views.checking.ExportView": "audit:export",
    "casework.views.desk.AutosaveView": "casework:autosave",
    "casework.views.evidence.ShowCopy": "casework:evidence_copy",
    "casework.views.evidence.TakeOriginal": "casework:evidence_original",
    "casework.views.statistics.ExportView": "casework:export_statistics",
    "disclosure.views.document.Download": "disclosure:download",
    "referrals.views.visum.Photo": "referrals:photo",
}


class Way(NamedTuple):
    """One way out: what it is called, its table, and the modules, names and methods that lead there."""

    what: str
    table: str
    known: dict[str, str]
    hint: str
    names: tuple[str, ...]
    methods: tuple[str, ...] = ()


WAYS = (
    Way(
        "a mail", "MAILS", MAILS, "what it says, to whom",
        ("django.core.mail", "django.utils.log", "smtplib", "email", "imaplib", "logging.handlers.SMTPHandler",
         "django.contrib.auth.forms.PasswordResetForm"),
        ("send_mail", "send_mass_mail", "send_messages", "email_user", "mail_admins", "mail_managers"),
    ),
    Way("a logger", "LOGGERS", LOGGERS, "what it writes", ("logging",)),
    Way(
        "a connection", "NETWORK", NETWORK, "to whom, saying what",
        ("socket", "socketserver", "ssl", "select", "selectors", "urllib", "http", "ftplib", "xmlrpc", "asyncio",
         "httpx", "aiohttp", "urllib3", "xml.sax", "pyhanko.sign.timestamps.HTTPTimeStamper",
         "pyhanko_certvalidator.fetchers"),
    ),
    Way(
        "a program or thread", "PROGRAMS", PROGRAMS, "what runs, with which words",
        ("subprocess", "multiprocessing", "concurrent", "threading", "sched", "ctypes", "importlib", "pkgutil",
         "runpy", "django.utils.module_loading", "builtins.exec", "builtins.eval", "builtins.__import__",
         "django.core.management.call_command", "pathlib.os", "inspect.os", "os.system", "os.popen", "os.fork",
         "os.execv", "os.posix_spawn", "signal.setitimer", "signal.alarm"),
    ),
    Way(
        "an output", "OUTPUT", OUTPUT, "what it prints, for whom",
        ("builtins.print", "inspect.sys", "sys", "syslog", "warnings", "traceback", "faulthandler"),
        ("write",),
    ),
    Way(
        "a file", "FILES", FILES, "what lies in it, and where",
        ("builtins.open", "io.open", "io.FileIO", "argparse.FileType", "xml.etree.ElementTree.ElementTree", "os",
         "shutil", "tempfile", "sqlite3", "dbm", "shelve", "mmap", "zipfile",
         "django.core.files", "django.core.cache"),
        ("write_text", "write_bytes", "open", "touch", "mkdir", "rename", "symlink_to", "hardlink_to"),
    ),
    Way(
        "a download", "DOWNLOADS", DOWNLOADS, "its route",
        ("django.http.FileResponse", "django.http.StreamingHttpResponse", "django.http.JsonResponse",
         "django.http.response", "Content-Disposition"),
    ),
)  # fmt: skip

_READS = re.compile(r"[rbt]*")


def unknown(code: Code) -> Iterator[str]:
    """A sentence for each place of a way out that no line names, each module on no list, and each line without use."""
    seen: dict[str, set[str]] = {way.table: set() for way in WAYS}
    for module in code.modules:
        for full in sorted({full for full, _ in module.imports}):
            if not (code.is_ours(full) or _way(full) or _begins(full, (*NO_WAY, *PLAIN, *OF_OTHERS))):
                table = "PLAIN" if full.split(".")[0] in sys.stdlib_module_names else "OF_OTHERS"
                yield (
                    f'a module the two worlds don\'t know, in {module.name}: add `"{full.split(".")[0]}"` to {table} '
                    f"(or to a way out, if anything can leave by it) in {imports.HERE}"
                )
        for use in code.uses(module):
            way = way_of(use)
            if way is None or use.place in seen[way.table]:
                continue
            seen[way.table].add(use.place)
            if not way.known.get(use.place, "").strip():
                line = f'add `"{use.place}": "{way.hint}",` to {way.table} in {HERE}'
                yield f"{way.what} the two worlds don't know: {line}"


def without_use(code: Code) -> Iterator[str]:
    """A sentence for each line that names no place any more: it would let pass whatever comes to stand there."""
    used = {(way.table, use.place) for module in code.modules for use in code.uses(module) if (way := way_of(use))}
    for way in WAYS:
        for place in sorted(set(way.known) - {place for table, place in used if table == way.table}):
            yield f'a line that nothing needs any more: take "{place}" out of {way.table} in {HERE}'


def way_of(use: Use) -> Way | None:
    """The way out that a place uses there; None for reading a file, and for what lets nothing out."""
    last = use.name.rsplit(".", 1)[-1]
    if isinstance(use.node, ast.Constant) and not last[0].isupper():
        return None  # text names a way out where it names a class: a backend, a handler
    way = _way(use.name)
    if way is not None:
        return None if _reads(use) else way
    if last == "write":
        return _said_by_a_command(use)
    if use.call is None or not use.name.startswith((".", "self.", "pathlib.")):
        return _typed_answer(use)
    if last == "open" and (use.name.startswith("self") or _reads(use)):
        return None
    return next((way for way in WAYS if last in way.methods), None)


def _way(name: str) -> Way | None:
    found = max((n for way in WAYS for n in way.names if _begins(name, (n,))), key=len, default="")
    if not found or any(len(n) > len(found) for n in NO_WAY if _begins(name, (n,))):
        return None
    return next(way for way in WAYS if found in way.names)


def _begins(name: str, with_any: tuple[str, ...]) -> bool:
    return any(f"{name}.".startswith(f"{one}.") for one in with_any)


def _reads(use: Use) -> bool:
    """Whether a call opens a file to read it: no mode, or one of reading alone."""
    at = {"builtins.open": 1, "io.open": 1, "zipfile.ZipFile": 1, ".open": 0}.get(use.name)
    if at is None or use.call is None:
        return False
    given = [word.value for word in use.call.keywords if word.arg == "mode"] or use.call.args[at : at + 1]
    if not given:
        return not any(word.arg is None for word in use.call.keywords)
    mode = given[0].value if isinstance(given[0], ast.Constant) else None
    return isinstance(mode, str) and bool(_READS.fullmatch(mode))


def _typed_answer(use: Use) -> Way | None:
    """An answer that says what kind of content it is: no page."""
    typed = use.call is not None and any(word.arg == "content_type" for word in use.call.keywords)
    return WAYS[-1] if typed and _begins(use.name, ("django.http", "django.shortcuts", "django.template")) else None


def _said_by_a_command(use: Use) -> Way | None:
    """What a command writes on its own streams, unless the worlds run it and compare that."""
    from tests.two_worlds.commands import RUN  # which compares, and so asks this module

    stream = getattr(use.node, "value", None)
    name = use.place.split(".")[-2]
    if isinstance(stream, ast.Attribute) and stream.attr in ("stdout", "stderr") and name not in RUN:
        return next(way for way in WAYS if way.table == "OUTPUT")
    return None
