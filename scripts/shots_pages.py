"""Which pages `make shots` takes: walks from each person's start page along its links, then keeps the fullest pages.

A page is a route of `manage.py routes --json`. The same route may be kept for two roles when it looks different to
them (the sender's and the receiver's side of a referral). What no link leads to is taken from the route's examples.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import APIRequestContext

ROOT = Path(__file__).resolve().parent.parent
NOT_PICTURED = {"access:code", "access:second_factor", "disclosure:download", "demo-sign-in", "language"}
ONCE_A_PERSON = {"casework:today"}
VISITS = 2  # pages of one route that one person's walk opens
SIDES = 2  # pictures of one route, each of another role's side
PART = {"uuid": r"[0-9a-f-]{36}", "slug": r"[\w-]+", "int": r"\d+", "str": r"[^/]+"}


@dataclass(frozen=True)
class Shot:
    """One page to take: the route's name, where, and as whom (nobody: "")."""

    name: str
    path: str
    person: str


@dataclass(frozen=True)
class Seen:
    """A page that a walk opened; `looks` are its headings and buttons."""

    shot: Shot
    size: int
    looks: frozenset[str]


def manage(*words: str) -> list[str]:
    """The command line of one of our own commands."""
    return [sys.executable, str(ROOT / "manage.py"), *words]


def routes() -> list[dict]:
    """Every address with its examples, as `manage.py routes --json` prints them."""
    said = subprocess.run(manage("routes", "--json"), cwd=ROOT, check=True, capture_output=True, text=True)
    return [r for r in json.loads(said.stdout) if "GET" in r["methods"] and r["name"] not in NOT_PICTURED]


class Names:
    """The route of a path."""

    def __init__(self, known: list[dict]) -> None:
        # fixed parts before open ones, as the server's own list has them
        ordered = sorted(known, key=lambda route: (route["pattern"].count("<"), -len(route["pattern"])))
        self._patterns = [(re.compile(self._expression(r["pattern"])), r["name"]) for r in ordered]

    @staticmethod
    def _expression(pattern: str) -> str:
        return "^" + re.sub(r"<(\w+):\w+>", lambda found: PART[found[1]], pattern) + "$"

    def of(self, path: str) -> str | None:
        return next((name for pattern, name in self._patterns if pattern.match(path)), None)


def links(text: str) -> list[str]:
    """Paths that a page's links lead to, in their order, each once."""
    found = (html.unescape(href).split("?")[0].split("#")[0] for href in re.findall(r'<a\b[^>]*?href="(/[^"]*)"', text))
    return list(dict.fromkeys(found))


def looks(text: str) -> frozenset[str]:
    """What tells one state of a page from another: its headings and buttons, without figures and references."""
    parts = re.findall(r"<(h[123]|button|legend)\b[^>]*>(.*?)</\1>", text, re.S)
    return frozenset(re.sub(r"<[^>]+>|[\dA-Z]-?\S*\d\S*|\s+", " ", inner).strip() for _, inner in parts)


def walk(person: str, request: APIRequestContext, names: Names, *, only_start: bool = False) -> list[Seen]:
    """What this person comes to from the start page."""
    waiting, met, visits, found = ["/"], {"/"}, Counter(), []
    while waiting:
        path = waiting.pop(0)
        name = names.of(path)
        if name is None or visits[name] >= VISITS:
            continue
        visits[name] += 1
        answer = request.get(path, max_redirects=0)
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        text = answer.text()
        found.append(Seen(Shot(name, path, person), len(text), looks(text)))
        for link in () if only_start else links(text):
            if link not in met:
                met.add(link)
                waiting.append(link)
    return found


def chosen(seen: list[Seen], known: list[dict], roles: dict[str, str]) -> tuple[list[Shot], list[str]]:
    """The pages to take, in the order of the routes; and routes that nobody came to."""
    shots: list[Shot] = []
    missing: list[str] = []
    for route in known:
        name = route["name"]
        candidates = sorted((page for page in seen if page.shot.name == name), key=lambda page: -page.size)
        if name in ONCE_A_PERSON:
            shots += [page.shot for page in candidates if page.shot.path == "/"]
            continue
        kept: list[Seen] = []
        for page in candidates:
            other_side = all(roles[page.shot.person] != roles[k.shot.person] and page.looks != k.looks for k in kept)
            if len(kept) < SIDES and other_side:
                kept.append(page)
        shots += [page.shot for page in kept]
        if not kept:
            example = next((e for e in route["examples"] if e["visible_to"]), None)
            if example is None:
                missing.append(route["pattern"])
            else:
                shots.append(Shot(name, example["path"], "" if route["public"] else example["visible_to"][0]))
    return shots, missing
