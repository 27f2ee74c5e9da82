"""The suite's tables: copied from those that were kept, they are the ones that this code makes."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connections

from tests.database.management.commands.migrate import digest


@pytest.mark.django_db(databases=["default", "shelters"])
@pytest.mark.parametrize("alias", list(connections))
def test_no_migration_is_missing_in_copied_tables(alias):
    call_command("migrate", database=alias, check_unapplied=True, verbosity=0)


def test_other_code_and_other_versions_make_other_tables(tmp_path):
    model, lock = tmp_path / "casework" / "models.py", tmp_path / "requirements-dev.lock"
    model.parent.mkdir()
    seen = set()
    for lines in (("a", "1"), ("b", "1"), ("b", "2")):
        for path, line in zip((model, lock), lines, strict=True):
            path.write_text(line)
        seen |= {digest(tmp_path, syncdb) for syncdb in (False, True)}
    assert len(seen) == 6
