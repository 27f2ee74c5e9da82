"""Walks Lindung as its people do: real requests through every middleware, real forms with their tokens.

Used by the story (`make demo STORY=1`) and by tests. Nothing is called behind the pages' back, but for jobs that a
process of their own would do (`run_once`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser

from django.test import Client
from django.utils import timezone


class Forms(HTMLParser):
    """The forms of a page: for each its action, method and the fields a browser would send untouched."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict] = []
        self._select: str | None = None
        self._area: str | None = None
        self._elsewhere: list[tuple[str, str]] = []  # (form's id, formaction) of buttons that post to another address
        self.feed(html)
        by_id = {form["id"]: form for form in self.found if form["id"]}
        self.found += [{**by_id[name], "action": action} for name, action in self._elsewhere if name in by_id]

    def handle_starttag(self, tag, attrs):
        a = {k: v or "" for k, v in attrs}
        if tag == "form":
            self.found.append(
                {
                    "id": a.get("id", ""),
                    "action": a.get("action", ""),
                    "method": a.get("method", "get").lower(),
                    "fields": {},
                    "names": set(),
                }
            )
        if tag == "button" and "formaction" in a:
            self._elsewhere.append((a.get("form", self.found[-1]["id"] if self.found else ""), a["formaction"]))
        if not self.found:
            return
        form = self.found[-1]
        name = a.get("name")
        if name and tag in {"input", "select", "textarea", "button"}:
            form["names"].add(name)
        if tag == "input" and name:
            if a.get("type") in {"checkbox", "radio"} and "checked" not in a:
                return
            if a.get("type") in {"submit", "file"}:
                return
            form["fields"].setdefault(name, []).append(a.get("value", "on" if a.get("type") == "checkbox" else ""))
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select and "selected" in a:
            form["fields"].setdefault(self._select, []).append(a.get("value", ""))
        elif tag == "textarea" and name:
            self._area = name
            form["fields"][name] = [""]

    def handle_data(self, data):
        if self._area and self.found:
            self.found[-1]["fields"][self._area][0] += data

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None


@dataclass
class Did:
    """One thing that was done over HTTP: what the walker itself noted, to hold against the log."""

    username: str
    method: str
    path: str
    status: int
    began: datetime
    at: datetime
    blank: bool = False  # a form that was opened to be filled in: it may have shown nothing sealed


class Stumble(AssertionError):
    """A page answered otherwise than the road needs; says where, never what was typed."""


@dataclass
class Walker:
    """Browsers of the cast, one each; `walker.get("manajer", path)`, `walker.send("manajer", path, field=value)`."""

    clients: dict[str, Client] = field(default_factory=dict)
    did: list[Did] = field(default_factory=list)
    last: object = None  # the newest answer

    def client(self, username: str) -> Client:
        """That person's browser, signed in by card."""
        if username not in self.clients:
            client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
            page = client.get("/masuk/")
            token = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else ""
            answer = client.post("/demo/masuk/", {"username": username, "csrfmiddlewaretoken": token})
            if answer.status_code != 302:
                raise Stumble(f"{username} could not sign in: {page.status_code}, then {answer.status_code}")
            self.clients[username] = client
        return self.clients[username]

    def get(self, username: str, path: str, expect: int = 200):
        """Opens a page."""
        began = timezone.now()
        answer = self.client(username).get(path)
        self._note(username, "GET", path, answer, expect, began)
        return answer

    def job(self, username: str, path: str, work) -> None:
        """Runs what a process of its own would do for this person (a worker, the sealer)."""
        began = timezone.now()
        work()
        self.did.append(Did(username, "JOB", path, 200, began, timezone.now()))

    def send(
        self,
        username: str,
        path: str,
        *,
        on: str | None = None,
        expect: int | tuple[int, ...] = 303,
        files: dict | None = None,
        **typed,
    ):
        """Opens the page ON (default: the path itself), fills in the form that posts to PATH, sends it.

        A list sends several values of one name. Returns the answer to the POST.
        """
        page_path = on or path
        answer = self.get(username, page_path)
        self.did[-1].blank = on is None
        form = self._form(answer.content.decode(), page_path, path, typed)
        data = {**form["fields"], **{k: v if isinstance(v, list) else [v] for k, v in typed.items()}, **(files or {})}
        began = timezone.now()
        answer = self.client(username).post(path, data)
        self._note(username, "POST", path, answer, expect, began)
        return answer

    def send_from(self, page, username: str, path: str, *, expect: int = 303, **typed):
        """Sends the form of a page that was already answered (one that only a POST shows)."""
        form = self._form(page.content.decode(), path, path, typed)
        data = {**form["fields"], **{k: v if isinstance(v, list) else [v] for k, v in typed.items()}}
        began = timezone.now()
        answer = self.client(username).post(path, data)
        self._note(username, "POST", path, answer, expect, began)
        return answer

    def _form(self, html: str, page: str, path: str, typed: dict) -> dict:
        """The form of a page that posts to `path` and has the typed fields; several: the one that has most of them."""
        posting = [
            f
            for f in Forms(html).found
            if f["method"] == "post" and f["action"].split("?")[0] in {path, "" if page == path else path}
        ]
        if not posting:
            raise Stumble(f"{page} has no form that posts to {path}")
        best = max(posting, key=lambda f: len(f["names"] & set(typed)))
        missing = sorted(set(typed) - best["names"])
        if missing:
            raise Stumble(f"the form of {page} has no field {', '.join(missing)}")
        return best

    def _note(self, username, method, path, answer, expect, began) -> None:
        self.did.append(Did(username, method, path, answer.status_code, began, timezone.now()))
        self.last = answer
        if answer.status_code not in (expect if isinstance(expect, tuple) else (expect,)):
            raise Stumble(f"{username} {method} {path}: {answer.status_code} instead of {expect}{_why(answer)}")


def _why(answer) -> str:
    """The form errors of an answer: our own sentences, which never hold what was typed."""
    if answer.status_code != 422:
        return ""

    class Errors(HTMLParser):
        texts: list[str]

        def __init__(self, html):
            super().__init__()
            self.texts, self.on = [], 0
            self.feed(html)

        def handle_starttag(self, tag, attrs):
            if self.on or "error" in (dict(attrs).get("class") or ""):
                self.on += tag not in {"input", "br", "img"}

        def handle_endtag(self, tag):
            self.on = max(0, self.on - 1)

        def handle_data(self, data):
            if self.on and data.strip():
                self.texts.append(data.strip())

    return ": " + " / ".join(Errors(answer.content.decode()).texts)[:600]
