#!/bin/sh
# make quick: unit, architecture and truth tables on SQLite, in at most 30 seconds.
set -eu
TIER=tests
. "$(dirname "$0")/setup.sh"
exec "$PY" -m pytest -q -n 2 -m "not browser and not slow" tests/architecture tests/canary tests/vault \
    tests/access/test_policy.py tests/access/test_grants.py tests/audit/test_merkle.py tests/audit/test_canonical.py \
 tests/disclosure/test_suppress.py "$@"
