"""Where issued documents lie: sealed, in a directory of their own, under the case's key."""

from __future__ import annotations

from vault.files import SealedFiles
from vault.keyring import Purpose

document_files = SealedFiles(Purpose.CASE, "DOCUMENTS_DIR")
