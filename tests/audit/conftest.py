"""The cast of the log's tests."""

from uuid import uuid4

import pytest

from access.roles import Role
from access.signin import sign_in_as
from audit import questions
from audit.models import AuditEntry, Reason
from audit.objects import Thing
from audit.recording import record
from audit.reveal import reveal
from tests.audit.asking import ASKED
from tests.audit.logs import WHY, packed, vkey
from tests.audit.outside import NAME, VKEY, Running, key_of
from tests.audit.people import agency, staff


@pytest.fixture
def manager(db):
    return staff("manajer", Role.CASE_MANAGER)


@pytest.fixture
def auditor(db):
    return staff("auditor", Role.AUDITOR)


@pytest.fixture
def guard(db):
    return staff("petugas1", Role.HOUSE_STAFF, pseudonym="melati-7")


@pytest.fixture
def export_of(tmp_path):
    def make(data):
        path = tmp_path / "log.zip"
        path.write_bytes(data if isinstance(data, bytes) else packed(data))
        return path

    return make


@pytest.fixture
def signed_in(client, rf):
    def sign_in(person):
        request = rf.get("/")
        request.session = client.session
        sign_in_as(request, person)
        request.session.save()
        client.cookies["sessionid"] = request.session.session_key
        return client

    return sign_in


@pytest.fixture
def file(manager):
    """A file that its manager read and wrote."""
    case = uuid4()
    record(manager, "case.accept", Thing("case", str(case), case))
    record(manager, "case.read", Thing("case", str(case), case), purpose="case.page")
    return case


@pytest.fixture
def supervisor(manager):
    return staff("supervisor", Role.SUPERVISOR)


@pytest.fixture
def head(manager):
    return staff("kepala", Role.HEAD)


@pytest.fixture
def inspector(db):
    """The auditor, of an agency of their own."""
    return staff("pemeriksa", Role.AUDITOR, agency=agency("INSPEKTORAT"))


@pytest.fixture
def entry(file):
    """The read of the file, by its manager."""
    return AuditEntry.objects.get(case_id=file, action="case.read")


@pytest.fixture
def question(entry, manager, inspector):
    return questions.ask(manager.pk, entry=entry, text=ASKED, by=inspector)


@pytest.fixture
def reasoned(manager):
    """An entry of a read for which a reason was typed, by an auditor who doesn't sign it off."""
    about, reader = type(manager).objects.get(pk=manager.pk), staff("auditor-lain", Role.AUDITOR)
    with reveal(reader, "staff.page", about, [], WHY):
        pass
    return AuditEntry.objects.get(pk=Reason.objects.get().entry)


@pytest.fixture
def running(tmp_path):
    """Starts witnesses of a log of the tests' own, all on one state; ends those that still run."""
    started = []

    def start(*logs, **options):
        started.append(Running(tmp_path / "state", *(logs or (VKEY,)), **options))
        return started[-1]

    yield start
    _end(started)


@pytest.fixture
def alone(running):
    """A witness that watches a log of the tests' own."""
    return running()


@pytest.fixture
def start_witness(tmp_path, settings):
    """Starts witnesses of this installation's log, each on a state of its own, and names them in its settings."""
    started = []

    def start(*logs, name=NAME, listen="127.0.0.1:0"):
        state = tmp_path / f"witness-{len(started)}"
        key = key_of(state, name)
        started.append(Running(state, *(logs or (vkey(),)), name=name, listen=listen))
        started[-1].key = key
        settings.AUDIT_WITNESSES = [*settings.AUDIT_WITNESSES, f"{started[-1].url} {key.line}"]
        return started[-1]

    settings.AUDIT_WITNESSES = []
    yield start
    _end(started)


@pytest.fixture
def witness(start_witness):
    """A witness that watches this installation's log."""
    return start_witness()


def _end(started):
    for witness in started:
        if witness.process.poll() is None:
            witness.end()
        assert "Traceback" not in witness.complaints
