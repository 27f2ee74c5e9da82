"""What looks like a place, found without knowing any place."""

from __future__ import annotations

import pytest

from disclosure.phrases import normal, place_like
from tests.disclosure.narratives import ORDINARY

PLACES = [
    ("Klien tinggal di Jl. Kenanga Raya No. 12A dekat kantor", "Jl. Kenanga Raya No. 12A"),
    ("ia menunggu di jalan Anggrek", "jalan Anggrek"),
    ("masuk Gg. Mawar II", "Gg. Mawar II"),
    ("gang kelinci nomor 5", "nomor 5"),
    ("rumahnya di blok C3/14", "blok C3/14"),
    ("rumah no 17", "rumah no 17"),
    ("RT 004/RW 009", "RT 004/RW 009"),
    ("rt.03 rw.07", "rt.03 rw.07"),
    ("Kelurahan Contoh Baru", "Kelurahan Contoh Baru"),
    ("kec. Melati Timur", "kec. Melati Timur"),
    ("dibawa ke daerah Cempaka", "daerah Cempaka"),
    ("sekarang tinggal di Cempaka", "tinggal di Cempaka"),
    ("di jaktim", "jaktim"),
    ("kode pos 13999", "kode pos 13999"),
    ("di belakang Masjid Al Contoh", "Masjid Al Contoh"),
    ("dekat masjid", "dekat masjid"),
    ("seberang pasar", "seberang pasar"),
    ("sebelah SDN 05", "SDN 05"),
    ("di Warung Bu Siti", "Warung Bu Siti"),
    ("turun di Stasiun Contoh", "Stasiun Contoh"),
    ("samping Alfamart", "samping Alfamart"),
    ("Apartemen Kenanga lantai 9", "Apartemen Kenanga"),
    ("unit B-12", "unit B-12"),
    ("lampu merah Contoh", "lampu merah Contoh"),
    ("hubungi 0812-3456-7890", "0812-3456-7890"),
    ("hubungi +62 812 3456 7890", "+62 812 3456 7890"),
    ("telepon (021) 5550123", "021) 5550123"),
    ("nol delapan satu dua tiga empat lima enam", "nol delapan satu dua tiga empat lima enam"),
    ("-6.208763, 106.845599", "-6.208763, 106.845599"),
    ("6° 12' 31\" S", "6° 12' 31\" S"),
    ("https://peta.example/abc", "https://peta.example/abc"),
    ("6P5G2RQ4+8X", "6P5G2RQ4+8X"),
    ("sudah kirim shareloc", "shareloc"),
]


@pytest.mark.parametrize(("text", "phrase"), PLACES, ids=[phrase for _, phrase in PLACES])
def test_a_place_like_phrase_is_found(text, phrase):
    assert any(phrase in found for found in place_like(text)), place_like(text)


HASTE = [
    "ia di jl kenanga raya no 12",
    "jln mawar",
    "masuk gg buntu dekat situ",
    "sekarang tinggal di cempaka putih",
    "pindah ke condong catur",
    "dibawa ke daerah melati timur",
    "jalan anggrek dua",
    "belakang masjid al contoh",
    "turun stasiun contoh lama",
    "kelurahan contoh baru",
    "apartemen kenanga lantai 9",
    "perumahan bumi contoh indah",
    "dekat pasar kenanga",
]


@pytest.mark.parametrize("text", HASTE)
def test_a_place_typed_in_haste_is_found_without_capitals_and_with_nothing_else(text):
    assert place_like(text) != []
    assert place_like(text.upper()) != []


@pytest.mark.parametrize(
    "disguise", ["Jl.\u200b Kenanga Raya", "Ｊｌ． Kenanga Raya", "J\u00adl. Kenanga Raya", "Jl.\u00a0Kenanga Raya"]
)
def test_a_phrase_is_found_through_characters_that_do_not_show(disguise):
    assert place_like(f"ia di {disguise} sejak kemarin") != []


def test_of_ordinary_texts_at_most_one_in_five_waits():
    waiting = [text for text in ORDINARY if place_like(text)]
    assert len(ORDINARY) >= 60
    assert len(waiting) / len(ORDINARY) <= 0.2, waiting


def test_phrases_alone_are_given_never_the_text_around_them():
    found = place_like("Klien sangat takut. Ia pernah dijemput di Jl. Kenanga No. 3 oleh pamannya yang baik hati.")
    assert found == ["Jl. Kenanga No. 3"]


@pytest.mark.parametrize("again", [" ", "\n", "\u00a0", "0 0 - ( ", "no ", "jl ", "1.", "0.(", "dua ", "°", "rt "])
def test_a_long_text_is_read_to_its_end(again):
    text = f"RT 5{again * (100_000 // len(again))}x. Tinggal di Cempaka Contoh"
    assert "Tinggal di Cempaka Contoh" in " ".join(place_like(text))
    assert "  " not in normal(text)
