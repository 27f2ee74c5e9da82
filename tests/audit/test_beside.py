"""What a database's owner takes away or adds beside the entries is named too: lists of touched files, reviews."""

import pytest
from django.db import connection
from django.utils import timezone

from audit import actions, findings, sealer
from audit.models import Decision, Review, Touched
from audit.objects import LIST
from audit.recording import record
from tests.audit.logs import WHY, owner, problems, rename, sealed, sealed_and_kept, write
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_a_checkpoint_kept_late_is_no_problem():
    sealed_and_kept(4)
    sealed(3)  # killed between commit and keeping
    assert problems() == []
    sealed_and_kept(2)
    assert sealer.kept().size == 9


def touching(*cases):
    return record(None, "test.list", LIST, cases=cases)


def test_the_list_of_files_that_an_entry_touched_can_be_neither_longer_nor_shorter_nor_gone():
    one, two, three = (new_id() for _ in range(3))
    entries = [touching(one, two), touching(one), touching(three)]
    untouched = write(1)[0]
    assert problems() == []
    with owner() as cursor:
        adapt = Touched._meta.pk.get_db_prep_value
        at = [adapt(e.pk, connection) for e in entries]
        cursor.execute(
            "DELETE FROM audit_touched WHERE entry_id = %s AND case_id = %s", [at[0], adapt(two, connection)]
        )
        cursor.execute("UPDATE audit_touched SET case_id = %s WHERE entry_id = %s", [adapt(two, connection), at[1]])
        cursor.execute("DELETE FROM audit_touched WHERE entry_id = %s", [at[2]])
    Touched.objects.create(entry=untouched, case_id=one, time=untouched.time)
    listed = [entries[0], entries[1], untouched]
    assert sorted(problems()) == sorted(
        [f"entry {e.pk}: the files it touched are not those listed beside it" for e in listed]
        + [f"entry {entries[2].pk}: the list of files it touched is gone"]
    )


def test_reviews_that_no_auditor_made_and_reviews_taken_away_are_named(auditor, manager):
    for someone in (manager, auditor):
        rename(someone, phone="0812", by=auditor)
    standing = [record(None, "tanpa tindakan", manager, decision=Decision.OUTSIDE) for _ in range(4)]
    some = findings.standing(timezone.now())[:3]
    kept, changed, gone = (actions.review(finding.key, note=WHY, by=auditor) for finding in some)
    assert len(standing) == 4
    assert problems() == []
    forged = Review.objects.create(id=Review.id_of("x"), key="x", by=auditor.pk)
    with owner() as cursor:
        cursor.execute("UPDATE audit_review SET key = 'y' WHERE key = %s", [changed.key])
        cursor.execute("DELETE FROM audit_review WHERE key = %s", [gone.key])
    named = problems()
    assert f"review {forged.pk} was not made by an auditor's press" in named
    assert f"review {changed.pk} was not made by an auditor's press" in named
    assert f"review {gone.pk} is gone" in named
    assert not any(str(kept.pk) in problem for problem in named)
