"""A safe house as the main database knows it: an opaque id, a code name, and who has standing rights to it.

Nothing else about a house lives in `default`, and no row here is ever rewritten because somebody sleeps there.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
