"""The notice of a breach (UU PDP article 46): which files and kinds of data, by which accounts, since when, and what
was done. It tells of no house: house events are none of its entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django import forms
from django.apps import apps
from django.db import router
from django.utils.translation import gettext_lazy as _

from access.models import Agency
from access.permissions import Permission
from audit import matters, subjects, words
from audit.lines import called
from audit.models import Matter
from audit.objects import kind_of
from audit.queries import people

Coded = Annotated[str, "coded"]

OF_FILES = "Berkas bukti atau dokumen"
TYPED = ("how", "impact", "done", "advice")


@dataclass(frozen=True)
class Account:
    """Who did it."""

    who: Coded
    role: Coded
    agency: Coded
    first: datetime
    last: datetime
    times: int


@dataclass(frozen=True)
class BreachNotice:
    """What the notice says."""

    matter: Coded
    found: datetime
    first: datetime | None
    last: datetime | None
    accounts: tuple[Account, ...]
    files: tuple[Coded, ...]
    kinds: tuple[Coded, ...]
    how: str
    impact: str
    done: str
    advice: str


def _text(label, help_text="") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class BreachTexts(forms.Form):
    """What the log can't say."""

    how = _text(
        _("Bagaimana terjadi"), _("Jangan sebut nama korban atau tempat seseorang berada: surat ini keluar dari sini.")
    )
    impact = _text(_("Akibat yang mungkin bagi yang bersangkutan"))
    done = _text(_("Yang sudah dilakukan"), _("Penanganan dan pemulihan: akun yang ditutup, kunci yang diganti."))
    advice = _text(_("Yang dapat dilakukan yang bersangkutan, dan ke mana bertanya"))


class BreachBuilder:
    """Fills the notice from the entries of the breach, as far as this reader may know of them."""

    def __init__(self, document, by) -> None:
        self.matter: Matter = document.root
        self.rows = matters.of_breach(self.matter, by)
        self.by = by

    def wants(self) -> Iterable[tuple]:
        return []

    def context(self, opened, typed: dict[str, str]) -> BreachNotice:
        accounts = _accounts(self.rows)
        return BreachNotice(
            matter=self.matter.reference,
            found=self.matter.found_at or self.matter.opened,
            first=min((one.first for one in accounts), default=None),
            last=max((one.last for one in accounts), default=None),
            accounts=accounts,
            files=_references(matters.files_of(self.rows, self.by)),
            kinds=_kinds(self.rows),
            **{name: typed.get(name, "") for name in TYPED},
        )


def _accounts(rows) -> tuple[Account, ...]:
    who, names = people(), dict(Agency.objects.values_list("code", "name"))
    times: dict[tuple[str, str, str], list[datetime]] = {}
    for actor, role, agency, time in rows.order_by("time", "id").values_list("actor", "role", "agency", "time"):
        times.setdefault((actor, role, agency), []).append(time)
    return tuple(
        Account(
            called(actor, who.get(actor)),
            words.role(role),
            names.get(agency, agency),
            found[0],
            found[-1],
            len(found),
        )
        for (actor, role, agency), found in sorted(times.items(), key=lambda one: one[1][0])
    )


def _references(files) -> tuple[str, ...]:
    """How these files are spoken of; what is no file of anybody served has no reference here."""
    labels = subjects.labels({(kind, file) for file in files for kind in ("case", "ticket")})
    found = (labels.get(("case", file)) or labels.get(("ticket", file)) for file in files)
    return tuple(sorted(label for label in found if label))


def _kinds(rows) -> tuple[str, ...]:
    """What kinds of data were opened: the rows whose fields the entries name, and files."""
    models, files = set(), False
    for digests in rows.values_list("digests", flat=True).iterator(2000):
        for name in digests:
            files = files or name.startswith("file:")
            if "#" in name:
                models.add(name.partition(":")[0])
    kinds = {kind for label in models if (kind := _kind(label))}
    return tuple(sorted(kinds | ({OF_FILES} if files else set())))


def _kind(label: str) -> str:
    """a row of a file → Orang dalam berkas; "" for a house and what lies with it, and for what has no word."""
    try:
        model = apps.get_model(label)
    except LookupError:
        return ""
    code = kind_of(model)
    if router.db_for_read(model) != "default" or code == Permission.SHELTER_READ.kind:
        return ""
    return words.kind(code) if code in words.KINDS else ""
