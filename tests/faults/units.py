"""What people and jobs do while a fault happens: one act each, through the product's own pages and verbs.

An act begins with the city as it was built, and says by returning that it is done. After a fault it is either done or
not; then it is done (again), by AGAIN where that is another way than the first time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from tests.faults.city import NIK, PHONE, PLANTED, City, NotDone, picture

Act = Callable[[City], object]


class Unit(NamedTuple):
    """One act. STEPS: it commits in several steps that are each whole. WEIGHT: its share of the injections."""

    name: str
    act: Act
    again: Act
    steps: bool
    weight: int


UNITS: dict[str, Unit] = {}


def unit(*, again: Act | None = None, steps: bool = False, weight: int = 10) -> Callable[[Act], Act]:
    """An act under the name of its function."""

    def put(act: Act) -> Act:
        name = act.__name__.replace("_", " ")
        UNITS[name] = Unit(name, act, again or act, steps, weight)
        return act

    return put


# the desk and the file


@unit()
def ticket_opened(city: City) -> None:
    from casework.actions.tickets import open_ticket

    open_ticket(
        city.ready.ticket_id, what=f"{PLANTED} meminta tolong.", where=f"Gang {PLANTED} 3", callback_number=PHONE,
        reporter=f"Tetangga {PLANTED}", by=city.people.operator112,
    )  # fmt: skip


@unit()
def draft_kept(city: City) -> None:
    from casework.actions.drafts import open_draft

    open_draft(city.ready.draft_id, typed={"what": f"{PLANTED} baru saja"}, by=city.people.operator112)


@unit()
def call_kept(city: City) -> None:
    from casework import spool

    spool.keep(city.ready.new_call, city.ready.slip)


@unit(steps=True)
def call_entered(city: City) -> None:
    from casework.actions import spooled
    from casework.models import Ticket

    spooled.run_once(timezone.now())
    if Ticket.every.filter(spooled=city.ready.kept_call.id).count() != 1:
        raise NotDone("the call that was kept is no ticket")


@unit()
def complaint_registered(city: City) -> None:
    from tests.casework import world

    persons = world.persons(name=f"Sekar {PLANTED}", nik="3174014101920003", phone=PHONE)
    world.complaint(city.people, on=city.ready.ticket, persons=persons, chronology=f"{PLANTED} bercerita.")


@unit()
def case_accepted(city: City) -> None:
    from casework.actions.complaints import accept_case

    people = city.people
    accept_case(city.ready.complaint, manager=people.manajer, counsellor=people.konselor, by=people.supervisor)


@unit()
def session_noted(city: City) -> None:
    city.ask(
        "konselor", "post", "casework:record_session", city.ready.case.pk, 303, day=str(timezone.localdate()),
        minutes="50", mode="face", attended="on", notes=f"{PLANTED} bermimpi.", summary="Tenang.", summary_agreed="on",
    )  # fmt: skip


@unit()
def handed_over(city: City) -> None:
    from casework.actions.assigning import assign_manager

    assign_manager(city.ready.case, manager=city.people.manajer2, by=city.people.supervisor)


@unit()
def evidence_added(city: City) -> None:
    manager, case = "manajer", city.ready.case.pk
    sent = {"kind": "photo", "title": f"Foto {PLANTED}", "file": picture()}
    city.ask(manager, "post", "casework:add_evidence", case, 303, **sent)


@unit(steps=True)
def archive_imported(city: City) -> None:
    from casework.actions.imports import import_cases

    row = {"opened": city.built - timedelta(days=400), "kinds": ["physical"], "city_code": "31.75"}
    import_cases([row | {"name": f"Arsip {PLANTED}", "chronology": PLANTED}], by=city.people.admin)


def _issued_anew(city: City) -> None:
    """A job that failed or was killed is put into the queue again, which may be done however often."""
    from disclosure import issue

    issue.issue(city.ready.letter.pk)


@unit(again=_issued_anew, steps=True, weight=2)
def letter_issued(city: City) -> None:
    from disclosure import jobs
    from disclosure.models import Document

    jobs.run_all(timezone.now())
    if not Document.every.filter(pk=city.ready.letter.pk, state="issued").exists():
        raise NotDone("the letter is not issued")


@unit()
def document_sealed(city: City) -> None:
    from tests.shelters import rotating

    rotating.issued(city.ready.case, by=city.people.manajer)


@unit()
def glass_broken(city: City) -> None:
    from casework.actions import break_glass

    break_glass.agree(city.ready.agreed, by=city.people.piket_bpbd)


# what is read


@unit()
def case_read(city: City) -> None:
    city.ask("manajer", "get", "casework:persons", city.ready.case.pk, 200)


@unit()
def notes_read(city: City) -> None:
    city.ask("konselor", "get", "casework:session", city.ready.session.pk, 200)


@unit()
def read_for_a_reason(city: City) -> None:
    about, why = city.ready.case.pk, f"{PLANTED} menelepon, rekan cuti"
    city.ask("manajer2", "post", "casework:persons", about, 200, alasan=why)


@unit()
def searched(city: City) -> None:
    city.ask("penerima", "post", "casework:search", None, 200, q=NIK)


@unit(steps=True)
def copy_shown(city: City) -> None:
    city.ask("manajer", "post", "casework:evidence_copy", city.ready.evidence.pk, 200)


@unit()
def refused(city: City) -> None:
    city.ask("penerima", "get", "casework:session", city.ready.session.pk, 404)


@unit()
def refused_at_a_house(city: City) -> None:
    city.ask("petugas2", "get", "shelters:location", city.world.a.pk, 404)
