"""Keeps the demo's processes together: web server, jobs and witnesses start and stop as one.

Each child is told by the kernel (PR_SET_PDEATHSIG) to end when the supervisor dies, however it dies.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

PR_SET_PDEATHSIG = 1
READY_WITHIN = 60  # seconds
LONGEST_DIRECTORY = 80  # a Unix socket's path ends at 107 bytes


def end_with_parent() -> None:
    """Runs in the child before it starts: ask the kernel for SIGTERM when the parent is gone."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(*command: str) -> subprocess.Popen:
    """One child process, bound to the life of this one."""
    return subprocess.Popen(command, preexec_fn=end_with_parent, stdin=subprocess.DEVNULL)


def has_ipv6_loopback(port: int) -> bool:
    """Whether `localhost` may also mean ::1 on this machine."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind(("::1", port))
    except OSError:
        return False
    return True


def accepts(port: int) -> bool:
    """Whether something accepts connections on 127.0.0.1:port."""
    with socket.socket() as s:
        s.settimeout(1)
        return s.connect_ex(("127.0.0.1", port)) == 0


def web_server(port: int) -> list[str]:
    """gunicorn's command line; the rest stands in gunicorn.conf.py."""
    binds = ["-b", f"127.0.0.1:{port}"]
    if has_ipv6_loopback(port):
        binds += ["-b", f"[::1]:{port}"]
    return [sys.executable, "-m", "gunicorn", *binds]


def serve(port: int, jobs: list[list[str]]) -> int:
    """Start everything, print `siap: <address>` once it answers, wait; 0 after SIGTERM or SIGINT, 1 if a child died first."""
    if accepts(port):
        print(f"Port {port} is taken. Nothing was started. Choose another: PORT=8001 make demo", file=sys.stderr)
        return 1
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    children = [start(*web_server(port)), *(start(*job) for job in jobs)]
    deadline = time.monotonic() + READY_WITHIN
    while not stopping and not accepts(port) and time.monotonic() < deadline and children[0].poll() is None:
        time.sleep(0.1)
    if not stopping and accepts(port):
        print(f"siap: http://127.0.0.1:{port}/", flush=True)
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.2)
    died = [child for child in children if child.poll() is not None]
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
    if died and not stopping:
        print(
            "A process of the demo ended by itself; the others were stopped. Data is safe. Start again: make demo",
            file=sys.stderr,
        )
        return 1
    return 0


def short_directory() -> tempfile.TemporaryDirectory:
    """A directory for sockets, ours alone, gone at the end."""
    usual = tempfile.gettempdir()
    return tempfile.TemporaryDirectory(prefix="lindung-", dir=usual if len(usual) < LONGEST_DIRECTORY else "/tmp")  # noqa: S108


def manage(*words: str) -> list[str]:
    """The command line of one of our own commands."""
    return [sys.executable, os.path.join(os.getcwd(), "manage.py"), *words]
