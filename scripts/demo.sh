#!/bin/sh
# make demo: all set-up, then the demo on 127.0.0.1:$PORT. SERVE=0 prepares only, STORY=1 walks the road once, FRESH=1 starts anew.
set -eu
TIER=runtime
. "$(dirname "$0")/setup.sh"
export DJANGO_SETTINGS_MODULE=settings.demo PYTHONUNBUFFERED=1
"$PY" manage.py demo_setup ${FRESH:+--fresh}
[ "${SERVE:-1}" = 0 ] && [ "${STORY:-0}" != 1 ] && exit 0
[ "${STORY:-0}" = 1 ] && exec "$PY" manage.py demo_story
exec "$PY" manage.py demo_serve --port "${PORT:-8000}"
