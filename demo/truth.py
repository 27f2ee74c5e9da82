"""The demo's ground truth for an outside checker: who may see what now, and every invented string that must not leak.

Invented strings come from the seed, not from the database: reading them would make entries in the log.
"""

from __future__ import annotations

from uuid import UUID

from access import policy
from access.models import Staff
from access.permissions import Permission as P
from casework.models import Case, Ticket
from demo import cases_2017, ledger, living
from demo.cast import CAST, PASSWORD
from demo.invented import HOUSES
from demo.second_factor import totp_secret
from shelters.models import Hold, PlacementRequest, ResidentCard, Stay, Transfer
from shelters.reveal_location import SEALED
from shelters.roots.models import Shelter


def references() -> dict[UUID, str]:
    """By what every file is spoken of: the case's reference, else the ticket's number."""
    tickets = dict(Ticket.every.values_list("pk", "number"))
    return tickets | dict(Case.every.values_list("pk", "reference"))


def files_of(staff: Staff) -> set[UUID]:
    """Ids of the files of which this person may see any part."""
    found = set(policy.visible(staff, P.CASE_READ).values_list("pk", flat=True))
    found |= set(policy.visible(staff, P.TICKET_READ).values_list("pk", flat=True))
    found |= set(policy.visible(staff, P.REFERRAL_READ).values_list("case_id", flat=True))
    found |= set(policy.visible(staff, P.SHELTER_READ, of=ResidentCard).values_list("case_id", flat=True))
    found |= set(policy.visible(staff, P.SHELTER_READ, of=Hold).values_list("case_id", flat=True))
    found |= set(policy.visible(staff, P.SHELTER_REQUESTS, of=PlacementRequest).values_list("case_id", flat=True))
    return found | set(policy.visible(staff, P.SHELTER_LOCATE, of=Transfer).values_list("case_id", flat=True))


def houses_open_to(staff: Staff) -> set[UUID]:
    """Ids of the houses whose location this person may open now."""
    return set(policy.visible(staff, P.SHELTER_LOCATE, of=SEALED).values_list("pk", flat=True))


def accounts() -> list[dict]:
    """One dict per member of the cast, as `demo_accounts --json` prints it."""
    names, codes = references(), dict(Shelter.every.values_list("pk", "code"))
    people = {s.username: s for s in Staff.objects.select_related("agency", "unit")}
    return [
        {
            "username": player.username,
            "password": PASSWORD,
            "totp_secret": totp_secret(player.username),
            "role": str(player.role),
            "agency": player.agency,
            "reader_of": sorted(codes[pk] for pk in houses_open_to(people[player.username])),
            "cases": sorted({names[pk] for pk in files_of(people[player.username]) if pk in names}),
        }
        for player in CAST
    ]


def house_strings(house: dict) -> list[dict]:
    """The strings of one house, each with its kind."""
    values = {
        key: house[key]
        for key in ("street", "kelurahan", "kecamatan", "postcode", "phone", "latitude", "longitude", "note")
    }
    values["address"] = f"{house['street']} No. {house['number']}"
    return [{"kind": kind, "value": value} for kind, value in sorted(values.items())]


def case_strings() -> list[dict]:
    """Reference and invented strings of every case, imported and living."""
    kept = ledger.read()
    imported = (row["victim"] for row in cases_2017.rows())
    rows = [*zip(kept["imported"], imported, strict=False), *zip(kept["living"], living.people(), strict=False)]
    return [
        {
            "reference": reference,
            "strings": [
                {"kind": kind, "value": row[kind]} for kind in ("name", "nik", "phone", "address") if row.get(kind)
            ],
        }
        for reference, row in rows
    ]


def placements() -> list[dict]:
    """Who is in which house now, and which accounts may know it."""
    names, codes = references(), dict(Shelter.every.values_list("pk", "code"))
    staff = list(Staff.objects.filter(is_active=True).select_related("agency", "unit"))
    found = []
    for stay in Stay.every.filter(state="staying").select_related("place__room"):
        house = stay.place.room.house_id
        known = [s.username for s in staff if policy.visible(s, P.SHELTER_READ).filter(pk=house).exists()]
        found.append({"reference": names[stay.case_id], "house": codes[house], "known_to": sorted(known)})
    return found


def secrets() -> dict:
    """As `demo_secrets --json` prints it."""
    return {
        "houses": [{"code": house["code"], "strings": house_strings(house)} for house in HOUSES],
        "cases": case_strings(),
        "placements": placements(),
    }
