"""The people of a case."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from casework.models.case import Case
from casework.options.intake import RELATIONS, SEXES, Answer
from vault.entropy import new_id
from vault.fields import BlindIndexField, SealedJSONField, SealedTextField
from vault.models import SealedModel


class Part(models.TextChoices):
    """What somebody is in a case."""

    VICTIM = "victim", _("Korban")
    REPORTER = "reporter", _("Pelapor")
    REPORTED = "reported", _("Terlapor")
    FAMILY = "family", _("Keluarga atau wali")


class CasePerson(SealedModel, GuardedModel):
    """One person in one case. `works_in`: one of our own units, which a wall then keeps from the file."""

    guarded_by = "case"
    wall = "case_id"
    audit_kind = "person"
    plain_text = {
        "part": "one of Part",
        "sex": "one of SEXES",
        "relation": "one of RELATIONS",
        "phone_safe": "a chip: yes, no or not known",
    }

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="persons")
    part = models.CharField(max_length=10, choices=Part.choices)
    sex = models.CharField(max_length=1, choices=SEXES, blank=True, default="")
    relation = models.CharField(max_length=10, choices=RELATIONS, blank=True, default="")
    phone_safe = models.CharField(max_length=3, choices=Answer.choices, blank=True, default="")
    works_in = models.ForeignKey("access.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added = models.DateTimeField()

    name = SealedTextField(pad=256, blank=True)
    nik = SealedTextField(pad=64, blank=True)
    phone = SealedTextField(pad=64, blank=True)
    born = SealedTextField(pad=64, blank=True)
    address = SealedTextField(pad=512, blank=True)
    hours = SealedTextField(pad=128, blank=True)
    code_word = SealedTextField(pad=64, blank=True)
    facts = SealedJSONField(pad=512, null=True)
    nik_index = BlindIndexField(source="nik", normalise="nik")
    phone_index = BlindIndexField(source="phone", normalise="phone")
    name_index = BlindIndexField(source="name", normalise="name")

    class Meta:
        base_manager_name = "every"
        ordering = ("added", "id")
        verbose_name = _("orang")

    def __str__(self) -> str:
        return f"{self.get_part_display()} {str(self.pk)[:4].upper()}"


class Doubt(models.TextChoices):
    ASKED = "asked", _("Menunggu jawaban supervisor")
    SAME = "same", _("Orang yang sama")
    OTHER = "other", _("Orang lain")


class NameDoubt(GuardedModel):
    """A reported person bears the name of one of our staff: a name alone decides nothing, the supervisor is asked."""

    guarded_by = "case"
    wall = "case_id"
    audit_kind = "name_doubt"
    plain_text = {"answer": "one of Doubt"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="doubts")
    staff = models.ForeignKey("access.Staff", on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=6, choices=Doubt.choices, default=Doubt.ASKED)
    asked = models.DateTimeField()
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("access.Staff", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        base_manager_name = "every"
        constraints = [models.UniqueConstraint(fields=["case", "staff"], name="one_doubt_per_person")]

    def __str__(self) -> str:
        return f"{self.get_answer_display()}"
