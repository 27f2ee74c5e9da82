"""The people of the tests: the demo's cast, one named person per role, with their agencies and units."""

from __future__ import annotations

from types import SimpleNamespace

from demo.city import load_city


def cast() -> SimpleNamespace:
    """Makes the city's agencies and the whole cast; gives them by user name: `people.manajer`, `people.dokter2`."""
    from access.models import Staff

    load_city()
    return SimpleNamespace(**{s.username: s for s in Staff.objects.select_related("agency", "unit")})
