"""The real directory of Jakarta's facilities (demo/data, sources named there), and the cast's agencies and units."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from access import mfa
from access.models import Agency, Staff, Unit
from access.roles import Role
from audit.action import acting
from audit.recording import record
from demo.cast import CAST, PASSWORD, SIGNATORIES, UNITS
from demo.second_factor import totp_secret
from disclosure.models import Signatory
from vault import entropy

DATA = Path(__file__).resolve().parent / "data"

KINDS = {
    "RSUD": "hospital", "RSKD": "hospital", "RS mitra (bukan RSUD)": "hospital", "Puskesmas": "puskesmas",
    "Polda": "police", "Polres": "police", "LPSK": "lpsk",
}  # fmt: skip

# Agencies that are no facility of the directory: (code, name, kind)
OTHERS = [
    ("bpbd", "BPBD DKI Jakarta", "bpbd"),
    ("uptppa", "UPT PPPA Dinas PPAPP", "ppapp"),
    ("agd-dinkes", "Ambulans Gawat Darurat Dinkes", "ambulance"),
    ("damkar", "Dinas Gulkarmat", "fire"),
    ("dinsos", "Dinas Sosial DKI Jakarta", "social_affairs"),
    ("lbh", "Lembaga Bantuan Hukum mitra", "legal_aid"),
    ("inspektorat", "Inspektorat Provinsi DKI Jakarta", "inspectorate"),
]


def slug(name: str) -> str:
    """An agency's code from its name: lower case, words joined by hyphens; what stands in brackets is left out."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"\(.*?\)", "", name).lower()).strip("-")


def rows(file: str) -> list[dict[str, str]]:
    """The rows of one file of demo/data."""
    with (DATA / file).open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def directory() -> list[dict]:
    """Fields of every agency of the city, by code: facilities, one post per kecamatan, and the others."""
    found = {code: {"code": code, "name": name, "kind": kind} for code, name, kind in OTHERS}
    for row in rows("facilities.csv"):
        if kind := KINDS.get(row["kind"]):
            code = "lpsk" if kind == "lpsk" else slug(row["name"])
            found[code] = {
                "code": code, "name": row["name"], "kind": kind,
                "city_code": row["city_code"], "kecamatan_code": row["kecamatan_code"],
            }  # fmt: skip
    for row in rows("regions.csv"):
        if row["level"] == "kecamatan":
            code = f"pos-{slug(row['name'])}"
            found[code] = {
                "code": code, "name": f"Pos Pengaduan {row['name']}", "kind": "post",
                "city_code": row["parent_code"], "kecamatan_code": row["code"],
            }  # fmt: skip
    return list(found.values())


def load_city() -> int:
    """Makes agencies, units and the cast in one transaction with one entry, by `admin`. Returns how many agencies there are."""
    agencies = directory()
    with transaction.atomic(using="default"), acting("demo.city") as act:
        for fields in agencies:
            agency = Agency(notify_address=f"{fields['code']}@lindung.example", **fields)
            agency.save()
            for unit_code, name in UNITS.get(agency.code, [(agency.code, agency.name)]):
                Unit.objects.create(agency=agency, code=unit_code, name=name)
        units = {unit.code: unit for unit in Unit.objects.select_related("agency", "group")}
        password = make_password(PASSWORD)
        for number, player in enumerate(CAST, 1):
            unit = units[player.unit]
            staff = Staff(
                username=player.username,
                name=player.name,
                role=player.role,
                agency=unit.agency,
                unit=unit,
                approved_role=player.role,
                approved_unit=unit,
                password=password,
            )
            if player.real_name:
                staff.real_name = player.real_name
            staff.nik, staff.phone = f"999902010180{number:04d}", f"089901{number:06d}"  # nobody's, and no case's
            if player.role == Role.HOUSE_STAFF:
                staff.pseudonym = f"rumah-{entropy.code(4)}"
            staff.save()
            if player.username in SIGNATORIES:
                office, nip = SIGNATORIES[player.username]
                Signatory(staff=staff, office=office, nip=nip).save()
        admin = Staff.objects.get(username="admin")
        record(admin, "demo.city", admin, digests=act.digests)
        for player in CAST:
            staff = Staff.objects.get(username=player.username)
            mfa.enrol(staff, secret=totp_secret(player.username), by=admin)
    return len(agencies)
