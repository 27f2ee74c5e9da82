"""What leaves as a file: each kind is to be fetched in every world, and is compared like any answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from tests.two_worlds.ways_out import DOWNLOADS

HERE = "tests/two_worlds/exports.py"

# route → what its answer is
EXPORTS: dict[str, str] = {
    "audit:export": "the log, ZIP",
    "audit:proof": "the proof of one entry, text",
    "casework:evidence_copy": "a picture of the evidence, JPEG",
    "casework:evidence_original": "a piece of evidence as it came",
    "casework:export_statistics": "figures of a year, CSV",
    "disclosure:download": "a document, PDF",
    "referrals:photo": "a photograph of an examination, JPEG",
}
# route → what it answers that is neither page nor file; it is compared like any answer
OTHERWISE: dict[str, str] = {
    "access:sign_in": "the form, as JSON for a script that asks",
    "access:alarms": "what can't wait for a locked screen, as JSON",
    "access:unlock": "whose screen was opened, or why not, as JSON",
    "access:unlock_with_passkey": "what a passkey must sign and whose screen it opened, as JSON",
    "access:sign_in_with_passkey": "what a passkey must sign, as JSON",
    "access:step_up_with_passkey": "what one of one's own passkeys must sign, as JSON",
    "casework:autosave": "when a draft was kept, text",
}


class Fetched:
    """What was answered with a file, by route; and the names of headers that any answer bore."""

    def __init__(self) -> None:
        self.routes: set[str] = set()
        self.headers: set[str] = set()

    def saw(self, answer) -> None:
        """Notes an answer of the test client that is a file, or anything but a page."""
        self.headers |= set(answer.headers)
        is_page = answer.headers.get("Content-Type", "text/html").startswith("text/html")
        if answer.status_code != 200 or (is_page and "Content-Disposition" not in answer.headers):
            return
        if not answer.request["PATH_INFO"].startswith(settings.STATIC_URL):
            self.routes.add(answer.resolver_match.view_name)

    def unknown(self) -> Iterator[str]:
        """A sentence for each route that answered with a file and is on no line, and for each that never did."""
        for route in sorted(self.routes - {*EXPORTS, *OTHERWISE}):
            yield f'an export the two worlds don\'t know: add `"{route}": "what it is",` to EXPORTS in {HERE}'
        for route in sorted(set(EXPORTS) - self.routes):
            yield f"an export the two worlds never fetch: let tests/two_worlds/script.py fetch `{route}`"


def unlisted() -> Iterator[str]:
    """A sentence for each download in the code whose route is on no line here."""
    for route in sorted(set(DOWNLOADS.values()) - {*EXPORTS, *OTHERWISE}):
        yield f'an export the two worlds don\'t know: add `"{route}": "what it is",` to EXPORTS in {HERE}'


fetched = Fetched()
