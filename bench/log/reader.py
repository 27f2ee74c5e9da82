"""One peer that is asked for pages of the log: `python -m bench.log.reader`; a line `PAGE MOST SECONDS` on the input is
answered with a JSON list of what up to MOST requests took, at least one, in about so many SECONDS.
"""

from __future__ import annotations

import json
import os
import sys
import time

FILES = 50  # so many files are asked for in turn
LOOKED = "CREATE TABLE looked (id uuid PRIMARY KEY, at bigint, actor bigint, what varchar(64), about uuid)"


def signed_in() -> str:
    """The session of the one who reads."""
    from django.conf import settings
    from django.db import connection

    if settings.BENCH_PEER == "ours":
        from access.models import Staff
        from bench.ours.seeding import _signed_in

        return _signed_in(Staff.objects.get(username="auditor"))
    from django.contrib.auth.models import User

    from bench.limit.seeding import signed_in as signed

    with connection.cursor() as cursor:
        cursor.execute(LOOKED)
    return signed(User.objects.create_user("auditor"))


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr
    import django

    django.setup()
    from bench.asking import Asker, World, Wrong

    files = os.environ["BENCH_FILES"].split()
    world = World(person=None, session=signed_in(), handled=files, phones=[], middle="")
    asker = Asker(world)

    def ask(page: str) -> float:
        path = "/log/" if page == "first" else f"/log/berkas/{world.turn(page, files)}/"
        environ = asker._environ(path)
        before = time.perf_counter()
        status, body = asker.answer(environ)
        taken = time.perf_counter() - before
        least = 25 if page == "file" else 1
        if status != 200 or body.count(b"<time") < least:
            raise Wrong(f"{page}: status {status}, {body.count(b'<time')} times")
        return taken

    for line in sys.stdin:
        page, most, seconds = line.split()
        until, taken = time.perf_counter() + float(seconds), [ask(page)]
        while len(taken) < int(most) and time.perf_counter() < until:
            taken.append(ask(page))
        print(json.dumps(taken), file=answers, flush=True)


if __name__ == "__main__":
    main()
