"""A place told loosely, or in wrappings: scattered, shortened, by half, dictated, escaped."""

from __future__ import annotations

import pytest

from shelters.matcher.known import place_of
from shelters.matcher.recogniser import Recogniser
from shelters.matcher.unwrapping import spelled, unwrapped
from tests.leak_gate import learnt, tuning
from tests.leak_gate.judging import score

KNOWS = Recogniser(
    {
        "wangun": place_of(
            address="Jl. Selasih Wangun No. 23 RT 004/RW 013",
            kelurahan="Rawa Tembesu",
            phones=["0899-5123-4067"],
            latitude="-6.213846",
            longitude="106.874125",
            landmarks=["bengkel radiator Pak Sumitra"],
        )
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "<b>Jl</b> <b>Selasih</b> <b>Wan</b>gun",
        "Selasih&#x20;Wangun",
        "jl%20%53elasih%20Wangun",
        r"Jl. \u0053elasih\u0020Wangun",
        "jalan es e el a es i ha spasi we a en ge u en nomor dua tiga",
        "Sierra Echo Lima Alfa Sierra India Hotel, Wangun nomor 23",
        "23 nomor, Wangun Selasih",
        "Jalan nama depannya Selasih, nama belakangnya Wangun, angkanya dua puluh tiga",
        "di Wangun no.23 ya",
        "jl slsh wngn 23",
        "Jl. Sel. Wangun 23",
        "Rawa Tembesu 004/013",
        "er te empat er we tiga belas Rawa Tembesu",
        "dekat bengkel Sumitra, Rawa Tembesu",
        "hubungi 7604 3215 9980",
        "hubungi \u0660\u0668\u0669\u0669\u0665\u0661\u0662\u0663\u0664\u0660\u0666\u0667",
        "minus enam koma dua satu tiga delapan empat enam, seratus enam koma delapan tujuh empat satu dua lima",
        "-6. 2138 , 106. 8741",
        "untuk anak2, 106.8741, -6.2138, titip satpam",
        "Selasih, bentar, Wan- Wangun",
        "jalan Selasih pakai Wangun",
        "Selosih Wangon",
        "S_u_l_a_s_i_h  W_a_n_g_o_e_n",
        "S sapi, E ember, L lilin, A apel, S sapi, I ikan, H hujan, Wangun",
        "no. 23, yang di Wangun",
        "RW 13 RT 4 Rawa Tambesu",
        "enol delapan dabel sembilan; lima satu dua... tiga empat enol enam tuju",
    ],
)
def test_it_is_found(text):
    assert KNOWS.hits(text) == {"wangun"}


@pytest.mark.parametrize(
    "text",
    [
        "Ia memetik selasih; adiknya bicara tentang wangun rumah. Ada 23 pertanyaan.",
        "di Wangun no.24 ya",
        "Rawa Tembesu 013/004",
        "di Rawa Tembesu ada bengkel",
        "hubungi 7604 3215 8980",
        "es teh, de facto, ha ha",
        "minus enam koma dua",
        "Selasih yang sudah lama dipakai Wangun",
        "no. 23, yang di Wangun Raya",
        "RT 4 RW 13 Rawa Semangi",
    ],
)
def test_what_only_sounds_so_is_not(text):
    assert KNOWS.hits(text) == set()


ESTATES = Recogniser(
    {
        "wungu": place_of(address="Perumahan Griya Cakrawungu Blok F7 No. 12"),
        "asri": place_of(address="Perumahan Griya Lembayung Asri Blok D7 No. 21"),
        "jalan": place_of(address="Jl. Pangeran Wirajumena IV No. 15"),
        "gang": place_of(address="Gang Haji Mursanip Dalam No. 9B"),
    }
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("di Cakrawungu", "wungu"),
        ("Gri*ya Cakra*wungu", "wungu"),
        ("arah Lembayung Asri", "asri"),
        ("P. Wirajumena IV. Parkir di depan", "jalan"),
        ("ke Haji Mursanip", "gang"),
        ("Mursanip Dalam", "gang"),
    ],
)
def test_what_is_left_of_a_name_is_enough_where_it_is_rare(text, place):
    assert ESTATES.hits(text) == {place}


@pytest.mark.parametrize("text", ["Griya Asri", "Pangeran IV", "Mursanip, pamannya", "Haji yang dalam hati menyesal"])
def test_what_many_names_share_is_not(text):
    assert ESTATES.hits(text) == set()


LANDMARKS = Recogniser(
    {
        "tirta": place_of(
            address="",
            landmarks=["Toko Bangunan Sinar Makaryo", "Pabrik Kecap Layar Biru", "Padepokan Rangga Wisanggeni"],
        )
    }
)


@pytest.mark.parametrize(
    "text",
    ["TB Sinar Makaryo", "belakang Sinar Makaryo", "pabrik kecap Layar", "kecap Layar Biru", "dekat Rangga Wisanggeni"],
)
def test_a_landmark_is_known_by_most_of_its_words(text):
    assert LANDMARKS.hits(text) == {"tirta"}


@pytest.mark.parametrize("text", ["layar ponsel warna biru", "pabrik tahu Layar Mas", "toko bangunan Sinar Jaya"])
def test_a_landmark_is_not_known_by_a_word_that_others_have(text):
    assert LANDMARKS.hits(text) == set()


@pytest.mark.parametrize(
    "said",
    [
        "nol delapan dabel sembilan lima satu dua tiga empat nol enam tujuh",
        "nol delapan sembilan dobel lima satu dua tiga empat nol enam tujuh",
        "0 8 9 dua kali 5 1 2 3 4 0 6 7",
        "noldelapansembilansembilan, habis itu 5123, buntutnya 4067",
    ],
)
def test_digits_are_doubled_before_and_after(said):
    assert KNOWS.hits(said) == {"wangun"}


def test_an_everyday_word_is_no_slip_of_a_name():
    knows = Recogniser({"jamu": place_of(address="", landmarks=["Kios Jamu Mbok Darsi"])})
    assert knows.hits("pesan dari koperasi: kios jamu itu tutup") == set()
    assert Recogniser({"rotan": place_of(address="", landmarks=["Gudang Rotan Koh Liong"])}).hits(
        "gudang rotannya Liong"
    )
    assert knows.hits("kios jamunya Mbok Darsi") == knows.hits("kios jamu Mbok Darssi") == {"jamu"}


def test_a_text_without_wrappings_stays_as_it_is():
    text = "3 < 5 & 100% \\ selesai"
    assert unwrapped(text) == text
    assert spelled(["es", "teh"]) == ["es", "teh"]
    assert spelled(["blok", "b", "c", "d"]) == ["blok", "b", "c", "d"]
    assert spelled(["er", "te", "lima", "er", "we", "dua"]) == ["rt", "lima", "rw", "dua"]


@pytest.mark.parametrize("half", ["tuning", *learnt.SETS])
def test_of_what_leaks_nearly_all_is_found_or_waits(half):
    found = score(learnt.SETS.get(half, tuning))
    assert found.recall >= (0.98 if half == "third" else 0.99)
    assert found.precision >= 0.98
    assert found.caught >= 0.99
