"""reveal: the entry is there before the value is."""

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from access.permissions import Permission
from audit import register, sealer
from audit.errors import NotForYou, NotPartOfIt, OpenTransaction, ReasonNeeded, WouldNotOpen
from audit.models import AuditEntry, Decision, Reason
from audit.reveal import find, reveal

WHY = "kuasa hukum meminta salinan"


@pytest.fixture
def person(manager):
    with register.unwatched():
        manager.phone = "0812-9000-111"
        manager.nik = "3171000000000001"
        manager.save()
    manager.standing = frozenset({"handle_case"})
    return manager


def test_the_entry_is_committed_before_the_value_opens(person, auditor, monkeypatch):
    from audit import reveal as module

    seen = []
    stock = module.open_field
    monkeypatch.setattr(module, "open_field", lambda *a: (seen.append(AuditEntry.objects.count()), stock(*a))[1])
    with reveal(auditor, "staff.page", person, [(person, "phone")]) as opened:
        assert opened[person, "phone"] == "0812-9000-111"
    assert seen == [1]


def test_one_entry_for_all_that_a_page_opens(person, auditor):
    with reveal(auditor, "staff.page", person, [(person, "phone", "nik"), (auditor, "phone")]) as opened:
        assert opened[person, "nik"] == "3171000000000001"
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.purpose, entry.object_id) == ("staff.read", "staff.page", str(person.pk))
    assert f"access.staff:{person.pk}#phone,nik" in entry.digests
    assert b"3171000000000001" not in entry.leaf()


def test_a_page_that_opens_nothing_is_recorded_too(person, auditor):
    with reveal(auditor, "staff.page", person):
        pass
    assert AuditEntry.objects.get().digests == {}


def test_inside_an_open_transaction_nothing_opens(person, auditor):
    with transaction.atomic(), pytest.raises(OpenTransaction), reveal(auditor, "p", person, [(person, "phone")]):
        pytest.fail("opened")
    assert AuditEntry.objects.count() == 0


def test_a_read_that_nothing_explains_asks_for_a_reason_and_stays_closed(person, auditor):
    del person.standing
    for reason in ("", "pendek", " " * 20):
        with pytest.raises(ReasonNeeded), reveal(auditor, "p", person, [(person, "phone")], reason):
            pytest.fail("opened")
    assert AuditEntry.objects.count() == 0


def test_a_typed_reason_opens_and_is_kept_sealed_with_its_digest_in_the_entry(person, auditor):
    from audit.rows import row_digest

    del person.standing
    with reveal(auditor, "p", person, [(person, "phone")], WHY) as opened:
        assert opened[person, "phone"]
    entry, reason = AuditEntry.objects.get(), Reason.objects.get()
    assert reason.entry == entry.pk
    assert entry.digests[f"audit.reason:{reason.pk}"] == row_digest(reason)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM audit_reason")
        assert WHY.encode() not in bytes(cursor.fetchone()[0])


def test_covering_for_a_colleague_explains_no_read(person, manager):
    from tests.audit.people import staff

    colleague = staff("manajer2", "case_manager")
    person.standing = frozenset({"cover_case"})
    with pytest.raises(ReasonNeeded), reveal(colleague, "p", person, [(person, "phone")]):
        pytest.fail("opened")
    person.standing = frozenset({"cover_case", "handle_case"})
    with reveal(colleague, "p", person, [(person, "phone")]):
        pass


def test_about_nothing_only_a_service_right_opens(person, auditor, manager):
    wants = [(person, "phone")]
    with pytest.raises(ReasonNeeded), reveal(auditor, "p", None, wants):
        pytest.fail("opened")
    with reveal(auditor, "p", None, wants, permission=Permission.SERVICE_LOG):
        pass
    with pytest.raises(ReasonNeeded), reveal(manager, "p", None, wants, permission=Permission.SERVICE_LOG):
        pytest.fail("opened")


def test_a_field_of_an_author_opens_for_the_author_alone(person, auditor, monkeypatch):
    monkeypatch.setattr(type(person), "field_permissions", {"nik": Permission.CASE_NOTES}, raising=False)
    with pytest.raises(NotForYou), reveal(auditor, "p", person, [(person, "nik")]):
        pytest.fail("opened")
    monkeypatch.setattr(type(person), "author_field", "id", raising=False)
    monkeypatch.setattr(person, "role", "counsellor")
    with reveal(person, "p", person, [(person, "nik")]):
        pass
    other = type(person)(pk=uuid4(), username="x", role="counsellor", agency=person.agency)
    with pytest.raises(NotForYou), reveal(other, "p", person, [(person, "nik")]):
        pytest.fail("opened")


def test_a_value_of_another_file_is_refused(person, auditor):
    auditor.case_id, person.case_id = uuid4(), uuid4()
    with pytest.raises(NotPartOfIt), reveal(auditor, "p", person, [(auditor, "phone")]):
        pytest.fail("opened")


def test_a_value_that_fails_to_open_gets_a_second_entry_and_a_typed_error(person, auditor):
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM access_staff WHERE phone IS NOT NULL")
        broken = bytearray(cursor.fetchone()[0])
        broken[-1] ^= 1
        cursor.execute("UPDATE access_staff SET phone = %s WHERE phone IS NOT NULL", [bytes(broken)])
    person.refresh_from_db()
    with pytest.raises(WouldNotOpen) as caught, reveal(auditor, "p", person, [(person, "phone")]):
        pytest.fail("opened")
    assert caught.value.kind == "SealBroken"
    assert sorted(AuditEntry.objects.values_list("decision", flat=True)) == [Decision.ALLOWED, Decision.FAILED]


def test_what_was_opened_is_gone_when_the_block_ends(person, auditor):
    with reveal(auditor, "p", person, [(person, "phone")]) as opened:
        pass
    with pytest.raises(KeyError):
        opened[person, "phone"]
    assert "0812" not in repr(opened)


def test_if_the_entry_cannot_be_written_nothing_opens(person, auditor, monkeypatch):
    from audit import reading
    from audit import reveal as module

    def broken(*args, **kwargs):
        raise RuntimeError("no log")

    monkeypatch.setattr(reading, "record", broken)
    monkeypatch.setattr(module, "open_field", lambda *a: pytest.fail("opened"))
    with pytest.raises(RuntimeError, match="no log"), reveal(auditor, "p", person, [(person, "phone")]):
        pytest.fail("opened")


def test_a_location_read_is_sealed_before_it_opens(person, auditor):
    with reveal(auditor, "p", person, [(person, "phone")], location=True) as opened:
        assert opened.sealed_at is not None
        assert AuditEntry.objects.get().number == 0


def test_a_late_sealer_keeps_nobody_from_the_place(person, auditor, monkeypatch):
    def broken(now):
        raise RuntimeError("sealer away")

    monkeypatch.setattr(sealer, "run_once", broken)
    with reveal(auditor, "p", person, [(person, "phone")], location=True) as opened:
        assert opened.sealed_at is None
        assert opened[person, "phone"] == "0812-9000-111"


def test_a_list_is_one_entry_found_by_each_file_that_it_touched(person, auditor):
    person.case_id, auditor.case_id = uuid4(), uuid4()
    auditor.standing = person.standing
    with reveal(auditor, "list", [person, auditor], [(person, "phone"), (auditor, "phone")]):
        pass
    entry = AuditEntry.objects.get()
    assert entry.object_kind == "list"
    assert {touched.case_id for touched in entry.touched.all()} == {person.case_id, auditor.case_id}


def test_a_search_finds_by_blind_index_and_is_recorded_without_its_value(person, auditor):
    found = find(auditor, "duplicate", type(person), "phone_index", "+62 812 9000 111")
    assert [row.pk for row in found] == [person.pk]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_kind) == ("search", "search")
    assert [said for said in (b"+62", b"812 9000", b"8129000") if said in entry.leaf()] == []
    assert find(auditor, "duplicate", type(person), "phone_index", "0812") == []
    assert AuditEntry.objects.count() == 2


def test_a_candidate_that_only_shares_the_index_is_not_found(person, auditor):
    type(person).objects.filter(pk=auditor.pk).update(phone_index=person.phone_index)
    with register.unwatched():
        auditor.phone = "0899"
        auditor.save(update_fields=["phone"])
    type(person).objects.filter(pk=auditor.pk).update(phone_index=person.phone_index)
    found = find(auditor, "duplicate", type(person), "phone_index", "0812-9000-111")
    assert [row.pk for row in found] == [person.pk]


def test_a_read_costs_one_insert(person, auditor, django_assert_num_queries):
    with reveal(auditor, "p", person, [(person, "phone")]):
        pass
    with django_assert_num_queries(3), reveal(auditor, "p", person, [(person, "phone", "nik")]):
        pass  # savepoint, INSERT, release


def test_a_moment_of_the_entry_is_made_in_python(person, auditor):
    before = timezone.now()
    with reveal(auditor, "p", person):
        pass
    assert before <= AuditEntry.objects.get().time <= timezone.now()


def test_a_sealed_file_opens_in_pieces_after_its_entry(person, auditor):
    import io

    from audit.reveal import reveal_file
    from vault import keyring
    from vault.files import sealed_files
    from vault.keyring import Purpose

    keyring.mint(Purpose.EVIDENCE, person.pk)
    stored = sealed_files.write(person.pk, "bukti-1", io.BytesIO(b"isi bukti" * 20_000))
    pieces = reveal_file(auditor, "evidence.show", person, stored)
    entry = AuditEntry.objects.get()
    assert entry.digests == {"file:bukti-1": stored.sealed_sha256}
    assert b"".join(pieces) == b"isi bukti" * 20_000
    del person.standing
    with pytest.raises(ReasonNeeded):
        reveal_file(auditor, "evidence.show", person, stored)


def test_a_broken_file_gets_a_second_entry(person, auditor, settings):
    import io
    from pathlib import Path

    from audit.reveal import reveal_file
    from vault import keyring
    from vault.files import sealed_files
    from vault.keyring import Purpose

    keyring.mint(Purpose.EVIDENCE, person.pk)
    stored = sealed_files.write(person.pk, "bukti-2", io.BytesIO(b"isi" * 50_000))
    [path] = [p for p in Path(settings.SEALED_FILES_DIR).rglob("*") if p.is_file() and p.parent.name == person.pk.hex]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    with pytest.raises(WouldNotOpen):
        list(reveal_file(auditor, "evidence.show", person, stored))
    assert sorted(AuditEntry.objects.values_list("decision", flat=True)) == [Decision.ALLOWED, Decision.FAILED]
