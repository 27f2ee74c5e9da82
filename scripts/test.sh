#!/bin/sh
# make test: the whole suite on SQLite, browser tests included; then on a PostgreSQL of its own whatever may differ there:
# not what asks no database, or looks alike on both (tests/conftest.py). A skip counts as a failure.
set -eu
TIER=tests
. "$(dirname "$0")/setup.sh"
export DJANGO_SETTINGS_MODULE=settings.test PYTHONHASHSEED=0
WORKERS=${WORKERS:-2}
echo "== the suite on SQLite"
env -u DATABASE_URL -u SHELTERS_DATABASE_URL -u DATABASE_OWNER_URL -u SHELTERS_DATABASE_OWNER_URL \
    "$PY" -m pytest -q -n "$WORKERS" --dist loadscope --no-loadscope-reorder -p scripts.no_skips "$@"
echo "== the suite on PostgreSQL"
exec "$PY" scripts/with_postgres.py "$PY" -m pytest -q -n "$WORKERS" --dist loadscope --no-loadscope-reorder -p scripts.no_skips "$@"
