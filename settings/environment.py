"""What the environment says, read once: where things are kept and which databases serve.

`LINDUNG_HOME` holds everything the installation makes (databases, keys, files, mail, documents, logs).
`DATABASE_URL` and `SHELTERS_DATABASE_URL` name the two databases; without them two SQLite files in
`LINDUNG_HOME` serve. `DATABASE_OWNER_URL` and `SHELTERS_DATABASE_OWNER_URL` are for migrate, backup and restore.
"""

from __future__ import annotations

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def secret(name: str, default: str = "") -> str:
    """The value of NAME, or the content of the file that NAME_FILE points at."""
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else os.environ.get(name, default)


def home(default: str) -> Path:
    """The absolute path of LINDUNG_HOME."""
    path = Path(os.environ.get("LINDUNG_HOME", default))
    return (path if path.is_absolute() else BASE_DIR / path).resolve()


SQLITE_OPTIONS = {
    # IMMEDIATE: a writer waits for its turn at BEGIN instead of failing in the middle.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;"
    ),
}

# PostgreSQL that is silent so long is away (seconds; milliseconds): nobody at a desk waits for it
ANSWERS_WITHIN = {"connect_timeout": 5, "tcp_user_timeout": 10_000}
# where people wait, a statement ends itself, a lock is waited for no longer, and a server that stands still is away
PEOPLE_WAIT = {"options": "-c statement_timeout=7s -c lock_timeout=5s", "answers_within": 8}


def database(url_name: str, sqlite_file: Path, *, owner: bool = False) -> dict:
    """Django's settings of one database: the URL's, or the SQLite file's."""
    url = secret(url_name)
    if owner:
        url = secret(url_name.replace("DATABASE_URL", "DATABASE_OWNER_URL")) or url
    config = env.db_url_config(url) if url else {"ENGINE": "django.db.backends.sqlite3", "NAME": sqlite_file}
    config["CONN_MAX_AGE"] = 600  # SQLite too: closing the last connection writes the whole WAL back, each time
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = dict(SQLITE_OPTIONS)
    else:
        config["ENGINE"] = "settings.postgresql"
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = ANSWERS_WITHIN | config.get("OPTIONS", {})
    return config


def people_wait(databases: dict[str, dict]) -> None:
    """Of the process that answers people: no statement keeps them waiting. What the URL says of it stays as it is.

    Migrations, backups, rotation and whatever else runs beside may take their time.
    """
    for config in databases.values():
        if config["ENGINE"] == "settings.postgresql":
            config["OPTIONS"] = PEOPLE_WAIT | config["OPTIONS"]


def app_role(url_name: str) -> str:
    """The PostgreSQL role that the application connects as, where another one owns the tables; else empty."""
    url, owner = secret(url_name), secret(url_name.replace("DATABASE_URL", "DATABASE_OWNER_URL"))
    return env.db_url_config(url)["USER"] if url and owner and url != owner else ""
