"""What the two other peers need to fill the product's own templates: its addresses by name, its frame, its words.

All peers render the same templates, so that no ratio is about HTML.
"""

from __future__ import annotations

import re
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import include, path
from django.utils import timezone

from bench import cases
from settings.environment import BASE_DIR

PACKAGES = ("casework", "access", "audit", "disclosure", "referrals", "shelters")
MEASURED = ("cases", "case", "write_message", "search")
COLUMNS = ("Kasus", "Nomor registrasi", "Dibuka", "Jenis utama", "Kota", "Risiko", "Manajer kasus", "Tahap")
STATES = [
    ("", "Semua"),
    ("complaint", "Pengaduan"),
    ("open", "Berjalan"),
    ("refused", "Ditolak"),
    ("closed", "Selesai"),
]
CHOICES = [{"code": code, "label": label, "current": code == ""} for code, label in STATES]
LABELS = {word: word.capitalize() for word in ("open", "closed", *cases.RISKS, *cases.CHANNELS, *cases.PLACES)}
TABS = (
    ("Ringkasan", ""), ("Orang", "orang/"), ("Persetujuan", "persetujuan/"), ("Asesmen", "asesmen/"),
    ("Rencana", "rencana/"), ("Tugas", "tugas/"), ("Percakapan", "percakapan/"), ("Rujukan", "rujukan/"),
    ("Konseling", "konseling/"), ("Bukti", "bukti/"), ("Dokumen", "dokumen/"), ("Linimasa", "linimasa/"),
)  # fmt: skip
PLACES = [
    {"label": label, "url": url, "icon": icon, "waiting": None, "current": url == "/kasus/"}
    for label, url, icon in (
        ("Hari ini", "/", "calendar-check"),
        ("Kasus", "/kasus/", "folder2-open"),
        ("Cari", "/cari/", "search"),
    )
]
FRAME = {
    "places": PLACES,
    "signed_in": True,
    "demo": False,
    "language": "id",
    "languages": [("id", "ID", "Bahasa Indonesia"), ("en", "EN", "English")],
    "search_url": "/cari/",
    "account_url": "/akun/",
    "home_url": "/",
}
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
SETTINGS_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]


def templates() -> list[dict]:
    """The TEMPLATES setting: the product's own directories, and the frame below."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [BASE_DIR / "templates", BASE_DIR / "casework" / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                    "bench.frame.frame",
                ],
                "builtins": ["settings.tags", "django.templatetags.i18n", "django.templatetags.static"],
            },
        }
    ]


def frame(request) -> dict:
    """Context processor; the template's person has a role, an agency and a name."""
    user = request.user
    user.role = user.get_role_display = "Manajer Kasus"
    user.agency, user.name = "UPT PPPA Dinas PPAPP", user.username
    return {"frame": {**FRAME, "person": str(request.user.pk)}}


def addresses(of_list, of_case, of_search, of_note, empty) -> list:
    """The urlpatterns of a peer with these views, named as the product's are."""

    def elsewhere(request, **kwargs) -> HttpResponse:
        return HttpResponse(status=204)

    named = [
        path("kasus/", of_list, name="cases"),
        path("kasus/<uuid:pk>/", of_case, name="case"),
        path("kasus/<uuid:pk>/percakapan/tulis/", of_note, name="write_message"),
        path("cari/", of_search, name="search"),
    ]
    others = {package: _named_by_the_product(package) for package in PACKAGES}
    named += [path(route, elsewhere, name=name) for route, name in others.pop("casework") if name not in MEASURED]
    return [
        path("kosong/", elsewhere, name="blank"),
        path("bahasa/", elsewhere, name="language"),
        path("bench/kosong/", empty),
        path("", include((named, "casework"))),
        *(
            path("", include(([path(route, elsewhere, name=name) for route, name in pages], package)))
            for package, pages in others.items()
        ),
    ]


def _named_by_the_product(package: str) -> list[tuple[str, str]]:
    """(route, name) of every page of a package that templates may lead to.

    Read as text, for importing the addresses would import the product.
    """
    source = (BASE_DIR / package / "urls.py").read_text(encoding="utf-8")
    prefixes = {name: prefix for prefix, name in re.findall(r'path\("([^"]*)", include\((\w+)\)', source)}
    found = []
    for block in re.split(r"^(?=\w+ = \[)", source, flags=re.MULTILINE)[1:]:
        prefix = prefixes.get(block.split(" ")[0], "")
        named = re.findall(r'path\(\s*"([^"]*)",(?:(?!path\()[\s\S])*?name="(\w+)"', block)
        found += [(prefix + route, name) for route, name in named]
    return found


def noted(request, readers: int) -> None:
    """What a written note is answered with."""
    messages.success(request, f"Pesan tersimpan. Dilihat oleh: {readers} orang.")


def line(
    pk: str, reference: str, number: str, opened: datetime, kind: str, city: str, risk: str, mine: bool, state: str
) -> dict:
    """One line of the list."""
    shown = f"{timezone.localtime(opened):%d.%m.%Y %H.%M}"
    cells = [reference, number, shown, kind.capitalize(), city, LABELS[risk], "Anda" if mine else "Rekan"]
    return {"cells": cells, "url": f"/kasus/{pk}/", "state": (state, LABELS[state])}


def list_context(rows: list[dict], next_url: str) -> dict:
    """What `casework/list.html` gets."""
    return {"title": "Kasus", "columns": COLUMNS, "rows": rows, "next_url": next_url, "choices": CHOICES, "empty": ""}


def case_context(case: dict, told: dict, name: str, readers: list[dict]) -> dict:
    """What `casework/case/summary.html` gets. CASE: its plain columns."""
    pk, handling = case["pk"], case["state"] == "open"
    words = {f"get_{column}_display": LABELS[case[column]] for column in ("state", "risk", "channel", "place_kind")}
    return {
        "case": {**case, **words, "get_city_code_display": case["city_code"], "ending": ""},
        "tabs": [{"label": label, "url": f"/kasus/{pk}/{tail}", "current": not tail} for label, tail in TABS],
        "running": handling,
        "may_handle": handling,
        "told": told,
        "endings": {},
        "victims": [{"name": name, "reference": f"Korban {pk[:4].upper()}"}],
        "kinds": [kind.capitalize() for kind in case["kinds"].split(",")],
        "flags": [flag for flag in case["flags"].split(",") if flag],
        "panels": [],
        "readers": readers,
    }


class SearchForm(forms.Form):
    """The box of the search page."""

    q = forms.CharField(label="Cari", max_length=200)


def search_context(form, rows: list[dict]) -> dict:
    """What `casework/search.html` gets after a search."""
    return {"form": form, "searched": True, "rows": rows, "columns": ["Berkas", "Cocok pada", "Tahap"]}
