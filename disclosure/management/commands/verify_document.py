"""Says whether a PDF is one that was issued here, unchanged."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from disclosure import signing
from disclosure.models import Document


class Command(BaseCommand):
    help = "Checks a PDF's signature and whether exactly this file was issued. Exit 1 when it was not."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        try:
            content = file.read_bytes()
        except OSError:
            self.stderr.write("Berkas ini tidak dapat dibaca. Tidak ada yang diperiksa. Periksa namanya.")
            sys.exit(2)
        verdict = signing.verify(content)
        document = Document.every.filter(sha256=hashlib.sha256(content).hexdigest()).first()
        if verdict.good and document is not None:
            self.stdout.write(f"asli: {document.number}, ditandatangani {verdict.signed_at:%Y-%m-%d}")
            return
        reason = verdict.problem or "tanda tangannya berlaku, tetapi berkas ini tidak ada dalam daftar"
        self.stderr.write(f"tidak asli: {reason}. Tidak ada yang berubah. Mintalah salinan baru kepada penerbitnya.")
        sys.exit(1)
