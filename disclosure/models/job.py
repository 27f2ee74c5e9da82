"""A queued job whose failures keep no values."""

from __future__ import annotations

import traceback
from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from vault.errors import StoreAway

ATTEMPTS = 3
PAUSE = timedelta(seconds=30)
AWAY = timedelta(minutes=5)  # between looks for a store that doesn't answer: each opens the content anew, with an entry


class Job(DBTaskResult):
    """A queue row as the worker uses it: a failure is tried again twice, and what is stored of it are places in the
    code and the exception's type, never its message (a message can hold a value)."""

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return f"Pekerjaan {str(self.pk)[:8]}"

    def set_failed(self, exc: BaseException) -> None:
        """Notes the failure, and puts the job back into the queue while it has attempts left.

        One that met no store for its file has not been tried: it waits until the store answers.
        """
        self.traceback = _places(exc)
        self.exception_class_path = f"{type(exc).__module__}.{type(exc).__qualname__}"
        if isinstance(exc, StoreAway):
            self.worker_ids = self.worker_ids[:-1]
            self.put_back(timezone.now(), AWAY)
        else:
            self.put_back(timezone.now())

    def put_back(self, now, pause: timedelta | None = None) -> None:
        """Ready again after a pause, or failed for good after the last attempt."""
        if len(self.worker_ids) < ATTEMPTS:
            self.status = TaskResultStatus.READY
            self.run_after = now + (pause or PAUSE * len(self.worker_ids))
        else:
            self.status = TaskResultStatus.FAILED
            self.finished_at = now
        self.save()


def _places(exc: BaseException) -> str:
    """Where it happened, without the message and without the source lines."""
    frames = traceback.extract_tb(exc.__traceback__)
    return "".join(f"{frame.filename}:{frame.lineno} in {frame.name}\n" for frame in frames)
