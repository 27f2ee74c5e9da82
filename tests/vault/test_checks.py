"""The system check: text is sealed, or somebody said why not."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.core import checks as django_checks
from django.db import models

from tests.vault.tables import Client, Spot
from vault.checks import check_model, declared, own_apps, text_columns_are_sealed
from vault.fields import BlindIndexField, SealedJSONField, SealedTextField
from vault.models import SealedModel
from vault.purpose import Purpose


def model(base=models.Model, **members):
    """A model class of this test alone."""
    meta = type("Meta", (), {"app_label": "vault", "apps": Apps()})
    return type("Made", (base,), {"__module__": __name__, "Meta": meta, **members})


def found(made):
    return [(problem.id, problem.msg) for problem in check_model(made)]


class Choice(models.TextChoices):
    ONE = "one"


TEXT = {
    "characters": lambda: models.CharField(max_length=9),
    "choices": lambda: models.CharField(max_length=9, choices=Choice),
    "text": models.TextField,
    "json": models.JSONField,
    "mail": models.EmailField,
    "slug": models.SlugField,
    "link": models.URLField,
    "file": models.FileField,
    "image path": models.FilePathField,
    "address": models.GenericIPAddressField,
    "bytes": models.BinaryField,
    "a kind nobody has seen": type("NewField", (models.Field,), {"__module__": __name__}),
}
NOT_TEXT = {
    "number": models.IntegerField,
    "yes or no": models.BooleanField,
    "day": models.DateField,
    "moment": models.DateTimeField,
    "hour": models.TimeField,
    "span": models.DurationField,
    "amount": lambda: models.DecimalField(max_digits=5, decimal_places=2),
    "measure": models.FloatField,
    "id": models.UUIDField,
    "count": models.PositiveSmallIntegerField,
    "sealed text": SealedTextField,
    "sealed data": SealedJSONField,
}


@pytest.mark.parametrize("kind", TEXT)
def test_a_text_column_that_nobody_declared_is_found_with_the_line_to_add_and_its_file(kind):
    made = model(note=TEXT[kind]())
    assert found(made) == [("vault.E001", "vault.Made.note is text that is neither sealed nor declared plain.")]
    (problem,) = check_model(made)
    assert 'add to class Made in tests/vault/test_checks.py: plain_text = {"note": ' in problem.hint
    assert problem.level >= django_checks.ERROR


@pytest.mark.parametrize("kind", TEXT)
def test_a_text_column_declared_with_a_reason_is_fine(kind):
    assert found(model(note=TEXT[kind](), plain_text={"note": "a coded choice that names nobody"})) == []


@pytest.mark.parametrize("kind", NOT_TEXT)
def test_a_column_without_text_needs_no_word(kind):
    base = SealedModel if "sealed" in kind else models.Model
    assert found(model(base, note=NOT_TEXT[kind](), sealed_owner="id")) == []


@pytest.mark.parametrize("reason", ["", "   ", "ok", None, True])
def test_a_reason_must_be_written(reason):
    made = model(note=models.TextField(), plain_text={"note": reason})
    assert [number for number, _ in found(made)] == ["vault.E002"]


def test_a_declaration_of_a_column_that_is_gone_or_sealed_is_found():
    made = model(SealedModel, note=SealedTextField(), plain_text={"note": "was plain once", "old": "gone by now"})
    made.sealed_owner = "id"
    assert [number for number, _ in found(made)] == ["vault.E003", "vault.E003"]


def test_a_base_may_declare_what_it_brings():
    class Base(models.Model):
        code = models.CharField(max_length=5)
        plain_text = {"code": "a made-up code"}

        class Meta:
            app_label = "vault"
            abstract = True

    made = model(Base, state=models.CharField(max_length=5), plain_text={"state": "a coded choice"})
    assert found(made) == []
    assert declared(made) == {"code": "a made-up code", "state": "a coded choice"}


def test_sealed_columns_need_a_sealed_model_and_an_owner():
    assert [number for number, _ in found(model(note=SealedTextField()))] == ["vault.E004"]
    assert [number for number, _ in found(model(SealedModel, note=SealedTextField()))] == ["vault.E005"]
    through = property(lambda self: self.id)
    assert found(model(SealedModel, note=SealedTextField(), sealed_owner="owner", owner=through)) == []


def test_a_location_needs_one_size_and_is_never_searchable():
    members = {"sealed_owner": "id", "sealed_purpose": Purpose.LOCATION}
    assert [number for number, _ in found(model(SealedModel, spot=SealedTextField(), **members))] == ["vault.E006"]
    indexed = model(SealedModel, spot=SealedTextField(pad=64), spot_index=BlindIndexField(source="spot"), **members)
    assert [number for number, _ in found(indexed)] == ["vault.E008"]


def test_a_blind_index_needs_a_sealed_source():
    made = model(SealedModel, note_index=BlindIndexField(source="note"), sealed_owner="id")
    assert [number for number, _ in found(made)] == ["vault.E007"]


def test_the_tests_own_tables_pass():
    assert found(Client) == found(Spot) == []


def test_all_own_apps_are_looked_at_and_those_of_others_are_not():
    labels = {config.label for config in own_apps()}
    assert "vault" in labels
    assert not labels & {"auth", "sessions", "contenttypes", "guardian", "auditlog", "account", "mfa"}
    root = Path(__file__).resolve().parents[2]
    inside = {config.label for config in apps.get_app_configs() if Path(config.path).resolve().parent == root}
    assert inside <= labels


def test_the_check_runs_with_djangos_own():
    assert text_columns_are_sealed in django_checks.registry.registry.get_checks()


def calls_of(tree, name):
    """Lines that call `….name(…)` on the sealed files."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == name and "files" in ast.unparse(node.value)
    ]


def test_only_reveal_reads_a_sealed_file():
    assert calls_of(ast.parse("x = sealed_files.read(owner, name)"), "read") == [1]
    root = Path(__file__).resolve().parents[2]
    packages = ["access", "audit", "disclosure", "casework", "referrals", "shelters", "demo", "vault"]
    wrong = [
        str(path.relative_to(root))
        for package in packages
        for path in (root / package).rglob("*.py")
        if "sealed_files" in path.read_text() and calls_of(ast.parse(path.read_text()), "read")
    ]
    assert [name for name in wrong if name != "audit/reveal.py"] == []


def test_randomness_comes_from_one_module():
    root = Path(__file__).resolve().parents[2] / "vault"
    for path in root.rglob("*.py"):
        if path.name != "entropy.py":
            text = path.read_text().replace("session.generate_key(", "")  # a token makes its own, inside
            for other in ("urandom", "import secrets", "import random", "uuid4", "generate_key", ".generate("):
                assert other not in text, f"{path.name} makes randomness of its own"
