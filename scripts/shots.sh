#!/bin/sh
# make shots: a picture of every page of the road, 1280 and 390 px wide, in both languages, into var/shots/.
set -eu
TIER=tests
. "$(dirname "$0")/setup.sh"
exec "$PY" -m scripts.shots "$@"
