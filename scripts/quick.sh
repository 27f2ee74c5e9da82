#!/bin/sh
# make quick: unit, architecture and truth tables on SQLite, in at most 30 seconds.
set -eu
TIER=tests
. "$(dirname "$0")/setup.sh"
exec "$PY" -m pytest -q -n 2 -m "not browser and not slow" "$@"
