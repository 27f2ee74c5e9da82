"""What a careless programmer's worker does: in a module of its own, because a task is made from settings."""

from django_tasks import task


@task()
def issue_near(document_id: str, near: str) -> None:
    """The worker's task with an argument too many."""
    from disclosure.tasks import issue_document

    issue_document.func(document_id)
