"""The worker, steppable: `run_once(now)` runs at most one job. The command `worker` calls it again and again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from django.db import transaction
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import get_date_max

from disclosure import matching
from disclosure.models import Job
from vault import keyring

WORKER = "lindung"
ABANDONED_AFTER = timedelta(minutes=10)


def run_once(now: datetime, worker_id: str = WORKER) -> bool:
    """Claims the next ready job and runs it to its end; False when none was ready, or while the matcher is away:
    documents wait for it. Never raises for a job's failure."""
    reap(now)
    if not matching.matcher().ready():
        return False
    job = _claim(now, worker_id)
    if job is None:
        return False
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name=job.backend_name,
        startup_delay=False,
        max_tasks=1,
        worker_id=worker_id,
        excluded_queue_names=[],
    )
    with keyring.held():
        worker.run_task(job)
    return True


def run_all(now: datetime, limit: int = 1000) -> int:
    """Runs what is ready, one job after the other; how many there were."""
    done = 0
    while done < limit and run_once(now):
        done += 1
    return done


def reap(now: datetime) -> int:
    """Puts back jobs that a killed worker left running; how many."""
    with transaction.atomic():
        left = Job.objects.select_for_update(skip_locked=True).filter(
            status=TaskResultStatus.RUNNING, started_at__lte=now - ABANDONED_AFTER
        )
        jobs = list(left)
        for job in jobs:
            job.put_back(now)
    return len(jobs)


def _claim(now: datetime, worker_id: str) -> Job | None:
    due = Q(run_after=get_date_max()) | Q(run_after__lte=now)
    with transaction.atomic():
        job = cast("Job | None", Job.objects.filter(due, status=TaskResultStatus.READY).get_locked())
        if job is not None:
            job.claim(worker_id)
    return job
