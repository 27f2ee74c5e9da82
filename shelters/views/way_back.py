"""A form one may leave again without having done anything."""

from __future__ import annotations

from typing import Any


class WayBack:
    """Mixin, left of ActionView: the page says where one goes without acting; that is where acting leads, too."""

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        return {"back": self.success_url(obj)}  # type: ignore[attr-defined]
