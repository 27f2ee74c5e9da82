#!/bin/sh
# make acceptance OF=road (or proof, vault, log): that acceptance list at full size, a line each; exit 1 if anything falls short.
set -eu
TIER=tests
. "$(dirname "$0")/setup.sh"
exec "$PY" -m scripts.acceptance "${1:-road}"
