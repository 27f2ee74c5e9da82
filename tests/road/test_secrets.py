"""What must not leak is invented: none of it occurs in a real name of the city, of the staff, or in our own words.

Otherwise a search of everything for these strings would find what is no leak, and nobody would look any more.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from demo import cases_2017, living
from demo.cast import CAST, UNITS
from demo.city import directory, rows
from demo.invented import HOUSES
from demo.truth import house_strings

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("vault", "access", "audit", "disclosure", "casework", "referrals", "shelters", "settings", "demo")
# real by intent: a house stands somewhere in Jakarta
REAL = {"kelurahan", "kecamatan", "postcode"}


def squeezed(text: str) -> str:
    """As a search reads it that knows no case, no spaces and no stops."""
    return re.sub(r"[\W_]+", "", text.lower())


def real_names() -> dict[str, str]:
    """Names of facilities, agencies, units, regions and of the cast, with what they are."""
    found = {row["name"]: "facility" for row in rows("facilities.csv")}
    found |= {value: "region" for row in rows("regions.csv") for value in row.values() if value}
    found |= {fields["name"]: "agency" for fields in directory()}
    found |= {text: "unit" for units in UNITS.values() for pair in units for text in pair}
    return found | {text: "staff" for p in CAST for text in (p.username, p.name, p.real_name) if text}


def fixed_text() -> dict[str, str]:
    """Every template and every translation: what people read on pages and papers."""
    folders = [ROOT / "templates", ROOT / "locale", *(ROOT / package for package in PACKAGES)]
    files = [p for folder in folders for end in ("*.html", "*.po", "*.txt") for p in folder.rglob(end)]
    assert len(files) > 80
    return {path.read_text(encoding="utf-8"): str(path.relative_to(ROOT)) for path in files}


def secrets() -> dict[str, list[str]]:
    """Every string of `demo_secrets`, and the houses' codes, by kind."""
    houses = [s for house in HOUSES for s in house_strings(house) if s["kind"] not in REAL]
    people = [*(row["victim"] for row in cases_2017.rows()), *living.people()]
    found: dict[str, list[str]] = {"code": [house["code"] for house in HOUSES]}
    for one in houses:
        found.setdefault(f"house {one['kind']}", []).append(one["value"])
    for kind in ("name", "nik", "phone", "address"):
        found[kind] = [row[kind] for row in people]
    return found


@pytest.mark.parametrize("kind", sorted(secrets()))
def test_no_invented_string_occurs_in_a_real_name_or_in_our_own_words(kind):
    corpus = {squeezed(text): what for text, what in {**real_names(), **fixed_text()}.items()}
    whole = "\n".join(corpus)
    sought = {squeezed(value) for value in secrets()[kind]}
    assert min(len(value) for value in sought) >= 5
    meets = {value for value in sought if value in whole}
    assert {value: [what for text, what in corpus.items() if value in text] for value in meets} == {}


def test_a_house_shares_no_string_with_another_house_or_a_case():
    by_kind = secrets()
    houses = [value for kind, values in by_kind.items() if kind.startswith(("code", "house")) for value in values]
    assert len(houses) == len(set(houses))
    cases = "\n".join(squeezed(value) for kind in ("name", "nik", "phone", "address") for value in by_kind[kind])
    assert [value for value in houses if squeezed(value) in cases] == []
