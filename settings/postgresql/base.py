"""PostgreSQL that may be silent for so many seconds and no longer: the option `answers_within` of a database.

`statement_timeout` is the server's own, and a server that stands still (stopped, swapped out, its disk hanging) ends
nothing; its machine still acknowledges what is sent, so that the network finds nothing wrong either. The one who asks
has to look at the clock. What was asked may still be carried out, should the server come to itself: unknown, as after
any connection that breaks.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg import Connection, OperationalError, errors


class _Planned(base.ServerBindingCursor):
    """Prepares its own statements, and while it does so alone: psycopg would count and keep all other ones, too."""

    def execute(self, query: Any, params: Any = None) -> Any:
        self.connection.prepare_threshold = 0
        try:
            return super().execute(query, params, prepare=True)
        finally:
            self.connection.prepare_threshold = None


class Operations(DatabaseOperations):
    """Statements are told whole, where somebody listens, whichever cursor sent them."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str | None:
        if isinstance(cursor, _Planned):
            return self.compose_sql(sql, params)
        return super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection is closed, and that is an OperationalError, when an answer takes longer than `answers_within`."""

    ops_class = Operations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        within = conn_params.pop("answers_within", None)
        connection = super().get_new_connection(conn_params)
        if within is not None:
            _lose_patience(connection, within)
        return connection

    def planned_cursor(self) -> Any:
        """A cursor for whose statements the server makes its plan once for each connection (`access.prepared`): that
        takes longer than the answer, where walls and grants are asked for."""
        self.close_if_health_check_failed()  # as any cursor of Django's does
        with self.wrap_database_errors:
            self.ensure_connection()
        planned: Any = _Planned
        return self._prepare_cursor(planned(self.connection))


def _lose_patience(connection: Connection, within: float) -> None:
    wait = connection.wait

    def patient(*args: Any, **kwargs: Any) -> Any:
        try:
            return wait(*args, **{"timeout": within, **kwargs})
        except errors._WaitTimeout:
            connection.close()
            raise OperationalError("the database is silent") from None

    connection.wait = patient  # type: ignore[method-assign]
