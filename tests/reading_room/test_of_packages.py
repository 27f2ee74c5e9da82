"""What case files and papers bring to the auditor's first page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.roles import Role
from audit import proofs
from audit.models import AuditEntry
from audit.objects import Thing
from audit.papers import month
from audit.recording import record
from audit.register import unwatched
from casework.actions import break_glass
from casework.models import Case
from disclosure.actions import hand
from disclosure.models import Document
from tests.access import making
from tests.audit.logs import WHY
from tests.casework import world
from tests.casework.emergency import opened
from tests.reading_room.stories import DAY, HOUR, NOON, found, read, wrote
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def ended(office, clock):
    """The office's file has ended, and a week has gone by."""
    with unwatched():
        office.file.state, office.file.closed = "closed", timezone.now()
        office.file.save()
    clock.shift(8 * DAY)
    return office.file


def test_a_file_that_has_ended_and_is_opened_is_found(office, clock, ended):
    read(office.one, ended)
    read(office.one, ended)
    read(office.one, making.case())
    [finding] = found("ended")
    assert finding.sentence == f"{ended}, yang sudah berakhir, dibuka oleh {office.one.get_full_name()}."
    assert finding.files == {ended.pk}


def test_within_a_week_of_its_end_or_with_something_done_there_it_is_none(office, clock, ended):
    clock.shift(-2 * DAY)
    read(office.one, ended)
    clock.shift(3 * DAY)
    read(office.one, ended)
    wrote(office.one, ended)
    assert found("ended") == []
    clock.shift(DAY)
    read(office.one, ended)
    assert len(found("ended")) == 1


def test_originals_that_are_fetched_are_one_finding_a_person_and_day(office, clock):
    for _ in range(2):
        clock.shift(HOUR)
        pk = office.file.pk
        record(office.one, "evidence.read", Thing("evidence", str(new_id()), pk), purpose="evidence.original")
        record(office.other, "evidence.read", Thing("evidence", str(pk), pk), purpose="evidence.copy")
    [finding] = found("taken-away")
    assert finding.sentence == f"{office.one.get_full_name()} mengambil 2 bukti asli."


@pytest.mark.parametrize(
    ("action", "rule"),
    [
        ("statistics.export", "figures-exported"),
        ("statistics.print", "figures-printed"),
        ("log.export", "log-exported"),
    ],
)
def test_what_is_exported_or_printed_is_found(office, action, rule):
    read(office.one, office.file)
    assert found(rule) == []
    entry = record(office.head, action)
    assert [one.key for one in found(rule)] == [f"{rule}:{entry.pk}"]


def test_the_proof_of_one_entry_is_told_as_no_export_of_the_whole_log(office):
    proofs.prove(read(office.one, office.file), by=making.person(Role.AUDITOR), reason=WHY, now=timezone.now())
    [finding] = found("entry-proved")
    assert finding.sentence == "Bukti bahwa satu entri ada di jejak audit dikeluarkan."
    assert found("log-exported") == []


def test_break_glass_that_nobody_reviews_within_a_day_is_found_until_somebody_does(people, on_duty, night):
    case = world.case(people, counsellor=False)
    row = opened(case, people)
    at = timezone.now() + DAY
    assert found("unreviewed", at) == []
    [finding] = found("unreviewed", at + timedelta(seconds=1))
    assert finding.sentence == "Akses darurat belum ditinjau sesudah 24 jam."
    assert (finding.weight > 92, finding.files) == (True, {case.pk})
    entry = AuditEntry.objects.get(action="break_glass.open")
    assert (finding.key, standing_in_the_month("unreviewed", at + DAY)) == (f"unreviewed:{entry.pk}", [entry.pk])
    assert finding.url == reverse("audit:file", args=[case.pk])
    break_glass.review(row, verdict="right", by=people.kepala)
    assert found("unreviewed", at + DAY) == []


def standing_in_the_month(kind, at):
    """By which entries findings of this kind count in the monthly report."""
    return [entry.pk for finding, entry in month._standing(at) if finding.key.startswith(f"{kind}:")]


def test_findings_whose_keys_name_a_file_too_count_in_the_monthly_report(office, clock):
    stranger = making.person(Role.CASE_MANAGER)
    for day in range(4):
        clock.move_to(NOON + 10 * day * DAY)
        newest = [read(office.one, office.file), read(stranger, office.file)]
    at = timezone.now()
    assert set(standing_in_the_month("again", at)) == {entry.pk for entry in newest}
    assert newest[1].pk in standing_in_the_month("no-grant", at)


def paper(office):
    document = Document(
        kind="social_report",
        about_kind="case",
        about_id=office.file.pk,
        case_id=office.file.pk,
        state="issued",
        agency=office.unit.agency,
        requested_by=office.one,
        requested_at=timezone.now(),
        typed={},
        number="001/LS/CONTOH/XI/2026",
    )
    making.saved(document)
    return document


def fetched(who, document):
    return record(who, "document.read", document, purpose="document.download")


def test_a_paper_that_was_fetched_and_handed_to_nobody_is_found_a_day_later(office, clock):
    document = paper(office)
    fetched(office.one, document)
    clock.shift(DAY)
    assert found("unhanded") == []
    clock.shift(HOUR)
    fetched(office.other, document)
    [finding] = found("unhanded")
    assert finding.sentence == (
        f"Dokumen {document.number} diunduh oleh {office.one.get_full_name()}, dan tidak tercatat siapa yang "
        "menerimanya."
    )
    assert Case.every.get(pk=office.file.pk).reference not in finding.sentence


def test_a_paper_whose_copy_was_handed_over_or_that_was_only_looked_at_is_none(office, clock):
    handed = paper(office)
    fetched(office.one, handed)
    with unwatched():
        Document.every.filter(pk=handed.pk).update(number="002/LS/CONTOH/XI/2026")
    looked_at = paper(office)
    record(office.one, "document.read", looked_at, purpose="document.page")
    clock.shift(DAY + HOUR)
    assert len(found("unhanded")) == 1
    hand(handed, agency=making.agency("police"), by=office.one)
    assert found("unhanded") == []
