"""The cast of the log's tests."""

from uuid import uuid4

import pytest

from access.roles import Role
from access.signin import sign_in_as
from audit.models import AuditEntry, Reason
from audit.objects import Thing
from audit.recording import record
from audit.reveal import reveal
from tests.audit.logs import WHY, packed
from tests.audit.people import staff


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
def reasoned(manager, auditor):
    """An entry of a read for which a reason was typed."""
    about = type(manager).objects.get(pk=manager.pk)
    with reveal(auditor, "staff.page", about, [], WHY):
        pass
    return AuditEntry.objects.get(pk=Reason.objects.get().entry)
