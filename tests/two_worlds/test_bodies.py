"""What the harness makes of a page's forms."""

from __future__ import annotations

from tests.two_worlds.bodies import Fillable

PAGE = """
<form method="get"><input type="date" name="dari"><select name="jenis"><option value="">semua</option>
<option value="baca">x</option><option value="tulis">y</option></select><input type="checkbox" name="tanpa_tugas">
</form>
<form method="post" action="/cari/"><input type="text" name="q"></form>
"""


def test_a_form_that_asks_is_asked_with_all_filled_in_and_with_each_single_choice():
    asked = Fillable(PAGE).asking()
    assert asked[0] == "?dari=2026-12-01&jenis=baca&tanpa_tugas=on"
    assert asked[1:] == ["?jenis=baca", "?jenis=tulis", "?tanpa_tugas=on"]


def test_a_form_that_sends_is_sent_and_not_asked():
    page = Fillable(PAGE)
    assert [form["filled"] for form in page.posting()] == [{"q": "Catatan uji, tanpa nama tempat."}]
    assert "q=" not in "".join(page.asking())
