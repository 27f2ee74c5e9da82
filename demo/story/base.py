"""What every step of the story stands on: the walker, the agencies, the file, and how a document is issued."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from access.models import Agency
from demo.walk import Did, Stumble, Walker
from disclosure import jobs
from disclosure.models import Document, Release

POLRES, RSUD = "polres-metro-jakarta-timur", "rsud-tarakan"
NOTES = "Ia menangis dan berkata tidak berani pulang."
SUMMARY = "Sesi pertama berlangsung; klien ingin melanjutkan."
HOUSE = "Anggrek"
NAME = "Larasatiningrum Adhyaksawan"


class Base:
    """The state of one walk."""

    def __init__(self, walker: Walker | None = None) -> None:
        self.walker = walker or Walker()
        self.agency = {a.code: a for a in Agency.objects.all()}
        self.file: UUID
        self.acknowledged: dict[str, Did] = {}

    def case(self, page: str = "case") -> str:
        return reverse(f"casework:{page}", args=[self.file])

    def unit(self, code: str) -> str:
        return str(self.agency[code].units.get().pk)

    def issue(self, document: UUID, *, writer: str, signer: str, **typed: str) -> Document:
        """A document from draft to the signed file: sent, released where a text waits, signed, rendered by the worker."""
        w, page = self.walker, reverse("disclosure:document", args=[document])
        w.send(writer, reverse("disclosure:send", args=[document]), on=page, **typed)
        self.release(f"document:{document}:")
        w.send(signer, reverse("disclosure:sign", args=[document]), on=page)
        w.job(signer, f"/dokumen/{document}/", lambda: jobs.run_all(timezone.now()))
        issued = Document.every.get(pk=document)
        if not issued.has_file:
            raise Stumble("the document has no file after the worker ran")
        return issued

    def release(self, prefix: str) -> None:
        """The custodian releases every text that waits under this prefix."""
        desk = reverse("disclosure:releases")
        for waiting in Release.objects.filter(subject__startswith=prefix, state="waiting"):
            self.walker.send("kustodian", reverse("disclosure:release", args=[waiting.pk]), on=desk, expect=200)
            self.walker.send_from(self.walker.last, "kustodian", reverse("disclosure:let-go", args=[waiting.pk]))

    def begin(self, kind: str) -> UUID:
        """A draft of that kind about the case."""
        known = set(Document.every.values_list("pk", flat=True))
        self.walker.send("manajer", reverse("disclosure:new", args=[kind, self.file]))
        return Document.every.exclude(pk__in=known).get().pk
