"""What happens beside all that is observed, told by the interpreter and by the databases, whatever code causes it.

The ways out are found by names (ways_out.py); a library's own `save(path)` has none. So whatever writes a file outside
the installation's folder, connects, starts a program or lets a database write a file is heard of while a world runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = "tests/two_worlds/happening.py"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC

# program → why it may be started
PROGRAMS: dict[str, str] = {
    "pdftotext": "reads documents for the comparison",
    "pdfinfo": "reads documents for the comparison",
    "pg_dump": "gives the main database for the comparison",
}
# where else a file may be written, or in a folder of which name → why it is no way out
ELSEWHERE: dict[str, str] = {
    "/dev/null": "keeps nothing",
    ".hypothesis": "numbers and words that the state machines have read in the code",
}
# a file's name is the argument of that number
ON_FILES = {
    "open": (0,), "os.rename": (1,), "os.link": (1,), "os.symlink": (1,), "os.mkdir": (0,), "os.truncate": (0,),
    "sqlite3.connect": (0,), "shutil.copyfile": (1,), "shutil.move": (1,), "shutil.copytree": (1,),
}  # fmt: skip
CONNECTING = (
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "urllib.Request", "smtplib.connect", "ftplib.connect",
)  # fmt: skip
STARTING = {"subprocess.Popen": 0, "os.system": 0, "os.exec": 0, "os.posix_spawn": 0, "os.spawn": 1, "pty.spawn": 0}
# how a statement may begin: none of these writes anything but rows
STATEMENTS = frozenset({
    "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA",
    "SET", "SHOW",
})  # fmt: skip


class Happenings:
    """Hears from `listen_in` on, in forks too; the home that it names holds everything that is read at rest."""

    def __init__(self) -> None:
        self.home: Path | None = None
        self.heard: dict[str, None] = {}
        self.hooked = False

    def listen_in(self, home: Path) -> None:
        """From now on. The interpreter never forgets a hook: this one falls silent instead."""
        self.home = home.resolve()
        sys.dont_write_bytecode = True  # what is imported late would be written beside its source
        if not self.hooked:
            sys.addaudithook(self._hear)
            self.hooked = True

    def fall_silent(self) -> None:
        self.home = None

    def _hear(self, event: str, arguments: tuple) -> None:
        if self.home is None:
            return
        if event in ON_FILES:
            if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & WRITING):
                return
            for number in ON_FILES[event]:
                self._writes(arguments[number])
        elif event in STARTING:
            program = os.path.basename(os.fsdecode(arguments[STARTING[event]] or b"?"))
            if program not in PROGRAMS:
                self._note(f'a program the two worlds don\'t know: add `"{program}": "why",` to PROGRAMS in {HERE}')
        elif event in CONNECTING:
            self._note(f"a connection the two worlds can't see ({event}): keep it out, or let it be observed in {HERE}")

    def _writes(self, name: object) -> None:
        if not isinstance(name, (str, bytes, os.PathLike)):
            return  # a descriptor that was opened before, or a place in memory
        text = os.fsdecode(name)
        if text.startswith((":memory:", "file::memory:")):
            return
        path = Path(os.path.abspath(text.removeprefix("file:")))
        known = any(text.startswith(place) or place in path.parts for place in ELSEWHERE)
        if not path.is_relative_to(self.home) and not known:
            place = f'add `"{path.parent}": "why",` to ELSEWHERE in {HERE}, or write to LINDUNG_HOME'
            self._note(f"a file outside all that is compared, {path.name}: {place}")

    def stated(self, sql: str) -> None:
        """A statement that either database was sent."""
        word = sql.lstrip(" (\n").split(None, 1)[0].upper()
        if self.home is not None and word not in STATEMENTS:
            self._note(f"a statement the two worlds don't know: add {word} to STATEMENTS in {HERE}")

    def _note(self, sentence: str) -> None:
        self.heard[sentence] = None

    def unknown(self) -> Iterator[str]:
        """A sentence for each thing that was heard."""
        yield from sorted(self.heard)


happenings = Happenings()
