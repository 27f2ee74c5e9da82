"""Coded columns in words, on the models that people are shown."""

from __future__ import annotations

from typing import Any

from django.db import models


class InWords:
    """`get_…_display` looks up the one word it gives; Django's own puts every choice into words to find it."""

    def _get_FIELD_display(self, field: models.Field) -> Any:
        value = getattr(self, field.attname)
        return next((str(word) for code, word in field.flatchoices if code == value), value)
