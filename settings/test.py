"""Settings of the test suite: the demo's, with everything in a directory of its own (see tests/conftest.py).

SQLite by default. With `DATABASE_OWNER_URL` in the environment (scripts/with_postgres.py sets it) the suite runs on
PostgreSQL: tables are made as their owner, every test then runs as the application's role.
"""

import os
import tempfile
from pathlib import Path

_root = os.environ.setdefault("LINDUNG_TEST_ROOT", tempfile.mkdtemp(prefix="lindung-test-"))
os.environ["LINDUNG_HOME"] = str(Path(_root) / os.environ.get("PYTEST_XDIST_WORKER", "main"))

from settings.base import DATABASES, HOME  # noqa: E402
from settings.demo import *  # noqa: E402, F403
from settings.demo import INSTALLED_APPS  # noqa: E402
from settings.environment import database, secret  # noqa: E402

(HOME / "static").mkdir(parents=True, exist_ok=True)
INSTALLED_APPS = [*INSTALLED_APPS, "tests.database"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # no test is about hashing
SECRET_KEY = "only-for-tests"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
MATCHER_SOCKET = ""
AUDIT_FINDINGS_KEPT = 0  # a test's clock stands still
STRICT_WRITES = True  # a write outside an action raises instead of making a `tanpa tindakan` entry

ON_POSTGRESQL = bool(secret("DATABASE_OWNER_URL"))
APP_ROLE = secret("LINDUNG_APP_ROLE", "lindung_app")
for _alias, _url in (("default", "DATABASE_URL"), ("shelters", "SHELTERS_DATABASE_URL")):
    if ON_POSTGRESQL:
        DATABASES[_alias] = database(_url, HOME / "unused", owner=True) | {"CONN_MAX_AGE": 0}
    else:
        DATABASES[_alias]["CONN_MAX_AGE"] = 0
        DATABASES[_alias]["TEST"] = {"NAME": HOME / f"{_alias}.test.sqlite3"}
        DATABASES[_alias]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # no test pulls the plug
