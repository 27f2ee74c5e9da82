"""The ways out of the product's code: by which modules something can leave it, and every place that uses one.

A place is a module and the function or class in it, as `disclosure.mail.notify`; its line says what goes out and how
that is observed, or why it needn't be. A module on no list is named too. There are no metrics: a package collects them.
"""

from __future__ import annotations

from typing import NamedTuple

HERE = "tests/two_worlds/ways_out.py"

_HOME = "in LINDUNG_HOME, which is read whole at rest"
_LINE = "the matcher's socket: a text and houses in, y or n out; in the worlds it is asked in this process"
_BACKUP = "copies of the two databases and the sealed files, each compared where it lies"
_STORE = "sealed files, to the store that the settings name; no world has one: vault.files keeps them in a folder there"
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
    "settings.logging.tell_no_values": "lets a record that can't be written pass in silence; writes none",
    "audit.sealer": "that another session holds its lock",
    "audit.findings": "which rule of the reading room broke, by what kind of error",
    "shelters.management.commands.schedule": "which step broke, by what kind of error: outages.py",
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
    "vault.objects.bucket._ask": _STORE,
    "vault.objects.bucket._storage": _STORE,
    "vault.backups.postgresql.PostgreSQL": "the database itself, while a backup is made: locks and snapshots",
    "settings.postgresql.base.DatabaseWrapper": "the databases; their statements are compared",
    "settings.postgresql.base._lose_patience": "nobody: hangs up on a database that is silent",
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
    "settings.logging.tell_no_values": "what is told of a thread that breaks; starts none",
    "vault.providers.pkcs11_session.TokenSession": "a lock between threads",
}
# what commands say that no world runs, too: those of `RUN` in commands.py are observed
OUTPUT: dict[str, str] = {
    "access.management.commands.add_account.Command": _MAKING,
    "access.management.commands.change_role.Command": _MAKING,
    "access.management.commands.identify_account.Command": _MAKING,
    "audit.management.commands.backup.Command": "which archives were made, and which bucket holds what isn't in them",
    "audit.management.commands.restore.Command": "which backup came back, and how many entries and files are lost",
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
    "settings.logging.tell_no_values": "the kind and place of what ended a process, never a value; tests/frame",
    "shelters.management.commands.canary.Command": "role and route of a leak, never what was shown; tests/canary",
    "shelters.management.commands.matcher.Command": "that it can't start, before it has opened anything",
    "vault.management.commands.init_keys.Command": _MAKING,
    "vault.management.commands.keys.Command": "sheets with shares, for whoever splits a root; tests/vault",
}
FILES: dict[str, str] = {
    "access.slowing.Counts": "the cache, " + _HOME,
    "access.slowing.run_once": "takes files of the cache away",
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
    "shelters.canary.run._alone": "an empty file to lock",
    "shelters.matcher.line.listen": "the folder of the matcher's socket",
    "vault.backups.archive.Archive": _BACKUP,
    "vault.backups.archive.checked": "reads an archive",
    "vault.backups.archive.unpacked": "reads an archive",
    "vault.backups.archive._put": "what a backup held, back in its place; no world is restored",
    "vault.backups.archive.written": _BACKUP,
    "vault.backups.sqlite.SQLite": _BACKUP,
    "vault.files.SealedFiles": "sealed files, " + _HOME,
    "vault.spool.make": "the spool's folder, " + _HOME,
    "vault.spool.set_aside": "a letter that lies there already, under its own name, beside the others",
    "vault.spool._laid": "a call, sealed, of one size for all: outages.py reads it before a job does",
    "vault.management.commands.keys._is_file": "asks whether shares would be written to one, and refuses",
    "vault.providers.environment._open_to_others": "asks who may read a file",
    "vault.providers.file.FileProvider": _HOME,
    "vault.uploads.MemoryUpload": "an upload in memory; none is written before it is sealed",
    "vault.providers.pkcs11_session": "what a fork does to an open session",
    "vault.providers.pkcs11_session._state_of_pin_file": "asks when the PIN's file was changed",
    "vault.objects.bucket": "what a fork does to a connection",
    "vault.objects.folder.Folder": "sealed files, " + _HOME,
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
    "audit.views.proving.ProofView": "audit:proof",
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
         "httpx", "aiohttp", "urllib3", "boto3", "botocore", "storages", "xml.sax",
         "pyhanko.sign.timestamps.HTTPTimeStamper", "pyhanko_certvalidator.fetchers", "psycopg"),
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
         "shutil", "tempfile", "sqlite3", "dbm", "shelve", "mmap", "zipfile", "tarfile",
         "django.core.files", "django.core.cache"),
        ("write_text", "write_bytes", "open", "touch", "mkdir", "rename", "symlink_to", "hardlink_to"),
    ),
    Way(
        "a download", "DOWNLOADS", DOWNLOADS, "its route",
        ("django.http.FileResponse", "django.http.StreamingHttpResponse", "django.http.JsonResponse",
         "django.http.response", "Content-Disposition"),
    ),
)  # fmt: skip
