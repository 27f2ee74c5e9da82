"""What the renderer may fetch: the product's own three fonts, from memory. Nothing else, from nowhere."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FONTS = Path(__file__).parent / "static" / "disclosure" / "fonts"
SCHEME = "lindung-font:"
NAMES = ("SourceSerif4-Regular.ttf", "SourceSerif4-Bold.ttf", "SourceSerif4-Italic.ttf")


class Refusal(FatalURLFetchingError):
    """A document asked for something from outside itself. The rendering stops; the address is not repeated."""


@lru_cache(maxsize=len(NAMES))
def _font(name: str) -> bytes:
    return (FONTS / name).read_bytes()


class DenyAll(URLFetcher):
    """Refuses files, the network, `data:` and everything else; one that is refused stops the rendering."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        name = url.removeprefix(SCHEME)
        if url.startswith(SCHEME) and name in NAMES:
            return URLFetcherResponse(url, _font(name), {"Content-Type": "font/ttf"})
        raise Refusal("a document may fetch nothing")
