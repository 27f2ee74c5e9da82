"""A form pressed twice, on every page that the demo city has: it acts once, and both presses lead on.

Her answer at the first press may have been lost on the way, or her finger slipped; whatever the first press has
changed (a stage, a right, the page itself), the second says neither "not saved" nor "not found".
"""

from __future__ import annotations

import pytest

from tests.road.conftest import listed
from tests.two_worlds.bodies import Fillable
from tests.two_worlds.observing import signed_in
from tests.two_worlds.sweep import SIGNING, paths

pytestmark = pytest.mark.slow

WITHOUT_TOKEN = ("/bahasa/", "/akun/kunci/")  # chosen as often as one likes; a passkey signs each challenge once


def forms(city):
    """Each form of each page, as the first of those who see the page would send it: (client, where, address, data)."""
    clients: dict = {}
    for path, people in sorted(paths(listed()).items(), key=lambda one: one[0].startswith("/akun/")):
        if not people:
            continue
        client = clients.setdefault(people[0], signed_in(people[0]))
        page = client.get(path)
        body = b"" if page.streaming else page.content
        page.close()
        if page.status_code != 200 or not page.get("Content-Type", "").startswith("text/html"):
            continue
        for form in Fillable(body.decode()).posting():
            if not form["action"].startswith(SIGNING):
                yield client, f"{people[0]}: {path}", form["action"] or path, form["filled"]


def sent(client, address, data):
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    answer = client.post(address, data)
    answer.close()
    return answer.status_code, answer.get("Location", "")


def test_every_form_pressed_twice_leads_on_twice(city):
    pressed, stopped, bare = 0, [], []
    for client, where, address, data in forms(city):
        first = sent(client, address, data)
        if first[0] != 303:
            continue
        if "kirim" not in data and not address.startswith(WITHOUT_TOKEN):
            bare.append(f"{where} → {address}")
        second = sent(client, address, data)
        pressed += 1
        if second not in (first, (303, "/")):
            stopped.append(f"{where} → {address}: {first}, then {second}")
    assert bare == [], "add {% one_time %} to these forms, or a reason to WITHOUT_TOKEN"
    assert stopped == []
    assert pressed > 60
