#!/bin/sh
# make bench: what pages cost, beside a common way to build them and beside SQL written by hand. BENCH_N="1000 10000" sets other sizes than 1,000, 10,000 and 100,000.
# make bench OF=log: what the log costs to write, to verify and to read (bench/log/__init__.py).
set -eu
TIER=tests
. "$(dirname "$0")/setup.sh"
exec "$PY" scripts/with_postgres.py --durable "$PY" -m "bench${1:+.$1}"
