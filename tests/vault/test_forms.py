"""Form fields of sealed columns."""

from __future__ import annotations

from django import forms
from django.forms.renderers import DjangoTemplates

from tests.vault.tables import Client
from vault.unseal import open_field


class ClientForm(forms.ModelForm):
    default_renderer = DjangoTemplates

    class Meta:
        model = Client
        fields = ["name", "phone", "story"]


def test_a_form_never_shows_what_is_sealed(client_row):
    page = ClientForm(instance=Client.objects.get()).as_p()
    assert 'name="story"' in page
    for text in ("Melati", "0812", "warung", "tersegel"):
        assert text not in page


def test_a_form_seals_what_is_typed_and_an_empty_box_leaves_the_rest(client_row):
    form = ClientForm({"name": "Kenanga", "phone": "", "story": ""}, instance=Client.objects.get())
    assert form.is_valid()
    assert form.changed_data == ["name"]
    form.save()
    row = Client.objects.get()
    assert open_field(row, "name") == "Kenanga"
    assert open_field(row, "phone") == "0812-9000-1234"
    assert open_field(row, "story") == "Ia menelepon dari warung."


def test_a_refused_form_keeps_what_was_typed(client_row):
    form = ClientForm({"name": "Kenanga", "phone": "0813\x00", "story": "x"}, instance=Client.objects.get())
    assert not form.is_valid()
    assert "Kenanga" in form.as_p()


def test_a_new_row_takes_empty_boxes_as_empty(case):
    form = ClientForm({"name": "", "phone": "", "story": ""}, instance=Client(case_id=case))
    assert form.is_valid()
    form.save()
    assert open_field(Client.objects.get(), "name") == ""
