"""Every route × example (own, foreign, never there) × the whole cast × verb and body; then every form a page offers."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from itertools import cycle, islice
from urllib.parse import urljoin

from django.test import Client

from tests.two_worlds import pinned
from tests.two_worlds.bodies import ADDRESS, HOSTILE, JSON, WAYS, Fillable, Way
from tests.two_worlds.observing import Answer, Seen, ask, signed_in
from tests.two_worlds.worlds import FEW, READERS

ABSENT = uuid.UUID("00000000-0000-4000-8000-00000000dead")
BODIES: dict[str, tuple[str, object, str | None]] = {  # what is sent: verb, data, content type
    "GET": ("GET", None, None),
    "HEAD": ("HEAD", None, None),
    "OPTIONS": ("OPTIONS", None, None),
    "PUT": ("PUT", None, None),
    "POST nothing": ("POST", {}, None),
    "POST hostile": ("POST", HOSTILE, None),
    "POST json": ("POST", JSON, "application/json"),
}
MISHAPS: dict[str, tuple] = {  # what goes wrong: verb, address, data, headers
    "no such page": ("GET", "/tidak-ada/", None, None),
    "no such host": ("GET", "/", None, {"host": "lain.example"}),
    "a stale form": ("POST", "/cari/", {"q": ADDRESS}, None),
    "too much sent": ("POST", "/cari/", {f"q{number}": "x" for number in range(500)}, None),
    "a path that climbs": ("GET", "/static/../kunci", None, None),
}
SIGNING = ("/keluar/", "/demo/masuk/", "/terkunci/")  # they change who asks, or shut all; the script uses them
ON_EVERY_PAGE = ("/cari/",)
ALERTS = ("/peringatan/",)  # which of them stand there differs; the script presses some, in all worlds the same
BODIED, PAIRS = 3_400, 10_000  # requests from which on a sample holds every address with every body; with everybody
LAST = ("/akun/",)  # an account that closes itself asks nothing afterwards
ASKING = ("/penempatan/minta/",)  # asking anew and asking again draw other numbers: the script asks, in pairs
GIVING = ("/manajer/", "/konselor/")  # who is given a file reads it from then on: the script hands files over


def paths(known: list[dict], few: bool = False) -> dict[str, list[str]]:
    """Of every route KNOWN its examples (own, foreign) with those who see them, and the same with an id never there.

    FEW: one example of each route, of every third one with an id never there too.
    """
    found: dict[str, list[str]] = {}
    for number, route in enumerate(known):
        examples = route["examples"]
        for example in examples[:1] if few else examples:
            found[example["path"]] = example["visible_to"]
        for example in examples[:1] if not few or number % 3 == 0 else ():
            found.setdefault(_with_an_absent_id(example["path"]), [])
    return {path: found[path] for path in sorted(set(found) - set(SIGNING))}


def _covering(steps: list[tuple], what: Callable) -> set[tuple]:
    """Some of STEPS that together hold all of WHAT each of them holds: first those that bring only news."""
    kept, seen = set(), set()
    for news in (2, 1):
        for step in steps:
            new = set(what(*step)) - seen
            if len(new) >= news:
                kept.add(step)
                seen |= new
    return kept


def _with_an_absent_id(path: str) -> str:
    """The same address with an id that was never there."""
    return "/".join(str(ABSENT) if _is_uuid(part) else part for part in path.split("/"))


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


class Sweep:
    """One pass over PATHS, each with those who see it, by every body or by BODIES alone.

    What readers of a place do draws from a stream of its own each time, see `pinned.aside`; TITLE names it. CALLED is
    what whoever is a reader for a moment alone is called now. `acted` are the addresses whose forms were accepted.
    """

    def __init__(
        self,
        paths: dict[str, list[str]],
        principals: list[str | None],
        sample: int | None = None,
        seed: int = 1,
        bodies: Iterable[str] = BODIES,
        title: str = "sweep",
        called: dict[str, str] | None = None,
    ) -> None:
        self.called = called or {}
        self.paths, self.principals, self.sample, self.seed = paths, principals, sample, seed
        self.bodies, self.title, self.asked = tuple(bodies), title, 0
        self.few = sample is not None and sample <= FEW
        self.clients: dict[str | None, Client] = {}
        self.acted: set[str] = set()

    def run(self) -> Iterator[Seen]:
        """All requests, then all forms."""
        yield from self.requests()
        yield from self.forms()

    def requests(self) -> Iterator[Seen]:
        """Every path × body × principal, or a sample; what may close accounts at last, for then nobody is asked."""
        for who in self.principals:
            self.client(who)
        plan, otherwise = self._plan(), list(self.asked_otherwise())
        for closing in (False, True):
            for path, body, who in plan:
                if path.startswith(LAST) == closing:
                    answer = self._ask(who, *BODIES[body][:1], path, *BODIES[body][1:])
                    yield Seen(self.name_of(who), f"{body} {path}", answer.data)
            for path, name, who in otherwise:
                if path.startswith(LAST) == closing:
                    way = WAYS[name]
                    yield Seen(self.name_of(who), f"{way.method} {name} {path}", self._ask_by(way, who, path).data)
            yield from self.mishaps() if not closing else ()

    def asked_otherwise(self) -> Iterator[tuple[str, str, str | None]]:
        """Each address in all other ways, by everybody; sampled: by one who sees it (or nobody) and one who doesn't.

        A sample of PAIRS or more: in all ways by the one, in two by the other; a smaller one: in two by the one, in one
        by the other; of a small one every fifth address, in one way by each. The ways take turns over what somebody
        sees, so that none is left out.
        """
        draw, turns = random.Random(self.seed), cycle(WAYS)
        for path in sorted(self.paths)[:: 5 if self.few else 1]:
            if self.sample is None:
                yield from ((path, name, who) for name in WAYS for who in self.principals)
                continue
            seeing = [who for who in self.paths[path] if who in self.principals]
            kept_out = [who for who in self.principals if who and who not in seeing]
            nobody = [who for who in self.principals if who is None]
            some = (1, 1) if self.few else (len(WAYS), 2) if self.sample >= PAIRS else (2, 1)
            for people, number in zip((seeing or nobody, kept_out), some, strict=True):
                ways = islice(turns, number) if people is seeing else draw.sample(list(WAYS), number)
                yield from ((path, name, who) for name in ways for who in draw.sample(people, min(1, len(people))))

    def mishaps(self) -> Iterator[Seen]:
        """The pages that nobody means to see: no such page, no such host, too much sent, a form that has gone stale."""
        for who in (None, *{"manajer"}.intersection(self.principals)):
            client = signed_in(who)
            client.handler.enforce_csrf_checks = True
            for name, (method, path, data, headers) in MISHAPS.items():
                yield Seen(who or "nobody", f"mishap: {name}", ask(client, method, path, data, headers=headers).data)

    def _plan(self) -> list[tuple[str, str, str | None]]:
        """All, or a sample drawn by seed that still holds every path, and every principal with every body.

        One of BODIED or more also holds every path with every body, one of PAIRS or more with every principal, too,
        however many that are.
        """
        plan = [(path, body, who) for path in self.paths for who in self.principals for body in self.bodies]
        if self.sample is None or self.sample >= len(plan):
            return plan
        draw = random.Random(self.seed)
        mixed = draw.sample(plan, len(plan))
        wanted = _covering(mixed, lambda path, body, who: (path, (who, body)))
        if self.sample >= PAIRS:
            wanted |= _covering(mixed, lambda path, body, who: ((path, who), (path, body)))
        elif self.sample >= BODIED:
            wanted |= _covering(mixed, lambda path, body, who: ((path, body),))
        rest = [step for step in mixed if step not in wanted]
        wanted |= set(rest[: max(0, self.sample - len(wanted))])
        return [step for step in plan if step in wanted]

    def forms(self, few_in: int = 2) -> Iterator[Seen]:
        """Opens each page for everybody who sees it, and sends its forms filled in; sampled: for one person each.

        Of a small sample the forms of one page in FEW_IN, drawn by seed, and of one page's forms that differ only in
        whom they are about the first.
        What stands on every page alike is sent once by each.
        """
        draw, everywhere, alike = random.Random(self.seed), set[tuple[str, str]](), set[tuple[str, str]]()
        plan = []
        for path in sorted(self.paths, key=lambda path: path.startswith(LAST)):
            sending = not self.few or draw.random() < 1 / few_in
            people = [who for who in self.paths[path] if who in self.principals]
            people = people if self.sample is None else draw.sample(people, min(1, len(people)))
            plan.append((path, sending, people))
            for who in people if path.startswith(LAST) else ():
                self.client(who)  # before anybody's account is closed
        for path, sending, people in plan:
            for who in people:
                answer = self._ask(who, "GET", path)
                yield Seen(self.name_of(who), f"a look at {path}", answer.data)
                if not sending or answer.status != 200 or "html" not in answer.headers.get("Content-Type", ""):
                    continue
                page = Fillable(answer.body.decode())
                for link in sorted(set(page.links)):
                    opened = self._ask(who, "GET", urljoin(path, link))
                    yield Seen(self.name_of(who), f"link {link} of {path}", opened.data)
                for query in page.asking()[: 1 if self.few else None]:
                    narrowed = self._ask(who, "GET", urljoin(path, query))
                    yield Seen(self.name_of(who), f"asked for {query} of {path}", narrowed.data)
                for number, form in enumerate(page.posting()):
                    this = path, _with_an_absent_id(form["action"] or path)
                    if self.few and this in alike:
                        continue
                    alike.add(this)
                    if self._is_to_send(form, path) and (who, form["action"]) not in everywhere:
                        everywhere |= {(who, form["action"])} if form["action"] in ON_EVERY_PAGE else set()
                        sent = self._ask(who, "POST", form["action"] or path, form["filled"])
                        self.acted |= {form["action"] or path} if sent.status == 303 else set()
                        yield Seen(self.name_of(who), f"form {number} of {path}", sent.data)

    def _is_to_send(self, form: dict, path: str) -> bool:
        action = form["action"] or path
        return not (action.startswith((*SIGNING, "/bahasa/", *ALERTS, *ASKING)) or action.endswith(GIVING))

    def looks(self) -> Iterator[Seen]:
        """Each page as whoever sees it opens it; sampled: one of them."""
        draw = random.Random(self.seed)
        for path in self.paths:
            people = [who for who in self.paths[path] if who in self.principals]
            for who in people if self.sample is None else draw.sample(people, min(1, len(people))):
                yield Seen(self.name_of(who), f"a look at {path}", self._ask(who, "GET", path).data)

    def _ask_by(self, way: Way, who: str | None, path: str) -> Answer:
        cookies = self.client(who).cookies
        if way.cookie:
            cookies[way.cookie[0]] = way.cookie[1]
        answer = self._ask(who, way.method, path + way.after, way.data, way.content_type, way.headers)
        if way.cookie:
            del cookies[way.cookie[0]]
        return answer

    def _ask(self, who, method: str, path: str, data=None, content_type: str | None = None, headers=None) -> Answer:
        self.asked += 1
        name = f"{self.title} {self.asked}: {who} {method} {path}"
        with pinned.aside(name) if self.name_of(who) in READERS["N1"] else nullcontext():
            return ask(self.client(who), method, path, data, content_type, headers)

    def name_of(self, who: str | None) -> str:
        """In whose name that person sees what is seen now."""
        return self.called.get(who, who) if who else "nobody"

    def client(self, who: str | None) -> Client:
        """That person's browser, signed in once."""
        if who not in self.clients:
            self.clients[who] = signed_in(who)
        return self.clients[who]
