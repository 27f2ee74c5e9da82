"""An act of the script about an outage: a call comes from the house's own address while the main database is away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connections
from django.urls import reverse
from django.utils import timezone

from tests.casework import away
from tests.two_worlds.bodies import ADDRESS, Fillable
from tests.two_worlds.observing import Seen


@contextmanager
def broken(error: type[Exception], within: str = "") -> Iterator[None]:
    """Each statement of the main database that holds these words ends in ERROR."""

    def breaking(execute, sql, params, many, context):
        if within in sql:
            raise error("in the two worlds")
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(breaking):
        yield


class Outage:
    """Mixed into Script, which sends what people send."""

    def desk_goes_on(self) -> Iterator[Seen]:
        """The call is kept, another one can't be kept at all; then all is back and the job makes the ticket."""
        from casework.actions import spooled

        desk, said = reverse("casework:desk"), {"what": f"Ada yang mencoba masuk di {ADDRESS}.", "where": ADDRESS}
        for kept, call in ((True, said), (False, {**said, "danger": "yes"})):
            yield self.see("operator112", "GET", reverse("casework:blank_desk"))
            forms = Fillable(self.last.body.decode()).posting()
            typed = {**next(form["filled"] for form in forms if form["action"] == desk), **call}
            with broken(OperationalError):
                if kept:
                    yield self.see("operator112", "POST", desk, typed)
                else:
                    with away.spool_disk():
                        yield self.see("operator112", "POST", desk, typed)
            if self.last.status != (202 if kept else 503):
                raise AssertionError(f"with the database away the desk answered {self.last.status}")
        made = spooled.run_once(timezone.now())
        yield Seen("operator", "script: the job that makes tickets of kept calls", str(made).encode())
        if made != 1:
            raise AssertionError("the call that was kept became no ticket")
        for who in ("operator112", "penerima"):
            yield self.see(who, "GET", "/")
        yield self.see("operator112", "GET", reverse("casework:tickets"))
