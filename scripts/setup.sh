#!/bin/sh
# Set-up, as far as it is not done: Debian packages, .venv from the hashed lock file, compiled translations.
# Sourced with TIER=runtime or TIER=tests; leaves PY, the interpreter, behind.
set -eu
cd "$(dirname "$0")/.."
TIER=${TIER:-runtime}

PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libmagic1 gettext fonts-dejavu-core"
case $(. /etc/os-release 2>/dev/null && echo "${VERSION_ID:-}") in
    13) POSTGRESQL=postgresql-17 JRE=openjdk-21-jre-headless ;;
    *) POSTGRESQL=postgresql-15 JRE=openjdk-17-jre-headless ;;
esac
if [ "$TIER" = tests ]; then
    PACKAGES="$PACKAGES chromium $POSTGRESQL softhsm2 poppler-utils qpdf $JRE libjaxb-java"
fi

# the newest interpreter that fits, unless PYTHON names one
if [ -z "${PYTHON:-}" ]; then
    for candidate in python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHON=$candidate
            break
        fi
    done
fi
[ -n "${PYTHON:-}" ] || { echo "Python 3.11 or newer is missing. Run: apt-get install -y python3 python3-venv" >&2; exit 1; }
"$PYTHON" -c 'import venv, ensurepip' 2>/dev/null || PACKAGES="$PACKAGES python3-venv"

if command -v dpkg-query >/dev/null 2>&1; then
    MISSING=""
    for package in $PACKAGES; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" && continue
        # libraries were renamed on newer systems (t64): what provides them counts too
        dpkg-query -W -f='${Provides} ${Status}\n' 2>/dev/null | grep "ok installed" | grep -q "\b$package\b" && continue
        MISSING="$MISSING $package"
    done
    if [ -n "$MISSING" ]; then
        if [ "$(id -u)" = 0 ]; then
            echo "installing:$MISSING"
            export DEBIAN_FRONTEND=noninteractive
            apt-get update -qq
            # shellcheck disable=SC2086
            apt-get install -y -qq --no-install-recommends $MISSING >/dev/null
        else
            echo "These packages are missing. Run, then start again:" >&2
            echo "  sudo apt-get install -y --no-install-recommends$MISSING" >&2
            exit 1
        fi
    fi
fi

LOCK=requirements.lock
[ "$TIER" = tests ] && LOCK=requirements-dev.lock
[ -e .venv/bin/python ] || "$PYTHON" -m venv .venv
PY=.venv/bin/python
STAMP=$(cat "$LOCK" | "$PY" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())')
if ! grep -qs "$STAMP" .venv/installed; then
    echo "installing Python packages from $LOCK"
    "$PY" -m pip install -q --disable-pip-version-check --require-hashes -r "$LOCK"
    echo "$STAMP" >>.venv/installed
fi

# translations: compile what is newer than its compiled form
for po in locale/*/LC_MESSAGES/django.po */locale/*/LC_MESSAGES/django.po; do
    [ -e "$po" ] || continue
    mo=${po%.po}.mo
    [ "$mo" -nt "$po" ] || msgfmt -o "$mo" "$po"
done
