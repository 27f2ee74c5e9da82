"""Who writes, and what they write around a place."""

import random
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar
from weakref import WeakKeyDictionary

Card = TypeVar("Card", bound=Hashable)
Kind = Callable[[random.Random], str]

WORKER = [
    "td klien tlp, posisi {}, minta dijemput",
    "sy otw {} ya, 20 mnt lg",
    "bu tlg kirim susu formula ke {} hari ini jg",
    "klien sdh pindah td malam, skrg {}, anak2 ikut",
    "mbak sy di depan {}, pagar dikunci, siapa pegang kunci?",
    "pak sopir minta alamat, sy jwb {}",
    "bsk jam 9 visit {}, bawa form consent",
    "obatnya dititip aja di {}, jgn ke kantor",
    "yg jaga malam ini di {} siapa? belum ada laporan",
]

RESIDENT = [
    "Dek, jangan bilang siapa-siapa ya, Mbak sekarang di {}. Mbak sehat.",
    "Ini kakakmu. Kalau Ibu sakit lagi, carilah aku di {}, tapi datang sendiri.",
    "Sudah tiga malam aku tidur di {}. Anak-anak mulai mau makan.",
    "Tolong kirim rapor Dimas ke {}, pakai nama orang lain saja.",
    "Aku takut sekali dia tahu aku di {}. Tiap ada motor berhenti aku gemetar.",
    "Kata orang di sini aku tak boleh cerita, tapi supaya kamu tenang: {}.",
    "Nduk, baju si kecil titipkan ke Bu Sri, nanti diantar ke {}.",
    "Kalau kangen, aku cuma satu jam dari rumah Ibu: {}. Sobek surat ini.",
]

ACCOMPLICE = [
    "buat abang: {}",
    "Yang dicari ada di {}. Sudah dipastikan dua kali.",
    "Catat baik-baik, {}, sisanya nanti.",
    "Pesanan sudah siap, ambil di {}.",
    "Saya cuma dengar: {}. Hapus setelah dibaca.",
    "istri sampeyan tak lihat masuk {}",
    "untuk yang di luar -> {}",
    "Titip salam untuk Bang Jon, bilang saja {}, dia paham.",
    "barangnya belum dipindah, masih {}",
]

OFFICER = [
    "Lokasi korban saat ini: {}.",
    "Berdasarkan asesmen, korban ditempatkan di {} sejak tiga hari lalu.",
    "Tempat kejadian: rumah suami. Tempat tinggal sementara: {}.",
    "Tujuan rujukan: {}; pendamping: 1 orang; kendaraan dinas.",
    "Surat panggilan saksi korban agar disampaikan ke {}.",
    "Korban dijemput dari {} pukul 07.30 dan diantar ke pengadilan.",
    "Kolom 14 (domisili sementara): {}",
    "Tim menyerahkan bantuan sembako di {} dan meminta tanda terima.",
]

ENGLISH = [
    "She asked us to send the papers to {}.",
    "I am now staying at {}, please do not tell him.",
    "Pick-up point for the embassy car: {}.",
    "Our volunteer visited her at {} on Monday.",
    "For the file: the client lives at {} until the hearing.",
    "Her husband must not learn about {}.",
    "Could you courier the passport to {} before Friday?",
]

ANYBODY = [*WORKER, *RESIDENT, *ACCOMPLICE, *OFFICER]

NEUTRAL = [
    "Kejadian pertama menurut klien di {}, dua tahun lalu.",
    "Terlapor terakhir terlihat di {}.",
    "Tolong antar suratnya ke {} ya Bu.",
    "orang tua klien tinggal di {}, sdh dihubungi",
    "Saksi kedua beralamat di {}.",
    "Klien dulu mengontrak di {} sebelum menikah.",
    "Mobil pelapor mogok di {}, jadi terlambat datang.",
    "Majikan klien berkantor di {}.",
    "Motor terlapor diparkir di {} waktu itu.",
    "Undangan rapat: {}, Selasa pukul 10.",
]

CONTEXTS = [
    "{}",
    "{}",
    "{}",
    "{} Terima kasih.",
    "Selamat siang Bu. {}",
    "{} Mohon segera dihapus.",
    "Kondisi klien stabil, makan dua kali. {}",
    "{} Jadwal konseling tetap Kamis.",
    "Maaf baru sempat menulis. {} Nanti disambung lagi.",
    "Cat. piket malam: {}",
]

PLAIN_CONTEXTS = [
    "{}",
    "{}",
    "{} Terima kasih.",
    "Selamat siang Bu. {}",
    "Cat. piket malam: {}",
    "{} Mohon dicatat di berkas.",
    "Kondisi klien stabil, makan dua kali. {}",
    "{} Selebihnya tidak ada yang baru.",
]

FIGURES = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
ENGLISH_FIGURES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


hands: WeakKeyDictionary[random.Random, dict[tuple[Hashable, ...], list]] = WeakKeyDictionary()


def dealt(draw: random.Random, deck: Sequence[Card]) -> Card:
    """One of DECK, and none of it twice before all have been out, as long as DRAW lives."""
    hand = hands.setdefault(draw, {}).setdefault(tuple(deck), [])
    if not hand:
        hand += draw.sample(list(deck), len(deck))
    return hand.pop()


def one_of(draw: random.Random, forms: Sequence[str]) -> str:
    """One of FORMS, dealt by its place in the list because its words differ from call to call."""
    return forms[dealt(draw, range(len(forms)))]


def saying(frames: Sequence[str], phrases: Sequence[str]) -> Kind:
    """A kind that puts one of PHRASES into one of FRAMES."""
    return lambda draw: dealt(draw, frames).format(dealt(draw, phrases))


def telling(texts: Sequence[str]) -> Kind:
    """A kind whose texts are whole already."""
    return lambda draw: dealt(draw, texts)
