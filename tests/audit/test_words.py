"""Codes of the log as an auditor reads them: never raw, in both languages."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from access import routes
from access.models import Agency
from access.permissions import Permission
from access.roles import Role
from audit import words
from audit.models import AuditEntry
from audit.objects import Thing
from audit.recording import record
from shelters.principals import CANARY, MATCHER
from tests.audit.logs import text

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("access", "audit", "disclosure", "casework", "referrals", "shelters")
ACT = re.compile(r"""(?:@action|house_act|acting)\(\s*"([a-z_]+\.[a-z_]+)\"""")
CODE = re.compile(r"[a-z_]+\.[a-z_]+")


def acts() -> set[str]:
    """The names of every action that the packages have."""
    return {
        code
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for code in ACT.findall(path.read_text())
    }


def purposes() -> set[str]:
    """What the pages say that they open values for."""
    views = (getattr(route.view, "view_class", None) for route in routes.walk())
    return {str(view.purpose) for view in views if view is not None and getattr(view, "purpose", "")}


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_purpose_action_or_permission_is_shown_as_its_code(language):
    assert len(acts()) > 60 and len(purposes()) > 20
    with translation.override(language):
        bare = {code for code in acts() | purposes() | {str(p) for p in Permission} if CODE.search(words.purpose(code))}
        silent = {code for code in acts() | {str(p) for p in Permission} if CODE.search(words.verb(code))}
    assert (bare, silent) == (set(), set())


def test_every_page_s_purpose_has_a_word_of_its_own():
    assert purposes() - words.PURPOSES.keys() == set()


def test_the_words_are_translated():
    with translation.override("en"):
        english = words.purpose("case.summary"), words.purpose("task.add"), words.verb("stay.arrive")
    assert english == ("Case summary", "Tasks", "recorded an arrival")


def test_whoever_acts_has_a_role_in_words_and_one_file_is_one_case():
    with translation.override("en"):
        assert {str(role) for role in (*Role, MATCHER.role, CANARY.role) if words.role(role) == str(role)} == set()
        assert words.kind("case") == "Case"


@pytest.mark.django_db(databases=["default", "shelters"])
def test_an_agency_stands_under_its_name_on_every_page(signed_in, auditor, manager, file):
    Agency.objects.filter(pk=manager.agency_id).update(name="Balai Perlindungan Contoh")
    record(manager, "case.read", Thing("case", str(file), file), purpose="case.summary")
    entry = AuditEntry.objects.filter(case_id=file, purpose="case.summary").first()
    client = signed_in(auditor)
    for path in (
        reverse("audit:file", args=[file]),
        reverse("audit:entry", args=[entry.pk]),
        reverse("audit:person", args=[manager.pk]),
    ):
        page = re.sub(r"<details.*?</details>", "", text(client.get(path)).split("<main", 1)[1], flags=re.DOTALL)
        assert "Balai Perlindungan Contoh" in page
        assert "Ringkasan kasus" in page
        assert "case.summary" not in page
