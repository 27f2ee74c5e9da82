"""A queued job whose failures keep no values."""

from __future__ import annotations

import traceback
from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

ATTEMPTS = 3
PAUSE = timedelta(seconds=30)


class Job(DBTaskResult):
    """A queue row as the worker uses it: a failure is tried again twice, and what is stored of it are places in the
    code and the exception's type, never its message (a message can hold a value)."""

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return f"Pekerjaan {str(self.pk)[:8]}"

    def set_failed(self, exc: BaseException) -> None:
        """Notes the failure, and puts the job back into the queue while it has attempts left."""
        self.traceback = _places(exc)
        self.exception_class_path = f"{type(exc).__module__}.{type(exc).__qualname__}"
        self.put_back(timezone.now())

    def put_back(self, now) -> None:
        """Ready again after a pause, or failed for good after the last attempt."""
        if len(self.worker_ids) < ATTEMPTS:
            self.status = TaskResultStatus.READY
            self.run_after = now + PAUSE * len(self.worker_ids)
        else:
            self.status = TaskResultStatus.FAILED
            self.finished_at = now
        self.save()


def _places(exc: BaseException) -> str:
    """Where it happened, without the message and without the source lines."""
    frames = traceback.extract_tb(exc.__traceback__)
    return "".join(f"{frame.filename}:{frame.lineno} in {frame.name}\n" for frame in frames)
