"""What a verb says when it does not act. The sentence is for the person: what happened, what is safe, what to do."""

from __future__ import annotations


class Refused(Exception):
    """A verb was not carried out and nothing was changed. `message` is shown as it is and holds no value."""

    def __init__(self, message, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotNow(Refused):
    """The object's state does not allow this step now."""


class Unseen(Exception):
    """For this person the object does not exist. Says nothing about whether it does."""


class UnscopedQuery(Exception):
    """A guarded model was about to be read without the policy having said for whom."""


class Unregistered(Exception):
    """A port that an upper package must fill is empty; nothing was done."""
