"""What the worker does. Arguments are ids alone: they lie in the queue in clear."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task


@task()
def issue_document(document_id: str) -> None:
    """Renders, signs and seals a document that its signer has signed."""
    from disclosure import issue

    issue.issue(UUID(document_id))
