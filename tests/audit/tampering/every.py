"""The one list of attacks."""

from __future__ import annotations

from tests.audit.tampering import beyond, in_database, in_export, in_zip

ATTACKS = [*in_database.ATTACKS, *in_export.ATTACKS, *in_zip.ATTACKS, *beyond.ATTACKS]
