"""Which of the two databases a model lives in: decided by its app label alone."""

from __future__ import annotations


class ByLabel:
    """Label `shelters` lives in the database `shelters`; everything else in `default`."""

    @staticmethod
    def _home(label: str) -> str:
        return "shelters" if label == "shelters" else "default"

    def db_for_read(self, model, **hints):
        return self._home(model._meta.app_label)

    def db_for_write(self, model, **hints):
        return self._home(model._meta.app_label)

    def allow_relation(self, a, b, **hints):
        return self._home(a._meta.app_label) == self._home(b._meta.app_label)

    def allow_migrate(self, db, app_label, **hints):
        return db == self._home(app_label)
