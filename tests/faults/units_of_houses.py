"""Further acts, of the register in `units`: in houses, with keys, and what runs by the clock."""

from __future__ import annotations

import io
from datetime import timedelta
from types import SimpleNamespace

from django.core.management import call_command
from django.utils import timezone

from tests.faults.city import PLANTED, City, later
from tests.faults.units import UNITS, unit

__all__ = ["UNITS"]  # all of them, now that these are among them

# houses


@unit()
def location_written(city: City) -> None:
    from shelters.reveal_location import keep_location
    from tests.shelters.world import whereabouts

    keep_location(city.world.b, whereabouts(f"Gang {PLANTED} No. 17"), by=city.people.kustodian)


@unit()
def location_read(city: City) -> None:
    city.ask("petugas1", "post", "shelters:location", city.world.a.pk, 200, purpose="giliran jaga")


@unit()
def landmarks_written(city: City) -> None:
    from shelters.reveal_location import keep_landmarks, seen_by

    location = seen_by(city.people.kustodian, city.world.b.pk)
    keep_landmarks(location, landmarks=[f"menara {PLANTED}"], by=city.people.kustodian)


@unit()
def place_asked_for(city: City) -> None:
    city.world.request(city.ready.unplaced, name=f"Sekar {PLANTED}")


@unit()
def place_held(city: City) -> None:
    city.world.hold(city.ready.request, place=city.ready.place)


@unit()
def arrived(city: City) -> None:
    hold = city.ready.hold.pk
    city.ask("petugas1", "post", "shelters:arrive", hold, 303, rules_agreed="on", things=["phone"])


@unit()
def board_read(city: City) -> None:
    city.ask("petugas1", "get", "shelters:board", city.world.a.pk, 200)


@unit()
def left(city: City) -> None:
    from shelters import actions

    actions.leave(city.ready.stay, destination="family", things_returned=True, by=city.people.petugas1)


# keys, and what runs by the clock


def _ended(city: City) -> None:
    """The command ends what the two have decided; where they haven't, they decide."""
    from casework.models import Case

    case = Case.every.get(pk=city.ready.shredded.pk)
    if case.state == "shredded":
        call_command("shred_case", case.reference, "--by", "admin")
    else:
        shredded(city)


@unit(again=_ended, steps=True)
def shredded(city: City) -> None:
    from casework.actions.shredding import confirm_shredding

    confirm_shredding(city.ready.shredded, by=city.people.kepala)


@unit()
def keys_renewed(city: City) -> None:
    """Those of evidence, which seal files too, and one case's own."""
    from audit.resealing import seal_anew
    from audit.rotation import rotate
    from vault import keyring

    rotate([keyring.Purpose.EVIDENCE], by=city.people.admin)
    keyring.renew(keyring.Purpose.CASE, city.ready.case.pk)
    seal_anew(keyring.Purpose.CASE, [city.ready.case.pk], city.people.admin)


@unit()
def location_keys_renewed(city: City) -> None:
    from audit.rotation import rotate
    from vault.purpose import Purpose

    rotate([Purpose.LOCATION], by=city.people.admin)


@unit()
def earlier_keys_dropped(city: City) -> None:
    from audit.rotation import drop_earlier, rotate
    from vault.purpose import Purpose

    rotate([Purpose.EVIDENCE], by=city.people.admin)
    drop_earlier([Purpose.EVIDENCE], by=city.people.admin, now=later(timezone.now()))


@unit()
def residents_key_renewed(city: City) -> None:
    from shelters import residents_key

    residents_key.run_once(later(timezone.now()))


@unit()
def log_sealed(city: City) -> None:
    from audit import sealer

    sealer.run_once(timezone.now())


@unit()
def event_settled(city: City) -> None:
    from audit import house

    house.run_once(timezone.now())


@unit()
def log_exported(city: City) -> None:
    from django.conf import settings

    call_command("export_audit_log", str(settings.HOME / "export.zip"), stdout=io.StringIO())


@unit(steps=True)
def entry_proved(city: City) -> None:
    from audit import proofs
    from audit.models import AuditEntry

    entry = AuditEntry.objects.order_by("time", "pk")[0]
    proofs.prove(entry, by=city.people.auditor, reason=f"{PLANTED} diminta hakim", now=timezone.now())


def _about_others(city: City) -> list:
    """The findings that this auditor may sign off."""
    from audit import findings

    return [one for one in findings.standing(timezone.now()) if not findings.judges(one, city.people.auditor)]


def _left_of_findings(city: City) -> None:
    """Once a finding was reviewed or has gone by itself, whatever still stands."""
    from audit import actions

    for finding in _about_others(city)[:1]:
        actions.review(finding.key, note=f"{PLANTED} menjelaskan", by=city.people.auditor)


@unit(again=_left_of_findings)
def finding_reviewed(city: City) -> None:
    from audit import actions

    key = _about_others(city)[0].key
    actions.review(key, note=f"{PLANTED} menjelaskan", by=city.people.auditor)


@unit()
def breach_found(city: City) -> None:
    from audit import reporting

    people, built = city.people, city.built
    span = {"since": built - timedelta(days=1), "until": built, "found_at": timezone.now()}
    reporting.find_breach(**span, person=people.manajer, by=people.auditor)


@unit(steps=True)
def month_reported(city: City) -> None:
    from audit import reporting

    built, by = city.built, city.people.auditor
    month = reporting.open_month(built - timedelta(days=30), built, by=by)
    reporting.printed(SimpleNamespace(about_id=month.pk, signed_at=timezone.now()))  # as when its paper is issued


@unit()
def explanation_asked(city: City) -> None:
    from audit import questions

    people, entry = city.people, city.ready.entry
    questions.ask(people.manajer.pk, entry=entry, text=f"Mengapa {PLANTED}?", by=people.auditor)


@unit()
def explanation_given(city: City) -> None:
    from audit import questions

    questions.answer(city.ready.question, text=f"{PLANTED} meminta", by=city.people.supervisor)


@unit()
def explanation_reviewed(city: City) -> None:
    from audit import questions

    questions.sign_off(city.ready.answered, note=f"{PLANTED} memang meminta", by=city.people.auditor)


@unit()
def silence_noted(city: City) -> None:
    from audit import asking, questions

    questions.run_once(timezone.now() + asking.WITHIN)
