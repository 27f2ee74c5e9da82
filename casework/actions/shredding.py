"""Shredding a file: one person asks, another confirms; then it is out of sight, then its keys are gone, then its files.

What two people decided and everything that hides the file commit in one transaction. Then others take over what they
need of it (`casework.shredding`), and only then are keys destroyed, which no transaction undoes: nothing that lists or
opens files ever meets one whose key is gone. Killed in between, the
register shows the shredding as confirmed, and `finish` (`manage.py shred_case`) ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.accounts import one_person
from access.errors import NotNow, Refused
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from audit.action import action
from audit.admission import refuse_open_transaction
from audit.rows import vouched
from audit.unaltered import unaltered
from casework import shredding, timeline
from casework.actions import conflicts
from casework.actions.assigning import locked
from casework.models import Case, CasePerson, Shredding, Ticket
from casework.queries import units
from casework.queries.shredding import ENDED
from casework.workflow import CASE_TRANSITIONS, SHRED_TRANSITIONS, SHRED_WITHIN, ShredState
from disclosure.files import document_files
from vault import keyring
from vault.errors import StoreAway
from vault.files import sealed_files
from vault.keyring import Purpose

PURPOSES = (Purpose.CASE, Purpose.EVIDENCE)
FILES = (sealed_files, document_files)
ALTERED = _(
    "Data berkas ini diubah atau dihapus tidak dari halamannya. Berkas tidak dimusnahkan. Minta pengelola server "
    "menjalankan verify_audit_log, lalu beri tahu auditor."
)


@action("shredding.ask")
def ask_shredding(case: Case, *, reason: str, by: Staff) -> Shredding:
    """Asks that an ended case be destroyed; the head is shown it. What stands against it now doesn't matter yet."""
    case = locked(case)
    if case.state not in ENDED:
        raise NotNow(_("Berkas ini belum diakhiri, jadi belum dapat dimusnahkan. Akhiri kasusnya lebih dulu."))
    earlier = _open(case)
    if earlier is not None:
        if not _is_late(earlier):
            raise Refused(_("Pemusnahan berkas ini sudah diminta. Tidak ada yang berubah."))
        SHRED_TRANSITIONS.move(earlier, "lapse")
        earlier.save(update_fields=["state"])
    order = Shredding(case=case, reason=reason, asked_by=by, asked_at=timezone.now())
    order.save(force_insert=True)
    if not policy.readers(case, ("head_case",)):  # a complaint that was refused: the head has never seen it
        for unit in units.of_role(Role.HEAD):
            policy.grant(case, "head_case", unit, by=by, why="shredding")
    timeline.note(case, "shredding.asked", by=by)
    return order


@action("shredding.decline")
def decline_shredding(case: Case, *, by: Staff) -> Shredding:
    """The file stays; it takes one person to stop what two would have to want."""
    case = locked(case)
    order = _asked(case)
    SHRED_TRANSITIONS.move(order, "decline")
    order.decided_by, order.decided_at = by, timezone.now()
    order.save(update_fields=["state", "decided_by", "decided_at"])
    timeline.note(case, "shredding.declined", by=by)
    return order


def confirm_shredding(case: Case, *, by: Staff) -> Shredding:
    """The second person confirms, and the file is destroyed: nothing of it opens any more, here or in any backup.

    Raises Refused, with nothing changed, while anything stands against it. Never inside a transaction: what was
    recorded could be undone after the key is gone. Where the store of sealed files doesn't answer, they lie there
    unreadable and the order stays confirmed until `manage.py shred_case` ends it.
    """
    refuse_open_transaction({"default"})
    order = _confirm(case, by=by)
    try:
        return finish(order, by=by)
    except StoreAway:
        return order


@action("shredding.confirm")
def _confirm(case: Case, *, by: Staff) -> Shredding:
    case = locked(case)
    order = _asked(case)
    if _is_late(order):
        raise NotNow(_("Permintaan ini sudah lewat 30 hari. Berkas tidak dimusnahkan. Minta supervisor meminta lagi."))
    _refuse_forged(order, "shredding.ask")
    if one_person(order.asked_by, by):
        raise Refused(
            _("Anda sendiri yang meminta pemusnahan. Berkas tidak dimusnahkan sebelum orang lain mengesahkan.")
        )
    if not policy.visible(order.asked_by, Permission.CASE_SHRED).filter(pk=case.pk).exists():
        raise Refused(
            _("Yang meminta tidak lagi berwenang atas berkas ini. Berkas tidak dimusnahkan. Hentikan permintaannya.")
        )
    if against := shredding.obstacles(case):
        raise Refused(_("Berkas belum dapat dimusnahkan: %(against)s") % {"against": " ".join(against)})
    if not unaltered(case.pk, shredding.deciding()):
        raise Refused(ALTERED)
    SHRED_TRANSITIONS.move(order, "confirm")
    order.decided_by, order.decided_at = by, timezone.now()
    order.save(update_fields=["state", "decided_by", "decided_at"])
    CASE_TRANSITIONS.move(case, "shred")
    case.save(update_fields=["state"])
    _hide(case.pk, by=by)
    return order


def finish(order: Shredding, *, by: Staff) -> Shredding:
    """Destroys keys and files of a file whose shredding two people decided. Safe to repeat, whenever it was killed.

    Raises StoreAway, the keys gone, where the store of sealed files doesn't answer.
    """
    refuse_open_transaction({"default"})
    order = Shredding.every.get(pk=order.pk)
    if order.state != ShredState.CONFIRMED:
        raise NotNow(_("Pemusnahan ini belum disahkan, atau sudah selesai. Tidak ada yang berubah."))
    _refuse_forged(order, "shredding.confirm")
    shredding.keep(order.case_id, by=by)
    _destroy(order.case_id)
    return _finished(order, by=by)


@action("shredding.finish")
def _finished(order: Shredding, *, by: Staff) -> Shredding:
    order = Shredding.every.select_for_update(of=("self",)).get(pk=order.pk)
    SHRED_TRANSITIONS.move(order, "finish")
    order.done_at = timezone.now()
    order.save(update_fields=["state", "done_at"])
    return order


def shred_again(file_id: UUID, *, by: Staff) -> None:
    """A file whose key is gone, and that an old backup brought back, is out of sight again and its files deleted.

    What still waits for it elsewhere is closed.
    """
    refuse_open_transaction({"default"})
    if not keyring.is_shredded(Purpose.CASE, file_id):
        raise NotNow(_("Kunci berkas ini masih ada. Tidak ada yang berubah."))
    _hidden_again(_file(file_id), by=by)
    _destroy(file_id)
    shredding.close(file_id, by=by)


@action("shredding.finish")
def _hidden_again(file: Case | Ticket, *, by: Staff) -> None:
    if isinstance(file, Case):
        CASE_TRANSITIONS.move(file, "shred_again")
        file.save(update_fields=["state"])
    _hide(file.pk, by=by)


def _file(file_id: UUID) -> Case | Ticket:
    """The case of this id, or the ticket where it never became one."""
    case = Case.every.filter(pk=file_id).first()
    return case if case is not None else Ticket.every.get(pk=file_id)


def _hide(file_id: UUID, *, by: Staff) -> None:
    """Inside an action: nobody has a relation to anything of this file, and no index finds anybody in it."""
    for root in (*_own_roots(file_id), *shredding.roots(file_id)):
        policy.revoke_all(root, by=by)
    for person in CasePerson.every.filter(case_id=file_id):
        person.empty_indexes()
    for ticket in Ticket.every.filter(pk=file_id):
        ticket.empty_indexes()
    conflicts.forget_matches(file_id)


def _own_roots(file_id: UUID) -> Iterator[Case | Ticket]:
    yield from Case.every.filter(pk=file_id)
    yield from Ticket.every.filter(pk=file_id)


def _destroy(file_id: UUID) -> None:
    for purpose in PURPOSES:
        if keyring.exists(purpose, file_id):
            keyring.shred(purpose, file_id)
    for files in FILES:
        files.delete_all(file_id)


def _refuse_forged(order: Shredding, by_action: str) -> None:
    """A request or a confirmation that somebody wrote by SQL destroys nothing: no page made it."""
    if not vouched(order, by_action):
        raise Refused(_("Permintaan ini tidak dibuat dari halamannya. Berkas tidak dimusnahkan. Beri tahu auditor."))


def _open(case: Case) -> Shredding | None:
    return Shredding.every.select_related("asked_by").filter(case=case, state=ShredState.ASKED).first()


def _asked(case: Case) -> Shredding:
    order = _open(case)
    if order is None:
        raise NotNow(_("Pemusnahan berkas ini tidak sedang diminta. Tidak ada yang berubah."))
    return order


def _is_late(order: Shredding) -> bool:
    return timezone.now() >= order.asked_at + SHRED_WITHIN
