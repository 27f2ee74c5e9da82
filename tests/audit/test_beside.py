"""What a database's owner takes away or adds beside the entries is named too: ends, checkpoints, lists, reviews."""

import pytest
from django.db import connection
from django.test import TestCase
from django.utils import timezone

from audit import actions, findings, sealer
from audit.models import Decision, Review, Touched
from audit.objects import LIST
from audit.recording import record
from tests.audit.logs import entry, owner, problems, rename, sealed, write
from vault import keyring
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def sealed_and_kept(count):
    """As the sealer does it where transactions commit: what was signed is kept beside the keys."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        sealed(count)


def cut(size):
    """Every entry and checkpoint from SIZE on is taken away, as if they had never been."""
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_auditentry WHERE number >= %s", [size])
        cursor.execute("DELETE FROM audit_checkpoint WHERE size > %s", [size])


def test_the_newest_entries_cut_off_with_their_checkpoints_are_missed():
    sealed_and_kept(4)
    sealed_and_kept(3)
    assert problems() == []
    cut(4)
    assert problems() == ["entries from number 4 to 6 are missing: they were sealed"]


def test_a_log_that_was_cut_and_went_on_is_still_named_when_it_has_grown_past_what_was_cut():
    sealed_and_kept(4)
    sealed_and_kept(3)
    cut(4)
    sealed_and_kept(9)
    assert problems() == ["checkpoint 7 is missing: the log was put back and went on another way"]
    sealed_and_kept(2)
    assert len(problems()) == 1


def test_a_checkpoint_kept_late_is_no_problem():
    sealed_and_kept(4)
    sealed(3)  # killed between commit and keeping
    assert problems() == []
    sealed_and_kept(2)
    assert sealer.kept().size == 9


def test_a_forged_kept_checkpoint_is_named():
    sealed_and_kept(4)
    keyring.keep(sealer.NEWEST, b"lindung.localhost/log\n9\nAAAA\n\n")
    assert problems()[0].startswith("the checkpoint kept beside the keys: ")


def test_a_sealed_entry_s_stamp_cannot_be_edited_unnoticed():
    sealed(3)
    with owner() as cursor:
        cursor.execute("UPDATE audit_auditentry SET stamp = %s WHERE number = 1", [bytes(16)])
    assert problems() == [f"entry number 1 ({entry(1).id}) is not the one that was sealed"]


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
    kept, changed, gone = (actions.review(finding.key, by=auditor) for finding in findings.standing(timezone.now())[:3])
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
