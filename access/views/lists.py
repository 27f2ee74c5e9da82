"""Lists: newest first by keyset, no totals, filters by coded choices only."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from access import policy
from access.newest import before, key_of
from access.views.base import PermissionedView


class GuardedListView(PermissionedView):
    """Roots under a permission, or rows of the child `model`; 25 a page.

    `filters` maps a GET parameter to its coded choices: {"tahap": ("state", {"open", "closed"})}; for roots the
    column must lie on the grant row. Other parameters, and other values, are ignored.
    """

    abstract = True
    model: ClassVar[type | None] = None
    template_name = "access/list.html"
    title: ClassVar[Any] = ""
    columns: ClassVar[tuple[Any, ...]] = ()
    filters: ClassVar[dict[str, tuple[str, Any]]] = {}
    order_field: ClassVar[str] = "opened"
    page_size: ClassVar[int] = 25
    page_key: ClassVar[str] = "sesudah"
    empty: ClassVar[Any] = ""

    def wants(self, rows: list) -> list[tuple]:
        """What the list opens: (instance, "field", …); nothing by default, and then no entry is made."""
        return []

    def row(self, obj: Any, opened: Any) -> dict[str, Any]:
        """One line: {"cells": […], "url": …, "state": …}."""
        raise NotImplementedError(f"{type(self).__name__} must say what a line shows")

    def context(self, rows: list, opened: Any) -> dict[str, Any]:
        """What the template gets besides the list."""
        return {}

    def queryset(self):
        """Rows of a child model that this list is about, scoped."""
        return policy.visible(self.request.user, self.permission, of=self.model)

    def chosen(self) -> dict[str, str]:
        """The filters in force."""
        given = self.request.GET
        return {
            column: given[name] for name, (column, choices) in self.filters.items() if given.get(name) in list(choices)
        }

    def rows(self) -> tuple[list, str | None]:
        """One page and the key of the next."""
        after = self.request.GET.get(self.page_key)
        if self.model is None:
            return policy.newest(self.request.user, self.permission, after, self.page_size, **self.chosen())
        queryset = self.queryset().filter(before(after, self.order_field, "pk"), **self.chosen())
        rows = list(queryset.order_by(f"-{self.order_field}", "-pk")[: self.page_size + 1])
        if len(rows) <= self.page_size:
            return rows, None
        rows = rows[: self.page_size]
        return rows, key_of(getattr(rows[-1], self.order_field), rows[-1].pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows, next_key = self.rows()
        wants = self.wants(rows)
        if not wants:
            return self.list_page(rows, next_key, None)
        with self.opening(rows, wants) as opened:
            return self.list_page(rows, next_key, opened)

    def list_page(self, rows: list, next_key: str | None, opened: Any) -> HttpResponse:
        return self.page(
            **{
                "title": self.title,
                "columns": [str(column) for column in self.columns],  # each line names them: translated once
                "rows": [self.row(obj, opened) for obj in rows],
                "next_url": self.next_url(next_key),
                "empty": self.empty,
                **self.context(rows, opened),
            }
        )

    def next_url(self, key: str | None) -> str:
        """The address of the next page, with the filters in force; empty on the last."""
        if key is None:
            return ""
        kept = {name: self.request.GET[name] for name, (column, _) in self.filters.items() if column in self.chosen()}
        return "?" + urlencode({**kept, self.page_key: key})
