"""Every route, asked by every robot: with the invented house's or case's id where it has one; lists; searches.

Unsafe verbs go to the invented objects alone (and to searches, which change nothing), and nothing that is sent is
carried out (`access.robots`). Answers on the invented house's own pages to those who are no readers must be the very
answers on a house that never existed.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.urls import reverse

from access import routes
from access.models import Staff
from shelters.canary.browser import Answer, Browser
from shelters.canary.disguises import Needles
from shelters.canary.planting import CASE_GRANTS, HOUSE_GRANTS, Planted

ABSENT = uuid.UUID("00000000-0000-4000-8000-00000000dead")
REASON = "pemeriksaan malam otomatis"
SENT = {"purpose": REASON, "alasan": REASON, "x": "\0"}  # nothing of the place, which a form would show again
SEARCHES = {"casework:search": "q", "audit:find-file": "q"}
NOT_ASKED = {"access:second_factor"}  # its GET makes a secret for whoever asks: an act, and a robot acts on nothing
SHOWING = ("shelters:location", "casework:persons")  # where readers see what was planted
HOUSES = "shelter"  # the kind of permission whose routes are asked about the house; all others about the case
WORDS = {"slug": "surat", "str": "surat", "int": 1}


class Found(NamedTuple):
    """One leak, or one thing that could not be asked: who, how, which route. Never what was shown."""

    role: str
    method: str
    route: str
    what: str

    def __str__(self) -> str:
        return f"{self.what}: {self.role}, {self.method} {self.route}"


class Sweep:
    """One pass over all routes, or ONLY these (and those on which a reader sees house and case).

    `asked` counts the requests, `seen_by_readers` says whether house and case were there to be seen; `routes` are those
    that were asked, `reached` those of them where some robot was shown a page.
    """

    def __init__(self, planted: Planted, only: Collection[str] = ()) -> None:
        self.planted, self.only, self.browser = planted, {*only, *SHOWING} if only else set(), Browser()
        self.place, self.person = Needles(planted.place), Needles(planted.person)
        self.asked = 0
        self.seen_by_readers = {"house": False, "case": False}
        self.routes: set[str] = set()
        self.reached: set[str] = set()

    def run(self) -> Iterator[Found]:
        """What is found, as it is found."""
        for route in routes.walk():
            if route.name in NOT_ASKED or (self.only and route.name not in self.only):
                continue
            self.routes.add(route.name)
            for robot in self.planted.robots.values():
                yield from self._with_an_id(route, robot) if route.parts else self._without(route, robot)

    def _without(self, route: routes.Route, robot: Staff) -> Iterator[Found]:
        if "GET" in route.methods:
            yield from self._look(robot, "GET", route, route.pattern)
        if route.name in SEARCHES:
            for text in (*self.planted.place, *self.planted.person):
                yield from self._look(robot, "POST", route, route.pattern, {SEARCHES[route.name]: text}, text)

    def _with_an_id(self, route: routes.Route, robot: Staff) -> Iterator[Found]:
        of_houses = route.permission is not None and route.permission.kind == HOUSES
        path = self._path(route, self.planted.house.pk if of_houses else self.planted.case.pk)
        for method in ("GET", "POST"):
            answer = self._ask(robot, method, path, SENT if method == "POST" else None)
            yield from self._judge(robot, method, route, answer)
            if of_houses and robot.role not in HOUSE_GRANTS:
                absent = self._ask(robot, method, self._path(route, ABSENT), SENT if method == "POST" else None)
                if answer != absent:
                    yield Found(robot.role, method, route.name, "another answer than on a house that never was")

    def _path(self, route: routes.Route, key: uuid.UUID) -> str:
        parts = {part: key if kind == "uuid" else WORDS[kind] for part, kind in route.kinds()}
        return reverse(route.name, kwargs=parts)

    def _look(self, robot, method, route, path, data=None, sought: str = "") -> Iterator[Found]:
        yield from self._judge(robot, method, route, self._ask(robot, method, path, data), sought)

    def _ask(self, robot: Staff, method: str, path: str, data: dict | None) -> Answer:
        self.asked += 1
        return self.browser.ask(robot, method, path, data)

    def _judge(
        self, robot: Staff, method: str, route: routes.Route, answer: Answer, sought: str = ""
    ) -> Iterator[Found]:
        """SOUGHT comes back in the search box to whoever typed it; the other strings must not come with it."""
        place, person = self.place, self.person
        if sought:
            place = Needles([text for text in self.planted.place if text != sought])
            person = Needles([text for text in self.planted.person if text != sought])
        if answer.status < 300:
            self.reached.add(route.name)
        if answer.status >= 500:
            yield Found(robot.role, method, route.name, f"answered {answer.status}")
        if place.found_in(answer.data):
            if robot.role in HOUSE_GRANTS:
                self.seen_by_readers["house"] = True
            else:
                yield Found(robot.role, method, route.name, "shows the invented house's location")
        if person.found_in(answer.data):
            if robot.role in CASE_GRANTS:
                self.seen_by_readers["case"] = True
            else:
                yield Found(robot.role, method, route.name, "shows the invented case's person")
