"""`python -m scripts.acceptance road`: each line really runs what it claims, at full size, in a home of its own.

`ok N what: figure (bound)` or `SHORT N what: why`; the last line is `N ok, M short`; exit 1 if anything fell short.
"""

from __future__ import annotations

import sys

from scripts import acceptance_log, acceptance_proof, acceptance_road, acceptance_vault

LISTS = {
    "road": acceptance_road.outcomes,
    "proof": acceptance_proof.outcomes,
    "vault": acceptance_vault.outcomes,
    "log": acceptance_log.outcomes,
}


def main(names: list[str]) -> int:
    if len(names) != 1 or names[0] not in LISTS:
        known = ", ".join(LISTS)
        print(f"Acceptance lists: {known}. Nothing was run. Call: make acceptance OF=road", file=sys.stderr)
        return 2
    ok = short = 0
    for number, (held, what, seen) in enumerate(LISTS[names[0]](), 1):
        print(f"ok {number} {what}: {seen}" if held else f"SHORT {number} {what}: {seen}", flush=True)
        ok, short = ok + held, short + (not held)
    print(f"{ok} ok, {short} short")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
