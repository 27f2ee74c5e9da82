"""Form fields for sealed columns."""

from __future__ import annotations

from typing import Any

from django import forms

from vault.sealed import Sealed


class SealedFormField(forms.CharField):
    """A text box that never shows what is sealed: empty means "leave it as it is"."""

    def prepare_value(self, value: Any) -> Any:
        return "" if isinstance(value, Sealed) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        if isinstance(initial, Sealed):
            return data not in (None, "")
        return super().has_changed(initial, data)
