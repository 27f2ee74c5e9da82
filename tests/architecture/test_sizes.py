"""Short fields have one size each: no length tells two of them apart. Only the long texts named here go by steps."""

from __future__ import annotations

import pytest
from django.apps import apps

from vault import cipher, keyring
from vault.entropy import new_id
from vault.fields import SealedTextField, sealed_fields
from vault.models import SealedModel

# what people write at length: the next Padmé step tells of its length what the threat model says
LONG = {
    "casework.assessment.findings", "casework.case.chronology", "casework.deskdraft.typed", "casework.message.text",
    "casework.session.notes", "casework.session.summary", "casework.ticket.what", "disclosure.document.content",
    "disclosure.document.typed", "disclosure.release.unseen", "referrals.answer.text", "referrals.referral.note",
    "referrals.visum.conclusion", "referrals.visum.findings_text",
}  # fmt: skip
COLUMNS = {
    field.place_name: (model, field)
    for model in apps.get_models()
    if issubclass(model, SealedModel) and not model.__module__.startswith("tests.")
    for field in sealed_fields(model).values()
}


def test_only_the_long_texts_named_here_have_no_size():
    assert {name for name, (_, field) in COLUMNS.items() if field.pad is None} == LONG


@pytest.mark.parametrize("name", sorted(COLUMNS.keys() - LONG))
def test_one_short_and_one_longest_value_have_envelopes_of_one_length(name, db):
    model, field = COLUMNS[name]
    row = model(id=new_id())
    if column := model.owner_column():
        setattr(row, column, new_id())
    if not keyring.exists(model.sealed_purpose, field.owner_of(row)):
        keyring.mint(model.sealed_purpose, field.owner_of(row))
    longest = (field.pad or 0) - (0 if isinstance(field, SealedTextField) else len('""'))
    lengths = []
    for value in ("", "x", "x" * longest):
        setattr(row, field.attname, value)
        lengths.append(len(field.seal(row)))
    assert lengths == [cipher.OVERHEAD + field.pad + 1] * 3
