#!/bin/sh
# make check: formatting, lint, types, import contracts, Django's checks, missing migrations, untranslated strings, templates.
set -eu
TIER=tests
. "$(dirname "$0")/setup.sh"
say() { echo "== $1"; }
say "formatting"; .venv/bin/ruff format --check -q .
say "lint"; .venv/bin/ruff check -q .
say "types"; .venv/bin/mypy settings demo shelters referrals casework disclosure audit access vault
say "import contracts"; .venv/bin/lint-imports
say "Django's checks"; DJANGO_SETTINGS_MODULE=settings.test "$PY" manage.py check --fail-level WARNING
say "Django's checks, production"; "$PY" scripts/check_production.py
say "missing migrations"; DJANGO_SETTINGS_MODULE=settings.test "$PY" manage.py makemigrations --check --dry-run vault access audit disclosure casework referrals shelters shelter_roots
say "untranslated strings"; "$PY" scripts/untranslated.py
say "templates"; .venv/bin/djlint --lint --quiet templates */templates
