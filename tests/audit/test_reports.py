"""Reports about the log: the month's, and the notice of a breach, from the auditor's press to the signed paper."""

import io
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from access import robots
from access.errors import Refused, Unregistered, Unseen
from access.models import ConflictOfInterest, Staff
from access.permissions import Permission
from access.roles import KNOW_A_HOUSE, Role
from audit import findings, house, matters, reporting, reports, subjects
from audit.models import AuditEntry, Decision, Departure, Matter, Review
from audit.objects import Thing
from audit.papers import BREACH, LOG, MONTH, PAPERS
from audit.papers import month as month_paper
from audit.recording import record
from audit.register import unwatched
from casework.queries import waiting
from disclosure import authority, drafting, issue, papers, queries
from disclosure.actions import hand, let_go, sign
from disclosure.models import Release
from disclosure.suppress import SMALLEST_SHOWN
from tests.audit.logs import exported, sealed
from tests.audit.people import staff
from tests.audit.reports import Labels, begun, breach, drafted, read

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

HOUSE_ROWS = ("shelters.housereference:1#reason", "shelter_roots.shelter:1#name", "nothing.there:1#x")
TYPED = {"how": "Sandi dipakai orang lain.", "done": "Akun ditutup."}


@pytest.fixture
def head(db):
    return staff("kepala", Role.HEAD)


def month(auditor) -> Matter:
    now = timezone.localtime()
    begun = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return reporting.open_month(begun, begun + timedelta(days=32), by=auditor)


def month_of(auditor):
    return drafted(begun(MONTH, month(auditor), auditor), auditor)


def counts_of(report, role: str) -> tuple:
    return next((row.counts for row in report.rows if row.role == str(Role(role).label)), ())


def test_the_month_counts_by_role_and_agency_and_hides_small_cells(auditor, manager, file):
    read(manager, file, times=SMALLEST_SHOWN + 4)
    read(auditor, file, times=2)
    report = month_of(auditor)
    read_by_manager = AuditEntry.objects.filter(role=Role.CASE_MANAGER, action="case.read").count()
    assert counts_of(report, Role.CASE_MANAGER)[month_paper.READ] in (read_by_manager, None)
    assert read_by_manager >= SMALLEST_SHOWN
    assert counts_of(report, Role.AUDITOR)[month_paper.READ] is None
    shown = [n for row in report.rows for n in row.counts if n is not None]
    assert [n for n in shown if n < SMALLEST_SHOWN] == []


def test_counts_are_of_reads_denials_exports_prints_and_glass(auditor, manager, file, monkeypatch):
    plain = type("Plain", (), {**vars(type(reports.desk())), "hidden": lambda self, counts: with_totals(counts)})
    monkeypatch.setattr(reports, "_desk", plain())
    read(manager, file, times=3)
    read(manager, file, purpose="document.download", times=2)
    for action, decision in (
        ("case.read", Decision.DENIED), ("statistics.export", Decision.ALLOWED), ("statistics.print", Decision.ALLOWED),
        ("break_glass.open", Decision.ALLOWED), ("case.read", Decision.FAILED),
    ):  # fmt: skip
        record(manager, action, Thing("case", str(file)), decision=decision)
    report = month_of(auditor)
    assert counts_of(report, Role.CASE_MANAGER)[: month_paper.FOUND] == (6, 1, 3, 1, 1)
    assert report.totals[month_paper.DENIED] == 1


def with_totals(counts):
    from disclosure.suppress import with_totals as totals

    return totals(tuple(dict.fromkeys(r for r, _ in counts)), tuple(dict.fromkeys(c for _, c in counts)), counts)


def test_house_events_and_whoever_knows_a_house_are_not_counted(auditor, manager, file, monkeypatch):
    plain = type("Plain", (), {**vars(type(reports.desk())), "hidden": lambda self, counts: with_totals(counts)})
    monkeypatch.setattr(reports, "_desk", plain())
    before = month_of(auditor)
    for role in KNOW_A_HOUSE:
        one = staff(f"orang-{role}", role, pseudonym=f"nama-{role}"[:20])
        read(one, uuid4(), times=20)
    read(manager, uuid4(), purpose=robots.PURPOSE, times=20)
    for one in Staff.objects.filter(role__in=KNOW_A_HOUSE):
        record(one, "service.today", None, decision=Decision.DENIED)
    for decision in (Decision.INTENDED, Decision.DONE, Decision.DENIED, Decision.ALLOWED):
        record(None, house.EVENT, Thing(house.KIND, str(uuid4())), decision=decision)
        record(manager, house.EVENT, Thing(house.KIND, str(uuid4())), decision=decision)
    after = month_of(auditor)
    roles = {str(Role(role).label) for role in KNOW_A_HOUSE}
    assert {row.role for row in after.rows} & roles == set()
    assert counts_of(after, Role.CASE_MANAGER) == counts_of(before, Role.CASE_MANAGER)


def test_findings_are_counted_only_where_a_told_entry_stands_behind_them(auditor, manager, file):
    told = read(manager, file)
    untold = record(None, house.EVENT, Thing(house.KIND, str(uuid4())), decision=Decision.DONE)
    now = timezone.now()
    keys = (f"a:{told.pk}", f"b:{untold.pk}", f"c:{uuid4()}", "late:7")
    findings.register("test_reports", lambda at: [findings.Finding(key, "x", now) for key in keys])
    try:
        assert {finding.key for finding, _ in month_paper._standing(now)} & set(keys) == {f"a:{told.pk}"}
    finally:
        findings._rules.pop("test_reports")
    for key in keys:
        Review(id=Review.id_of(key), key=key, by=auditor.pk).save()
    counts = month_paper._counts(month(auditor), [])
    assert {key: n for key, n in counts.items() if key[2] == month_paper.REVIEWED} == {
        (Role.CASE_MANAGER, manager.agency.code, month_paper.REVIEWED): 1
    }


def test_findings_of_another_month_are_none_of_this_one(auditor, manager, file):
    entry = read(manager, file)
    told = [(findings.Finding(f"a:{entry.pk}", "x", entry.time), entry)]
    now = timezone.now()
    spans = {"before": (-60, -30), "within": (-1, 1), "after": (30, 60)}
    counted = {
        name: sum(
            n
            for (_role, _agency, column), n in month_paper._counts(
                Matter(since=now + timedelta(days=start), until=now + timedelta(days=end)), told
            ).items()
            if column == month_paper.FOUND
        )
        for name, (start, end) in spans.items()
    }
    assert counted == {"before": 0, "within": 1, "after": 0}


def test_the_month_says_how_the_log_stood_at_its_end(auditor, file):
    sealed(5)
    report = month_of(auditor)
    last = reporting.sealed_by(timezone.now())
    assert (report.size, report.root, report.sealed_at) == (last.size, bytes(last.root).hex(), last.at)
    assert "\n".join(report.note) == last.note.rstrip("\n")
    sealed(5)
    document = begun(MONTH, Matter.every.get(kind="month"), auditor)
    assert drafted(document, auditor).size == last.size


def test_a_month_that_runs_ends_now_and_one_that_is_over_at_its_end(auditor):
    now = timezone.now()
    assert abs(month(auditor).until - now) < timedelta(minutes=1)
    over = reporting.open_month(now - timedelta(days=60), now - timedelta(days=30), by=auditor)
    assert over.until == now - timedelta(days=30)


def signed(document, *, writer, signer, typed=None):
    from disclosure.actions import save_draft

    authority.make(timezone.now())
    if typed is not None:
        document = save_draft(document, typed=typed, by=writer)
    document = drafting.send(document, by=writer)
    for release in Release.objects.filter(case_id=document.case_id, state="waiting"):
        let_go(release, by=writer)
    document = sign(document, by=signer)
    issue.issue(document.pk)
    return queries.get(signer, "read", document.pk)


def test_a_printed_checkpoint_is_among_those_that_left_the_house(auditor, file):
    sealed(3)
    document = signed(begun(MONTH, month(auditor), auditor), writer=auditor, signer=auditor)
    size = Departure.objects.get(how=Departure.How.PRINT).checkpoint_id
    assert document.has_file
    sealed(4)
    names = zipfile.ZipFile(io.BytesIO(exported())).namelist()
    assert f"checkpoints/{size}" in names


def test_a_breach_tells_accounts_files_kinds_of_data_and_since_when(auditor, manager, file, head, monkeypatch):
    monkeypatch.setitem(subjects._subjects, "case", Labels())
    first = read(manager, file, digests={"access.staff:1#phone": "00", "file:x": "00"})
    record(manager, "case.read", Thing("case", str(file), file), decision=Decision.DENIED)  # came to nothing
    document = begun(BREACH, breach(auditor, manager), auditor)
    notice = drafted(document, auditor)
    begins = AuditEntry.objects.filter(actor=str(manager.pk)).order_by("time").first()
    account = notice.accounts[0]
    assert (account.who, account.role, account.first) == (manager.get_full_name(), "Manajer kasus", begins.time)
    assert account.last == first.time and account.times == 3
    assert (notice.first, notice.files) == (begins.time, (f"Kasus {file.hex[:4]}",))
    assert notice.kinds == ("Akun", "Berkas bukti atau dokumen")
    assert document.agency == head.agency


def test_no_house_event_comes_into_a_breach(auditor, guard, manager, file):
    event = record(None, house.EVENT, Thing(house.KIND, str(uuid4())), decision=Decision.DONE)
    named = record(guard, house.EVENT, Thing(house.KIND, str(uuid4()), file), decision=Decision.DONE)
    for picked in ({"entries": [event.pk, named.pk]}, {"person": guard}):
        with pytest.raises(Refused):
            breach(auditor, **picked)
    assert Matter.every.count() == 0
    read(guard, file)
    notice = drafted(begun(BREACH, breach(auditor, guard), auditor), auditor)
    assert [(one.who, one.times) for one in notice.accounts] == [("melati-7", 1)]


def test_what_lies_with_the_houses_is_no_kind_of_data_in_a_breach(auditor, manager, file):
    entry = read(manager, file, digests=dict.fromkeys(HOUSE_ROWS, "00"))
    notice = drafted(begun(BREACH, breach(auditor, entries=[entry.pk]), auditor), auditor)
    assert notice.kinds == ()


def test_a_breach_of_a_file_behind_a_wall_is_there_for_nobody_behind_it(auditor, manager, file, head):
    other = staff("auditor-lain", Role.AUDITOR)
    found = breach(auditor, manager)
    document = begun(BREACH, found, auditor)
    assert queries.get(other, "write", document.pk).pk == document.pk
    with unwatched():
        ConflictOfInterest.objects.create(case_id=file, strength="declared", found_at=timezone.now(), staff=other)
        ConflictOfInterest.objects.create(case_id=file, strength="declared", found_at=timezone.now(), staff=head)
    for person, verb in ((other, "read"), (other, "write"), (head, "sign"), (head, "read")):
        with pytest.raises(Unseen):
            queries.get(person, verb, document.pk)
    assert list(matters.visible(other, Permission.SERVICE_REPORTS)) == []
    assert list(matters.visible(auditor, Permission.SERVICE_REPORTS)) == [found]
    with pytest.raises(Refused):  # nor can they make one of it
        breach(other, entries=[one.pk for one in AuditEntry.objects.filter(case_id=file)])


def test_the_clock_runs_from_the_moment_of_the_finding(auditor, manager, file, head):
    found_at = timezone.now() - timedelta(hours=70)
    document = begun(BREACH, breach(auditor, manager, found_at=found_at), auditor)
    assert [one.due for one in waiting.clock_items(auditor)] == [found_at + timedelta(hours=72)]
    assert waiting.clock_items(manager) == []
    document = signed(document, writer=auditor, signer=head, typed=TYPED)
    assert len(waiting.clock_items(auditor)) == 1
    hand(document, agency=head.agency, by=auditor)
    assert waiting.clock_items(auditor) == []


def test_a_breach_is_signed_by_the_head_and_not_before_it_says_how_and_what_was_done(auditor, manager, file, head):
    document = begun(BREACH, breach(auditor, manager), auditor)
    with pytest.raises(Refused):
        drafting.send(document, by=auditor)
    with pytest.raises(Unseen):
        queries.get(auditor, "sign", document.pk)
    assert signed(document, writer=auditor, signer=head, typed=TYPED).has_file


def test_reports_are_there_for_auditors_and_heads_alone(auditor, manager, head, file):
    document = begun(MONTH, month(auditor), auditor)
    for role in set(Role) - {Role.AUDITOR, Role.HEAD}:
        with pytest.raises(Unseen):
            queries.get(staff(f"siapa-{role}", role), "read", document.pk)
    assert list(matters.visible(manager, Permission.SERVICE_REPORTS)) == []
    assert queries.get(head, "read", document.pk).pk == document.pk
    for verb in ("write", "sign"):
        with pytest.raises(Unseen):
            queries.get(head, verb, document.pk)


def test_no_count_leaves_where_nobody_hides_the_small_ones(auditor, manager, file, monkeypatch):
    document = begun(MONTH, month(auditor), auditor)
    monkeypatch.setattr(reports, "_desk", None)
    with pytest.raises(Unregistered):
        drafted(document, auditor)


def test_every_report_of_the_log_is_a_paper():
    assert {one["kind"] for one in PAPERS} <= {paper.kind for paper in papers.all_papers()}
    assert {paper.kind for paper in papers.about(LOG)} == {MONTH, BREACH}
