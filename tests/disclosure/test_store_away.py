"""A document whose file finds no store: it waits, and is issued when the store answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus

from disclosure import jobs, signing
from disclosure.actions import sign
from disclosure.models import Job
from disclosure.models.job import ATTEMPTS
from disclosure.workflow import DocumentState
from tests import buckets
from tests.disclosure.making import cast, sent
from tests.disclosure.test_documents import now, pdf_of

pytestmark = pytest.mark.django_db


def test_a_signed_document_waits_for_the_store_of_its_file_however_long_that_is_away(settings, bucket):
    people = cast()
    settings.SEALED_FILES_ENDPOINT = buckets.NOBODY
    document, moment = sign(sent(people), by=people.head), timezone.now()
    for _ in range(ATTEMPTS + 1):
        assert jobs.run_once(moment)
        assert not jobs.run_once(timezone.now() + timedelta(minutes=4))
        moment += timedelta(hours=1)
    assert (now(document).state, Job.objects.get().status) == (DocumentState.SIGNED, TaskResultStatus.READY)
    settings.SEALED_FILES_ENDPOINT = bucket.endpoint
    assert jobs.run_once(moment)
    assert now(document).state == DocumentState.ISSUED
    assert signing.verify(pdf_of(now(document), people.manager)).good
