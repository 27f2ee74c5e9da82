#!/bin/sh
# make two-worlds: the same city built with one house standing elsewhere; nobody off its reader list may see a difference.
set -eu
TIER=tests
. "$(dirname "$0")/setup.sh"
exec env PYTHONHASHSEED=0 "$PY" -m tests.two_worlds "$@"
