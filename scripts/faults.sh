#!/bin/sh
# make faults: killed, out of room or cut off anywhere, nothing lies in the clear, opens unrecorded, or is lost.
set -eu
TIER=tests
. "$(dirname "$0")/setup.sh"
exec "$PY" -m tests.faults "$@"
