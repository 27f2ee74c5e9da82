"""The eight-step road, walked by the cast through its real pages, each answer an observation of whoever got it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack

from django.core.exceptions import MultipleObjectsReturned, ObjectDoesNotExist
from django.db import connections
from django.test import Client
from django.utils import timezone

from demo import log_check
from demo.story import Story
from demo.walk import Did, Stumble, Walker
from tests.two_worlds import exports
from tests.two_worlds.housing import UNDER_WAY
from tests.two_worlds.observing import Queries, Seen, with_statements
from tests.two_worlds.worlds import network_address


class Watched(Walker):
    """A walker that keeps what its people see. It judges no answer: that is the comparison's part."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Seen] = []
        self.acts = 0
        self.queries = Queries()

    def client(self, username: str) -> Client:
        client = super().client(username)
        for name in ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP"):  # the last two as of a careless proxy
            client.defaults[name] = network_address(username)
        return client

    def _note(self, username, method, path, answer, expect, began) -> None:
        self.did.append(Did(username, method, path, answer.status_code, began, timezone.now()))
        self.last = answer
        if answer.streaming:
            pieces = [b"".join(answer.streaming_content)]
            answer.streaming_content = pieces
        body = pieces[0] if answer.streaming else answer.content
        headers = "\n".join(f"{k}: {v}" for k, v in answer.headers.items())
        statements = hashlib.sha256("\n".join(self.queries.statements).encode()).hexdigest()
        status = f"{answer.status_code} {answer.reason_phrase}"
        head = f"{status}\n{headers}\n{answer.cookies.output()}\n{len(self.queries.statements)} {statements}"
        exports.fetched.saw(answer)
        self.acts += 1
        name = UNDER_WAY if username == "pengantar" else username
        self.seen += with_statements(Seen(name, f"script: road {self.acts}", f"{head}\n\n".encode() + body))
        self.queries.statements.clear()


class Road(Story):
    """The story, without its own verdicts on addresses and on the log: where a house stands differs between worlds."""

    walker: Watched

    def opens_location(self, username: str, where: str, page: str) -> None:
        self.walker.send(username, where, on=page)

    def log_against_walk(self) -> tuple[list[str], list[str]]:
        """The auditor's page of the file is seen; what it lists is held against the walk by tests of their own."""
        log_check.listed(self.walker, self.file)
        return [], []


def walked() -> Iterator[Seen]:
    """All that was seen on the road. A step that stumbles is something nobody expected, and is said so."""
    walker = Watched()
    road = Road(walker)
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(walker.queries))
        for title, step in road.steps():
            try:
                step()
            except (Stumble, ObjectDoesNotExist, MultipleObjectsReturned) as stumble:
                walker.seen.append(Seen("unknown", f"the road stumbles at {title}: {stumble}", b""))
    yield from walker.seen
