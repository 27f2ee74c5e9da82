"""Every page that opens sealed values breaks once they are open, every form once it is typed: they stand nowhere.

Pages are those of the resolver, asked by somebody who may see them. Whatever a key opens is planted by that alone: the
break is made where a value is opened, where it is drawn and where a form is read, so no page has to be named here.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import partial
from itertools import product

import pytest
from django.http import HttpResponseBase
from django.test import Client

from access import routes
from access.views.acting import ActionView
from tests.planted import PACKAGES, Break, break_forms, found_in, telling
from tests.road.conftest import listed
from tests.shelters.alike import undone
from tests.two_worlds.bodies import Fillable
from tests.two_worlds.observing import signed_in

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]  # where it breaks is Python, the same on both; it takes long
TYPED = "Ibu Ratna Kusumawati"
SENT = {"alasan": "menggantikan rekan yang sakit", "purpose": "menggantikan rekan yang sakit", "q": "089900000020"}
OPENS = re.compile(r"def wants\b|\.opening\(|\breveal(_file)?\(|\bopen_location\(")  # how a view says that it opens
FRAME = ("acting", "base", "lists", "reading")  # modules of `access.views` that each page is made of
COMPARED = "compares it with what others hold, and draws nothing"
SENT_ON = "sends a file on, piece by piece, and draws nothing"
NOT_DRAWN = {
    "access:step_up": COMPARED, "casework:answer_doubt": COMPARED, "access:reopen_account": COMPARED,
    "casework:evidence_copy": SENT_ON, "casework:evidence_original": SENT_ON, "disclosure:download": SENT_ON,
    "referrals:photo": SENT_ON,
}  # fmt: skip
OVER = "its step is over wherever the city has one"
ABOVE = "says so for the pages made of it, and opens nothing itself"
NONE = "nobody has typed such a one in the city"
# pages that say that they open something and have opened nothing here; what they would do breaks with all others
NOT_OPENED = {
    "audit:entry": NONE, "audit:explanations": NONE, "audit:proof": NONE, "audit:reviewed": NONE,
    "shelters:event": NONE, "casework:blank_desk": NONE, "casework:desk": NONE,
    "casework:consents": ABOVE, "casework:documents": ABOVE, "casework:events": ABOVE, "casework:evidence": ABOVE,
    "casework:handovers": ABOVE, "shelters:board": ABOVE, "shelters:desk": ABOVE,
    "casework:accept": OVER, "casework:register": OVER, "disclosure:save": OVER, "disclosure:send": OVER,
    "referrals:rewrite-note": OVER,
}  # fmt: skip


NAMES = SENT.keys() | {"username", "login", "password", "code", "what", "bahasa"}  # boxes of no form that a view names
LAST = ("access:close_account", "access:end_sessions", "access:sign_out", "access:lock")  # whoever sends it is out
SHOWS = "shows what it holds to one who needs give no reason"
PRESSED = "is pressed, and takes no words"
ELSEWHERE = "sends on whoever has nothing to do there now, before it reads anything"
# addresses that take a POST and read nothing that somebody typed
NOTHING_TYPED = {
    "access:close_account": PRESSED, "access:end_sessions": PRESSED, "access:lock": PRESSED,
    "access:recovery_codes": PRESSED, "access:reopen_account": PRESSED, "access:sign_out": PRESSED,
    "access:still_here": PRESSED, "audit:check": PRESSED, "casework:evidence_copy": PRESSED,
    "casework:evidence_original": PRESSED, "casework:export_statistics": PRESSED, "casework:print_statistics": PRESSED,
    "disclosure:release": PRESSED, "referrals:photo": PRESSED,
    "access:code": ELSEWHERE, "access:second_factor": ELSEWHERE, "access:unlock": ELSEWHERE,
    "audit:entry": SHOWS, "casework:evidence_item": SHOWS, "casework:session": SHOWS, "casework:tasks": SHOWS,
    "casework:thread": SHOWS, "casework:ticket": SHOWS, "disclosure:document": SHOWS, "disclosure:download": SHOWS,
    "referrals:referral": SHOWS, "referrals:visum": SHOWS, "shelters:board": SHOWS, "shelters:card": SHOWS,
    "shelters:house": SHOWS, "shelters:looks": SHOWS, "shelters:transfer": SHOWS,
}  # fmt: skip


@pytest.fixture
def told(settings, tmp_path):
    settings.ADMINS = [("Administrator", "admin@lindung.example")]
    with telling(tmp_path) as listening:
        yield listening


def views() -> dict[str, type]:
    """The class of each route's view, where it has one."""
    return {route.name: route.view.view_class for route in routes.walk() if hasattr(route.view, "view_class")}


def routes_that_act() -> set[str]:
    """Those whose page is a form for one act."""
    return {name for name, view in views().items() if issubclass(view, ActionView)}


def addresses(verb: str) -> Iterator[tuple[str, str, str | None]]:
    """(route, path, who) of every address that answers this verb to somebody; nobody is who asks what is public."""
    for route in listed():
        for example in route["examples"] if verb in route["methods"] else ():
            people = [None] if route["public"] else example["visible_to"]
            yield from ((route["name"], example["path"], who) for who in {*people[:1], *{"manajer"} & set(people)})


def opening() -> set[str]:
    """The routes whose view, beside what all are made of, says that it opens something."""
    frame = {f"access.views.{name}" for name in FRAME}
    return {
        name
        for name, view in views().items()
        if any(
            OPENS.search(inspect.getsource(kind))
            for kind in view.__mro__
            if kind.__module__.split(".")[0] in PACKAGES and kind.__module__ not in frame
        )
    }


def sent_to(path: str, page: HttpResponseBase) -> dict:
    """What a person sends from the page of that path, where it has one."""
    text = b"" if page.streaming else page.content
    forms = [form["filled"] for form in Fillable(text.decode()).posting() if (form["action"] or path) == path]
    return {**(forms[0] if forms else {}), **SENT}


def test_no_page_that_breaks_tells_what_it_had_opened(city, told, settings, monkeypatch, capfd):
    breaking, acting = Break(told, monkeypatch), routes_that_act()
    clients: dict[str | None, Client] = {}
    found, unbroken, reached = [], set(), set()
    with undone():
        for verb in ("GET", "POST"):
            for name, path, who in addresses(verb):
                if verb == "POST" and name in acting:
                    continue  # its page is the one that GET shows, its act stands below
                if verb == "POST" or who not in clients:
                    clients[who] = signed_in(who)  # the last POST may have signed somebody out
                ask = partial(clients[who].get, path)
                if verb == "POST":
                    ask = partial(clients[who].post, path, sent_to(path, ask()))
                for at, debug in product(("opened", "drawn"), (False, True)):
                    settings.DEBUG = debug
                    status, here = breaking.asked(ask, at)
                    if not breaking.texts:
                        break
                    reached.add(name)
                    found += [(name, at, debug, text) for text in here]
                    if status != 500:
                        unbroken.add((name, at))
    said = "".join(capfd.readouterr())
    assert found == []
    assert found_in(said, [SENT["q"]]) == []
    assert breaking.printable == set()
    assert unbroken == {(name, "drawn") for name in NOT_DRAWN}
    assert opening() - reached == NOT_OPENED.keys()


def test_no_form_that_breaks_tells_what_was_typed(city, told, settings, monkeypatch, capfd):
    shapes = [getattr(view, "form_class", None) for view in views().values()]
    typed = dict.fromkeys({name for shape in shapes for name in getattr(shape, "base_fields", ())} | NAMES, TYPED)
    asked, acting = sorted(addresses("POST"), key=lambda one: one[0] in LAST), routes_that_act()
    found, broken = [], {"read": set(), "checked": set(), "acted": set()}
    for at, debug in (("read", True), ("checked", False), ("acted", True), ("acted", False)):
        with undone(), monkeypatch.context() as patch:
            clients = {who: signed_in(who) for who in {who for _, _, who in asked}}
            break_forms(told, patch, TYPED, at)
            settings.DEBUG = debug
            for name, path, who in asked:
                told.taken()
                answer = clients[who].post(path, typed) if at != "acted" or name in acting else None
                if answer is not None and answer.status_code == 500:
                    broken[at].add(name)
                    found += [(name, at) for _ in found_in(answer.content.decode() + told.taken(), [TYPED])]
    assert found == []
    assert found_in("".join(capfd.readouterr()), [TYPED]) == []
    assert broken["acted"] == acting & {name for name, _, _ in asked}
    assert {name for name, _, _ in asked} - set.union(*broken.values()) == NOTHING_TYPED.keys()
