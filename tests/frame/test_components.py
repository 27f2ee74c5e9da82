"""Tags, filters and components: what they say, and that what people typed stays text."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template import engines
from django.utils import translation

from settings import charts, shown, states

NOW = datetime(2026, 11, 23, 19, 10, tzinfo=UTC)  # 02.10 WIB on the 24th


def rendered(template: str, **context) -> str:
    return engines["django"].from_string(template).render(context)


def text(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_times_are_jakarta_times_in_the_field_s_form():
    assert rendered("{{ at|wib_time }}", at=NOW) == "02.10 WIB"
    assert rendered("{{ at|wib_date }}", at=NOW) == "24 November 2026"
    assert rendered("{{ at|wib_datetime }}", at=NOW) == "24 November 2026, 02.10 WIB"
    assert rendered("{{ at|wib_time }}{{ at|wib_date }}{{ at|wib_datetime }}", at=None) == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "kurang dari 1 menit"),
        (59, "kurang dari 1 menit"),
        (3600 * 3 + 720, "3 jam 12 menit"),
        (90000, "1 hari 1 jam"),
    ],
)
def test_durations_name_their_two_largest_units(seconds, words):
    assert rendered("{{ span|duration }}", span=timedelta(seconds=seconds)) == words
    assert rendered("{{ span|duration }}", span=seconds) == words


def test_english_durations_know_one_and_many():
    with translation.override("en"):
        assert rendered("{{ span|duration }}", span=3660) == "1 hour 1 minute"
        assert rendered("{{ span|duration }}", span=7320) == "2 hours 2 minutes"


@pytest.mark.parametrize(
    ("left", "tone", "words"),
    [
        (timedelta(hours=3, minutes=12), "calm", "sisa 3 jam 12 menit"),
        (timedelta(minutes=60), "near", "sisa 1 jam"),
        (timedelta(0), "near", "sisa kurang dari 1 menit"),
        (-timedelta(hours=2), "late", "lewat 2 jam"),
    ],
)
def test_clock_is_loud_only_when_near(left, tone, words):
    with time_machine.travel(NOW, tick=False):
        html = rendered("{% due_clock at %}", at=NOW + left)
    assert f"clock-{tone}" in html
    assert text(html).startswith(words)
    assert "WIB" in html


def test_clock_without_a_moment_is_nothing():
    assert rendered("{% due_clock at %}", at=None) == ""


def test_state_is_told_by_word_and_shape():
    html = rendered('{% state_badge "declined" "Ditolak" %}')
    assert "Ditolak" in text(html)
    assert "#x-octagon" in html
    assert "#circle" in rendered('{% state_badge "belum-dikenal" %}')


def test_every_tone_has_one_shape_or_more_and_red_is_for_danger():
    reds = {key for key, look in states.LOOKS.items() if look.tone == "danger"}
    assert {"high", "urgent", "overdue"} <= reds
    assert reds.isdisjoint({"new", "closed", "waiting", "exercise", "draft"})


@pytest.mark.parametrize(
    "template",
    [
        "{% state_badge 'open' evil %}",
        "{% empty_state evil %}",
        "{% banner 'wait' evil %}",
        "{% person_card person %}",
        "{% timeline items %}",
        "{% bar_chart rows title=evil %}",
        "{% line_chart rows title=evil %}",
        "{% stepper steps 0 %}",
        "{% consent_line line %}",
        "{% board_cell 'free' evil %}",
        "{% who_can_see people %}",
        "{% progress 1 2 evil %}",
        "{% include 'components/list.html' %}",
    ],
)
def test_what_people_typed_stays_text(template):
    evil = "<img src=x onerror=alert(1)>\x00🙂"
    html = rendered(
        template,
        evil=evil,
        person={"name": evil, "reference": "C-7Q4K", "note": evil},
        items=[{"at": NOW, "title": evil, "text": evil}],
        rows=[{"label": evil, "value": 3, "cells": [evil], "url": "/"}],
        columns=[evil],
        steps=[evil],
        line={"label": evil, "state": "given"},
        people=[{"name": evil, "role": evil}],
    )
    assert "<img" not in html
    assert "&lt;img" in html


def test_readers_are_counted_and_named():
    assert text(rendered("{% who_can_see 3 %}")) == "Dilihat oleh: 3 orang"
    html = rendered("{% who_can_see people %}", people=[{"name": "Manajer", "role": "PPAPP"}])
    assert text(html) == "Dilihat oleh: 1 orang Manajer PPAPP"


def test_sealed_value_opens_by_post_alone():
    closed = rendered("{% sealed %}")
    assert "tersegel" in closed
    assert "<form" not in closed
    html = rendered('{% sealed url="/x/" reason=True %}', csrf_token="t")
    assert 'method="post"' in html
    assert "Buka, beri alasan" in html
    assert "<a " not in html


def test_hidden_figures_show_as_less_than_eleven_everywhere():
    for tag in ("bar_chart", "line_chart"):
        html = rendered(f"{{% {tag} rows %}}", rows=[("Timur", 40), ("Seribu", None)])
        assert "&lt; 11" in html
        assert "None" not in html
        assert "demi kerahasiaan" in html


def test_chart_has_its_table():
    html = rendered('{% bar_chart rows title="Kota" unit="kasus" %}', rows=[("Timur", 40), ("Barat", 20)])
    assert html.count("<tr>") == 3
    assert 'scope="row"' in html


def test_bars_start_at_zero_and_keep_proportion():
    chart = charts.bars([("a", 40), ("b", 20), ("c", 0)])
    assert [row["length"] for row in chart.rows] == [320.0, 160.0, 0.0]
    assert charts.bars([]).rows == []


def test_hidden_value_breaks_the_line():
    assert charts.line([("a", 1), ("b", None), ("c", 4)]).path.count("M") == 2


@pytest.mark.parametrize(("largest", "top"), [(0, 5), (4, 5), (11, 20), (101, 200), (964, 1000)])
def test_axis_ends_at_a_round_number(largest, top):
    assert charts.nice_top(largest) == top


def test_numbers_in_pictures_have_a_decimal_point_in_every_language():
    for language in ("id", "en"):
        with translation.override(language):
            html = rendered("{% bar_chart rows %}", rows=[("a", 3), ("b", 1)])
        assert 'width="106.7"' in html
        assert "106,7" not in html


@pytest.mark.parametrize("current", ["review", "Tinjau", 1])
def test_stepper_takes_key_label_or_index(current):
    places = [
        step["place"] for step in shown.steps([("draft", "Draf"), ("review", "Tinjau"), ("sign", "TTD")], current)
    ]
    assert places == ["done", "current", "ahead"]


@pytest.mark.parametrize(("name", "letters"), [("Ayu Lestari", "AL"), ("A.", "A"), ("", ""), ("🙂 7", "")])
def test_initials_are_letters_alone(name, letters):
    assert shown.initials(name) == letters


def test_sealed_name_never_reaches_a_card():
    from vault.sealed import Sealed

    assert shown.person({"name": object.__new__(Sealed), "reference": "C-7Q4K"})["name"] == ""


def test_body_map_is_checkboxes_with_names():
    html = rendered("{% body_map chosen=chosen %}", chosen={"face"})
    assert html.count('type="checkbox"') == 14
    assert 'value="face" checked' in html
    assert 'aria-hidden="true"' in html  # the picture repeats what the list says


def test_body_map_shows_left_on_the_proper_side():
    from settings import body

    front, back = body.body_map({"left_arm"})["sides"]
    (left_front,) = [region for region in front["regions"] if region["chosen"]]
    (left_back,) = [region for region in back["regions"] if region["chosen"]]
    assert left_front["mirrored"] and not left_back["mirrored"]


def test_list_without_rows_says_so():
    html = rendered("{% include 'components/list.html' with empty_text='Belum ada.' %}", rows=[], columns=["Nomor"])
    assert text(html) == "Belum ada."
