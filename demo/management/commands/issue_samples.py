"""Issues every kind of document once, for real: gate, release, signature, register. `issue_samples DIR`."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand
from django.urls import reverse

from demo.story import Story
from disclosure import papers
from disclosure.models import Document

READERS = {"visum": "dokter", "log_month": "kepala", "breach_notice": "kepala"}


class Command(BaseCommand):
    help = "Demo only: walks the road once and leaves every kind of document that it issued in DIR."

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path)

    def handle(self, *, directory, **options):
        directory.mkdir(parents=True, exist_ok=True)
        story = Story()
        for _, step in story.steps():
            step()
        issued = {d.kind: d for d in Document.every.filter(case_id=story.file) if d.has_file}
        issued |= {d.kind: d for d in story.reports()}
        missing = sorted({paper.kind for paper in papers.all_papers()} - set(issued))
        if missing:
            raise SystemExit(
                f"Not issued: {', '.join(missing)}. The others are safe in the register; see the story's steps."
            )
        for kind, document in sorted(issued.items()):
            reader = READERS.get(kind, "manajer")
            answer = story.walker.get(reader, reverse("disclosure:download", args=[document.pk]))
            target = directory / f"{kind}.pdf"
            target.write_bytes(b"".join(answer.streaming_content))
            self.stdout.write(f"{target} {document.number}")
