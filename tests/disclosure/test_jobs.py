"""The worker, step by step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus, task

from disclosure import jobs
from disclosure.models import Job
from disclosure.models.job import ATTEMPTS

pytestmark = pytest.mark.django_db

done: list[str] = []


@task()
def keep(word: str) -> None:
    done.append(word)


@task()
def fail_with(value: str) -> None:
    raise ValueError(f"the value is {value}")


@pytest.fixture(autouse=True)
def nothing_done():
    done.clear()


def test_one_step_runs_one_job():
    keep.enqueue("a")
    keep.enqueue("b")
    assert jobs.run_once(timezone.now())
    assert len(done) == 1
    assert jobs.run_all(timezone.now()) == 1
    assert sorted(done) == ["a", "b"]
    assert not jobs.run_once(timezone.now())


def test_a_failed_job_keeps_no_value():
    fail_with.enqueue("Jl. Kenanga Raya")
    jobs.run_once(timezone.now())
    job = Job.objects.get()
    assert job.exception_class_path == "builtins.ValueError"
    assert "fail_with" in job.traceback
    assert "Kenanga" not in job.traceback and "the value is" not in job.traceback


def test_a_failed_job_is_tried_again_later_and_given_up_in_the_end():
    fail_with.enqueue("x")
    now = timezone.now()
    for attempt in range(1, ATTEMPTS + 1):
        assert jobs.run_once(now)
        assert not jobs.run_once(timezone.now())
        now += timedelta(hours=1)
        assert len(Job.objects.get().worker_ids) == attempt
    assert Job.objects.get().status == TaskResultStatus.FAILED
    assert not jobs.run_once(now)


def test_a_job_that_a_killed_worker_left_is_run_by_the_next():
    keep.enqueue("a")
    now = timezone.now()
    Job.objects.get().claim("killed")
    assert not jobs.run_once(now + timedelta(minutes=1))
    assert not jobs.run_once(now + jobs.ABANDONED_AFTER + timedelta(seconds=1))
    assert jobs.run_once(now + jobs.ABANDONED_AFTER + timedelta(hours=1))
    assert done == ["a"]


def test_the_worker_command_runs_what_is_ready_and_ends(capsys):
    keep.enqueue("a")
    call_command("worker", "--once")
    assert done == ["a"]
    assert "1" in capsys.readouterr().out
