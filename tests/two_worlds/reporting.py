"""Acts of the script in which reports are made: her own, the month's, and the notice of a breach."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from tests.two_worlds.observing import Seen

TYPED = {"how": "Sandi dipakai orang lain.", "done": "Akun ditutup dan sandi diganti."}


class Reporting:
    """Mixed into Script, which says who sees what and knows cases and people."""

    def reports(self) -> Iterator[Seen]:
        """Each kind of report for each file that it could tell of; where few look, for one."""
        for report in (self.month, self.breach, self.her_own):
            yield from report()
        for who in ("auditor", "kepala", "manajer"):
            yield self.see(who, "GET", "/")

    def her_own(self) -> Iterator[Seen]:
        """She who is placed and she who isn't ask who opened their files."""
        for case in self.alike[:1] if self.few else (self.resident, *self.alike):
            page = reverse("disclosure:new", args=["access_report", case.pk])
            yield from self.paper("manajer", page, reader="manajer", signer="kepala")
            yield from self.withdrawn("manajer", page, "twice")

    def month(self) -> Iterator[Seen]:
        """The auditor's report of the month."""
        page, bulan = reverse("audit:new-month"), f"{timezone.localdate():%Y-%m}-01"
        yield from self.paper("auditor", page, reader="kepala", signer="auditor", bulan=bulan)

    def breach(self) -> Iterator[Seen]:
        """A breach of a case manager's, of somebody of a house, and of entries of one file."""
        person, file = reverse("audit:breach-of-person", args=[self.people.manajer.pk]), self.resident.pk
        yield from self.paper("auditor", person, reader="kepala", signer="kepala", texts=TYPED)
        if self.few:
            return
        yield from self.withdrawn("auditor", person, "wrong")
        yield self.see("auditor", "GET", reverse("audit:breach-of-person", args=[self.people.petugas1.pk]))
        yield self.see("auditor", "GET", reverse("audit:breach-of-file", args=[file]))
        yield self.see("auditor", "GET", reverse("audit:reports"))

    def withdrawn(self, writer: str, page: str, reason: str) -> Iterator[Seen]:
        """One that was begun by mistake: withdrawn, and looked at by whoever reads it."""
        from disclosure.models import Document

        known = set(Document.every.values_list("pk", flat=True))
        yield from self.send(writer, page)
        document = Document.every.exclude(pk__in=known).get()
        yield from self.send(writer, reverse("disclosure:withdraw", args=[document.pk]), reason=reason)
        for who in (writer, "kepala"):
            yield self.see(who, "GET", reverse("disclosure:document", args=[document.pk]))
            yield self.see(who, "GET", "/")

    def paper(self, writer: str, page: str, *, reader: str, signer: str, texts=None, **typed) -> Iterator[Seen]:
        """One paper, from the page where it is begun to the file."""
        from disclosure import actions, drafting, jobs
        from disclosure.models import Document

        known = set(Document.every.values_list("pk", flat=True))
        yield from self.send(writer, page, **typed)
        document = Document.every.exclude(pk__in=known).get()
        yield self.see(writer, "GET", reverse("disclosure:document", args=[document.pk]))
        staff = vars(self.people)
        if texts:
            document = actions.save_draft(document, typed=texts, by=staff[writer])
        drafting.send(document, by=staff[writer])
        yield self.see(signer, "GET", reverse("disclosure:document", args=[document.pk]))
        actions.sign(document, by=staff[signer])
        jobs.run_all(timezone.now())
        yield self.see(reader, "GET", reverse("disclosure:download", args=[document.pk]))
        if writer == "auditor":
            for who in (writer, reader):
                yield self.see(who, "GET", reverse("audit:reports"))
