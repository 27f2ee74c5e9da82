"""Forms as the frame renders them: label, help and error beside the field, and what was typed."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.template import engines


class Call(forms.Form):
    secret = forms.CharField(widget=forms.HiddenInput, required=False)
    what = forms.CharField(label="Apa yang terjadi?", help_text="Satu <kalimat> cukup.", widget=forms.Textarea)
    number = forms.CharField(label="Nomor", required=False, min_length=10)
    safe = forms.ChoiceField(label="Aman?", choices=[("y", "Ya"), ("n", "Tidak")], widget=forms.RadioSelect)
    heard = forms.BooleanField(label="Didengar", required=False)
    kind = forms.ChoiceField(label="Jenis", choices=[("f", "Fisik")], widget=forms.Select({"class": "kecil"}))


def rendered(form, template="{% form_fields form %}") -> str:
    return engines["django"].from_string(template).render({"form": form})


def tag(html: str, identifier: str) -> str:
    return re.search(rf'<[a-z]+[^>]*\bid="{identifier}"[^>]*>', html)[0]


def test_every_control_has_a_label():
    html = rendered(Call())
    for identifier in ("id_what", "id_number", "id_kind"):
        assert f'for="{identifier}"' in html
    assert html.count("<legend") == 1
    assert re.search(r'<label class="choice"[^>]*><input type="radio"[^>]*>\s*<span>Ya</span>', html)


def test_help_and_error_are_tied_to_the_field():
    html = rendered(Call({"number": "0812"}))
    assert 'aria-describedby="id_what_helptext id_what_error"' in tag(html, "id_what")
    assert 'aria-invalid="true"' in tag(html, "id_number")
    assert tag(html, "id_number_error")
    assert re.search(r'<fieldset[^>]*aria-describedby="id_safe_error"', html)


def test_failed_form_keeps_what_was_typed():
    typed = "0812 <b>ü</b> 🙂"
    html = rendered(Call({"number": "0812", "what": typed, "secret": "s", "heard": "on"}))
    assert "0812 &lt;b&gt;ü&lt;/b&gt; 🙂</textarea>" in html
    assert 'value="0812"' in html
    assert 'value="s"' in html
    assert re.search(r'name="heard"[^>]* checked', html)


def test_summary_leads_to_each_wrong_field_and_stands_once():
    form = Call({"number": "0812"})
    html = rendered(form, "{% error_summary form %}{% form_fields form %}")
    assert html.count("data-error-summary") == 1
    for target in re.findall(r'<li><a href="#([^"]+)"', html):
        assert tag(html, target)
    assert rendered(Call({"number": "0812"})).count("data-error-summary") == 1
    assert "data-error-summary" not in rendered(Call())


def test_help_text_stays_text():
    assert "Satu &lt;kalimat&gt; cukup." in rendered(Call())


def test_optional_fields_say_so_and_required_ones_need_no_star():
    html = rendered(Call())
    assert html.count("boleh kosong") == 1  # the phone number; a box to tick is optional by nature
    assert "*" not in html


@pytest.mark.parametrize(
    ("name", "wanted"), [("what", "form-control"), ("kind", "kecil form-select"), ("heard", "form-check-input")]
)
def test_widgets_wear_the_frame_s_classes_beside_their_own(name, wanted):
    assert f'class="{wanted}"' in tag(rendered(Call()), f"id_{name}")
