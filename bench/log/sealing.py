"""The sealer at work: `python -m bench.log.sealing`.

Seals what waits, says so, seals on until its input ends and nothing waits any more, and says when each checkpoint was
committed.
"""

from __future__ import annotations

import json
import sys
import threading
import time

PAUSE = 0.05


def main() -> None:
    import django

    django.setup()
    from django.utils import timezone

    from audit import sealer

    ended = threading.Event()
    sealer.run_until_done(timezone.now())
    print("ready", flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    sealed: list[tuple[int, float]] = []
    while True:
        over = ended.is_set()
        count = sealer.run_once(timezone.now())
        if count:
            sealed.append((count, time.time()))
        elif over:
            break
        else:
            time.sleep(PAUSE)
    print(json.dumps(sealed), flush=True)


if __name__ == "__main__":
    main()
