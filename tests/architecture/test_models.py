"""What the database can hold: sealed or declared, in the right one of the two, without a superuser column."""

from __future__ import annotations

from django.apps import apps
from django.core import checks
from django.db import models, router

from access.models import Staff

OWN = {"vault", "access", "audit", "disclosure", "casework", "referrals", "shelters", "shelter_roots", "demo"}


def own_models():
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in OWN]


def test_every_text_column_is_sealed_or_declared_plain_with_a_reason():
    assert len(own_models()) > 20
    assert [message.msg for message in checks.run_checks() if message.id.startswith("vault.")] == []


def test_no_superuser_column_exists():
    assert [f.name for f in Staff._meta.get_fields() if "superuser" in f.name] == []
    assert Staff.is_superuser is False


def test_shelters_live_in_their_own_database_and_nothing_points_across():
    wrong = []
    for model in own_models():
        home = "shelters" if model._meta.app_label == "shelters" else "default"
        assert router.db_for_write(model) == home
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and router.db_for_write(field.related_model) != home:
                wrong.append(f"{model._meta.label}.{field.name}")
    assert wrong == []


def test_no_column_gets_its_value_from_the_database():
    wrong = [
        f"{m._meta.label}.{f.name}"
        for m in own_models()
        for f in m._meta.local_fields
        if f.has_db_default() or (isinstance(f, models.DateTimeField) and (f.auto_now or f.auto_now_add))
    ]
    assert wrong == []


def test_keys_of_what_people_see_are_uuids():
    counted = [
        m._meta.label for m in own_models() if isinstance(m._meta.pk, models.AutoField) and hasattr(m, "guarded_kind")
    ]
    assert counted == []
