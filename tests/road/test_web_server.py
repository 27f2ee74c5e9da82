"""What the web server itself says and writes, before any of our pages has a say."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from demo.supervisor import accepts, web_server
from scripts.with_postgres import free_port

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]  # a server of its own, on SQLite whatever this one is
ROOT = Path(__file__).resolve().parents[2]
SECRET = "jalan-kenanga-12"
MISHAPS = {
    "a line too long": f"GET /{SECRET}/{'a' * 9000} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "no HTTP at all": f"{SECRET}\r\n\r\n",
    "a header that is none": f"GET / HTTP/1.1\r\nHost: localhost\r\n{SECRET} : x\r\n\r\n",
    "a header too long": f"GET / HTTP/1.1\r\nHost: localhost\r\nX: {SECRET}{'a' * 20_000}\r\n\r\n",
    "a version that is none": f"GET /{SECRET}/ HTTP/9.9\r\n\r\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The very command of `make demo`, with a home of its own: (port, file of what it writes)."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINDUNG_", "DJANGO_", "PYTEST_", "DATABASE_"))}
    environment = kept | {"LINDUNG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "settings.demo"}
    subprocess.run([sys.executable, "manage.py", "init_keys"], cwd=ROOT, env=environment, check=True, timeout=120)
    said = home / "said"
    with said.open("w") as out:
        running = subprocess.Popen(web_server(port), cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        while not accepts(port) and running.poll() is None:
            time.sleep(0.05)
        yield port, said
    finally:
        running.terminate()
        running.wait(30)


def sent(port: int, raw: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(raw.encode())
        return b"".join(iter(lambda: line.recv(65536), b""))


@pytest.mark.parametrize("mishap", MISHAPS)
def test_what_is_no_request_is_refused_in_our_words_and_leaves_no_address(server, mishap):
    port, said = server
    answer = sent(port, MISHAPS[mishap])
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    for header in (b"nosniff", b"no-store", b"frame-ancestors 'none'", b"Resource-Policy: same-origin"):
        assert header in head
    assert "Tidak ada yang berubah" in body.decode() and SECRET.encode() not in answer
    written = said.read_text()
    assert "not answered" in written
    assert (written.count("127.0.0.1"), written.count(SECRET)) == (0, 0)
