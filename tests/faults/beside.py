"""Steps that no act here comes to, each with its reason and the test that stands there instead.

A step is named whole, or by what its name begins with; so many begin so as SEVERAL says, and one more or less is to be
looked at. One that an act does come to may not stand here, nor one that the code doesn't have: the run fails and names
it.
"""

from __future__ import annotations

BACKUP = "a copy of what lies there, which bears its name only once it is whole: tests/shelters/test_backup.py"
SET_UP = "once, before there is anything to lose"
WITNESS = "a program of its own, at another institution: tests/audit/test_witness_process.py kills it"
BESIDE = {
    "vault.backups.": BACKUP,
    "audit.backup.": BACKUP,
    "vault.providers.pkcs11.": "the token itself; `vault.keyring` meets what it raises: tests/vault/test_pkcs11.py",
    "vault.providers.file.": f"roots are made {SET_UP}: tests/vault/test_providers.py",
    "vault.roots.": f"roots are made {SET_UP}: tests/vault/test_contract.py",
    "vault.management.commands.keys.": "a root is put back from paper by hand: tests/vault/test_paper.py",
    "vault.files.SealedFiles.delete:": "no page deletes one file, `vault.storage` offers it: tests/vault/test_files.py",
    "vault.wraps._write: temporary.unlink": "comes after a full disk alone: tests/vault/test_half_written.py",
    "vault.models.SealedModel.save: transaction.atomic": "outside any action alone: tests/vault/test_revisions.py",
    "vault.spool.make:": f"the spool's key and folder are made {SET_UP}: tests/vault/test_spool.py",
    "vault.spool._keeps_nothing: path.unlink": "what a check of the spool tries goes again: tests/vault/test_spool.py",
    "vault.spool.set_aside:": "comes after a letter that no ticket can be made of: tests/casework/test_spooled.py",
    "vault.spool.tidy:": "an hour after a writer was killed: tests/vault/test_spool.py",
    "audit.append_only.": f"triggers are made with the tables, {SET_UP}: tests/audit/test_append_only.py",
    "audit.database_roles.": f"rights are given with the tables, {SET_UP}: tests/audit/test_append_only.py",
    "audit.feeder.": "says again what it couldn't write down, and a witness answers again: tests/audit/test_feeder.py",
    "audit.witness.": WITNESS,
}
SEVERAL = {
    "vault.backups.": 21, "audit.backup.": 7, "vault.providers.pkcs11.": 3, "vault.providers.file.": 10,
    "audit.append_only.": 3, "audit.feeder.": 3, "audit.witness.": 10, "vault.spool.set_aside:": 2,
}  # fmt: skip
ON_POSTGRESQL_ALONE = {
    "audit.sealer._alone: cursor.execute": "SQLite's transactions lock by themselves",
    "audit.house._begin: cursor.execute": "an event on SQLite keeps all others from writing",
    "audit.house._runs: cursor.execute": "an event on SQLite keeps all others from writing",
    "audit.house._settle: cursor.execute": "SQLite's transactions lock by themselves",
}


def reason(step: str, *, on_postgresql: bool) -> str:
    """Why no act comes to this step on this database; empty where one must."""
    beside = BESIDE if on_postgresql else BESIDE | ON_POSTGRESQL_ALONE
    return next((why for begins, why in beside.items() if step.startswith(begins)), "")


def miscounted(steps: list[str]) -> dict[str, int]:
    """Lines that stand for another number of the code's steps than they say, and how many begin so."""
    found = {line: sum(step.startswith(line) for step in steps) for line in BESIDE | ON_POSTGRESQL_ALONE}
    return {line: count for line, count in found.items() if count != SEVERAL.get(line, 1)}
