"""gunicorn's worker as Lindung runs it: what is no readable request leaves no trace of who sent it."""

from __future__ import annotations

from typing import Any

from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

from access import slowing
from settings.logging import Ending

slowing.begin()  # in the process that the others are forked from: they count guesses together

HEADERS = (
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Referrer-Policy: same-origin\r\n"
    "X-Content-Type-Options: nosniff\r\n"
)
PAGE = (
    '<!doctype html><html lang="id"><meta charset="utf-8"><title>Permintaan tidak terbaca</title>'
    "<p>Permintaan ini tidak dapat dibaca. Tidak ada yang berubah. Kembali ke halaman sebelumnya, lalu coba lagi.</p>"
    '<p lang="en">This request can\'t be read. Nothing was changed. Go back to the page before, then try again.</p>'
)


class Log(Logger):
    """Says of what broke where it broke: an answer may break while it is sent, with a value of it in the message."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Ending(self.error_fmt, self.datefmt))


class Worker(ThreadWorker):
    """Threads that never write the address of whoever asks: in a safe house it would tell where the house stands."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """One page for whatever could not be read or answered; the log gets the kind of mishap alone.

        gunicorn's own would log the address and, cut short, what was sent, and give it back.
        """
        self.log.warning("a request was not answered: %s", type(exc).__name__)
        status = "400 Bad Request" if isinstance(exc, ParseException) else "500 Internal Server Error"
        body = PAGE.encode()
        head = (
            f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\n{HEADERS}\r\n"
        )
        try:
            util.write_nonblock(client, head.encode() + body)
        except OSError:
            self.log.debug("whoever asked has gone")
