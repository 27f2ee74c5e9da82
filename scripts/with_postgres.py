"""Runs a command beside a PostgreSQL of its own: `python scripts/with_postgres.py [--durable] COMMAND [ARG ...]`.

Starts the machine's PostgreSQL in a temporary directory (as user `postgres` when run as root), makes an owner role, an
application role that owns nothing and two databases, puts their URLs into the environment, runs the command, and
takes everything away again. Exits with the command's exit code. With `--durable` a commit waits for the disk.
"""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

OWNER, APP = "lindung_owner", "lindung_app"


def binaries() -> Path:
    """The directory of the newest PostgreSQL on this machine."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda p: int(p.split("/")[4]))
    if not found:
        sys.exit("PostgreSQL is not installed. Run: apt-get install -y postgresql")
    return Path(found[-1]).parent


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def main(command: list[str]) -> int:
    durable = command[:1] == ["--durable"]
    command = command[durable:]
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # whoever ends us ends the server, too
    bin_dir, port = binaries(), free_port()
    home = Path(tempfile.mkdtemp(prefix="lindung-pg-", dir="/tmp"))
    as_postgres: dict = {}
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(home, account.pw_uid, account.pw_gid)
        as_postgres = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def pg(*args: str) -> None:
        subprocess.run([bin_dir / args[0], *args[1:]], check=True, stdout=subprocess.DEVNULL, cwd=home, **as_postgres)

    data = str(home / "data")
    options = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home}"
    options += " -c max_connections=200"  # a bench's writers of each kind stay connected while others take turns
    if not durable:
        # rows lie as they were written: dumps of two databases can be compared; and nobody beside holds a page that is
        # written out while old rows would be cleaned from it, or where the next ones lie would be a matter of time
        options += " -c fsync=off -c full_page_writes=off -c autovacuum=off -c bgwriter_lru_maxpages=0"
        options += " -c checkpoint_timeout=1d -c max_wal_size=16GB"
    try:
        pg("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8")
        pg("pg_ctl", "-D", data, "-w", "-l", str(home / "log"), "-o", options, "start")
        psql = ("psql", "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-c")
        pg(*psql, f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        pg(*psql, f"CREATE ROLE {APP} LOGIN")
        pg(*psql, f"GRANT {APP} TO {OWNER}")
        # the bench lets a commit wait for the disk as long as it would elsewhere
        pg(*psql, f"GRANT SET ON PARAMETER commit_delay, commit_siblings TO {APP}, {OWNER}")
        for name in ("lindung", "shelters"):
            pg(*psql, f"CREATE DATABASE {name} OWNER {OWNER}")
        url = "postgresql://{role}@127.0.0.1:{port}/{name}".format
        environment = os.environ | {
            "DATABASE_URL": url(role=APP, port=port, name="lindung"),
            "DATABASE_OWNER_URL": url(role=OWNER, port=port, name="lindung"),
            "SHELTERS_DATABASE_URL": url(role=APP, port=port, name="shelters"),
            "SHELTERS_DATABASE_OWNER_URL": url(role=OWNER, port=port, name="shelters"),
            "LINDUNG_APP_ROLE": APP,
        }
        return subprocess.run(command, env=environment, check=False).returncode
    finally:
        if (Path(data) / "postmaster.pid").exists():
            subprocess.run(
                [bin_dir / "pg_ctl", "-D", data, "-m", "immediate", "stop"],
                stdout=subprocess.DEVNULL,
                check=False,
                cwd=home,
                **as_postgres,
            )
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
