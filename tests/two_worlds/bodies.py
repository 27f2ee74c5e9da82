"""What is sent: nothing, what an attacker sends, and what the form on the page asks for."""

from __future__ import annotations

import io
from typing import NamedTuple
from urllib.parse import urlencode

from demo.walk import Forms

ADDRESS = "Jl. Kembang Setaman Dalam No. 17"  # where the house stands in world A; the script is the same in all worlds
HOSTILE = {"q": ADDRESS, "alasan": "pemeriksaan rutin", "purpose": "pemeriksaan rutin", "x": "\0", "kode": ADDRESS}
JSON = b'{"q": "Jl. Kembang Setaman Dalam", "purpose": "pemeriksaan rutin", "id": {"$ne": null}}'
WRITTEN = {
    "date": "2026-12-01", "time": "03:15", "datetime-local": "2026-11-24T12:15", "number": "1",
    "email": "a@lindung.example", "tel": "081234500017", "password": "bukan-sandi-siapa-pun",
}  # fmt: skip
UNTOUCHED = ("csrfmiddlewaretoken",)
PART = {"HX-Request": "true", "HX-Boosted": "true", "HX-Current-URL": "/", "Accept": "application/json"}
HAS_IT = {"If-None-Match": "*", "If-Modified-Since": "Tue, 24 Nov 2026 02:10:00 GMT", "Range": "bytes=0-99"}
QUERY = urlencode(HOSTILE | {"page": "2", "sort": "-updated_at", "format": "csv", "next": "/rumah/", "debug": "1"})


class Way(NamedTuple):
    """How else an address is asked: verb, what follows the path, what is sent and as what, headers, a cookie."""

    method: str = "GET"
    after: str = ""
    data: str | None = None
    content_type: str | None = None
    headers: dict[str, str] | None = None
    cookie: tuple[str, str] | None = None


WAYS = {
    "again": Way(headers=HAS_IT),  # a browser that has the page already
    "part": Way(headers=PART),  # a script that wants a part of it
    "with a query": Way(after=f"?{QUERY}"),
    "in English": Way(cookie=("django_language", "en")),
    "sent as a part": Way("POST", "", urlencode(HOSTILE), "application/x-www-form-urlencoded", PART),
    "DELETE": Way("DELETE"),
    "PATCH": Way("PATCH"),
    "TRACE": Way("TRACE"),
}


class Fillable(Forms):
    """The forms of a page with what each field offers."""

    def __init__(self, html: str) -> None:
        self.offers: dict[str, list[str]] = {}
        self.types: dict[str, str] = {}
        self.links: list[str] = []
        self.drafts: list[tuple[dict, str]] = []
        self._open: str | None = None
        super().__init__(html)

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        a = {key: value or "" for key, value in attrs}
        name = a.get("name", "")
        if tag == "a" and "?" in a.get("href", ""):
            self.links.append(a["href"])
        if tag == "form" and "data-draft" in a:
            self.drafts.append((self.found[-1], a["data-draft"]))
        if tag in {"input", "textarea"} and name:
            self.types[name] = a.get("type", "text")
            if a.get("type") in {"radio", "checkbox"}:
                self.offers.setdefault(name, []).append(a.get("value", "on"))
        if tag == "select":
            self._open = name
        if tag == "option" and self._open and a.get("value"):
            self.offers.setdefault(self._open, []).append(a["value"])

    def posting(self) -> list[dict]:
        """Those that POST, filled in: what stands there stays, the rest gets the first choice or a harmless text."""
        typed = [form | {"action": draft} for form, draft in self.drafts]  # a script sends it while somebody types
        return [form | {"filled": self.filled(form)} for form in [*typed, *self.found] if form["method"] == "post"]

    def asking(self) -> list[str]:
        """What those that GET ask, as queries: first with all filled in, then with each single choice."""
        found: list[dict] = []
        for form in self.found:
            if form["method"] == "get":
                names = sorted(form["names"] & set(self.offers))
                found += [self.filled(form), *({name: offer} for name in names for offer in self.offers[name])]
        return [f"?{urlencode(each, doseq=True)}" for each in found]

    def filled(self, form: dict) -> dict:
        """What a person who answers every question would send."""
        values: dict = {name: list(value) for name, value in form["fields"].items()}
        for name in sorted(form["names"] - set(UNTOUCHED)):
            if any(value for value in values.get(name, ())):
                continue
            if name in self.offers:
                values[name] = self.offers[name][0]
            elif self.types.get(name) == "file":
                values[name] = upload()
            elif self.types.get(name) not in (None, "hidden"):
                values[name] = WRITTEN.get(self.types[name], "Catatan uji, tanpa nama tempat.")
        return values


def upload() -> io.BytesIO:
    """A small text file that holds the address."""
    file = io.BytesIO(f"Catatan: {ADDRESS}\n".encode())
    file.name = "catatan.txt"
    return file
