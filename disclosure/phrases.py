"""Place-like phrases in free text, by general patterns that know no house.

What is found here only decides whether a custodian reads the phrase before the text leaves. A wrong find costs minutes,
a missed one may cost a place: so the patterns lean towards finding, but plain narrative ("dipukul di rumah", "dibawa ke
rumah sakit") must pass, or everything would wait.
"""

from __future__ import annotations

import re
import unicodedata

# a name: capitalised words, or a word with a digit; what makes a landmark one landmark rather than any
_NAME = r"(?:[A-Z0-9][\w'’.-]*)(?:\s+(?:[A-Z0-9][\w'’.-]*|al|as|an|ar|at|nur|bin|dan|&))*"
_DIGITS = (
    "nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|zero|one|two|three|four|five|six|seven|eight|nine"
)

_LANDMARKS = (
    "masjid|mesjid|musala|mushola|musholla|mushalla|langgar|surau|gereja|kapel|katedral|pura|vihara|wihara|kelenteng|"
    "klenteng|pesantren|ponpes|sekolah|sd|sdn|smp|smpn|sma|sman|smk|smkn|mi|mts|man|tk|paud|kampus|universitas|"
    "pasar|mal|mall|plaza|plasa|toko|ruko|rukan|minimarket|supermarket|swalayan|alfamart|alfamidi|indomaret|warung|warteg|"
    "kafe|cafe|restoran|rumah makan|kedai|stasiun|halte|terminal|pangkalan|pool|bandara|pelabuhan|dermaga|"
    "apartemen|apartement|rusun|rusunawa|rumah susun|kos|kost|kos-kosan|kontrakan|kompleks|komplek|perumahan|perum|"
    "cluster|klaster|hotel|wisma|losmen|penginapan|asrama|panti|yayasan|gedung|menara|tower|kantor|pabrik|gudang|"
    "bengkel|spbu|pom bensin|apotek|apotik|klinik|puskesmas|rsud|rs|rsia|rsu|rumah sakit|polsek|polres|pos polisi|"
    "taman|lapangan|stadion|gor|danau|situ|setu|waduk|kali|sungai|jembatan|flyover|underpass|tol|makam|tpu|kuburan|bank|atm"
)
_AREAS = (
    "kelurahan|kel|kecamatan|kec|desa|dusun|kampung|kp|kabupaten|kab|kota|kodya|provinsi|prov|dukuh|rukun warga|"
    "rukun tetangga|jakarta|bogor|depok|bekasi|tangerang|kepulauan seribu"
)
_CITY_SIDES = "pusat|selatan|timur|barat|utara"

# landmarks whose next word is their name however it is typed, unless it is one of the words that follow anything
_NAMED = (
    "masjid|mesjid|musala|mushola|musholla|mushalla|gereja|vihara|kelenteng|klenteng|pesantren|ponpes|stasiun|halte|"
    "terminal|bandara|pelabuhan|apartemen|apartement|rusun|rusunawa|perumahan|perum|kompleks|komplek|cluster|"
    "klaster|kelurahan|kecamatan|kel|kec|pasar|mal|mall|plaza|indomaret|alfamart|alfamidi|spbu|jembatan|danau|situ|"
    "wisma|asrama|hotel"
)
_COMMON = (
    "ada|adalah|agar|akan|aku|aman|anak\\w*|antara|apa|asal|atas|atau|awal|ayah\\w*|bagi|bahwa|banyak|baru|bawah|beberapa|"
    "bekas|belakang|belum|berada|beribadah|berikut|bersama|bila|bisa|bukan|buntu|dalam|damai|damping|dan|dari|datang|"
    "dekat|dengan|depan|desa|di|dia|dini|dua|dulu|guna|hanya|harus|hidup|hingga|hukum|ia|ibu\\w*|ini|itu|jauh|jika|juga|"
    "kakak\\w*|kaki|kalau|kami|kampung|karena|ke|kecil|kediaman|keluar|keluarga\\w*|kemarin|kembali|kepada|kerabat\\w*|kerja|"
    "ketika|kita|klien|korban|kos\\w*|kota|lagi|lain|lainnya|lama|luar|malam|mana|masih|masing|mereka|mertua\\w*|menuju|nya|"
    "orang|pada|pagi|paman\\w*|panjang|petugas|pulang|rumah\\w*|saat|saja|salah|samping|sana|saudara\\w*|satu|saudari|"
    "sebelum|sebuah|sedang|sehari|sejak|sekarang|sekitar|selama|seorang|seperti|serta|sementara|sendiri|sering|setelah|"
    "setiap|siang|sini|sore|suami\\w*|suatu|sudah|tanpa|teman\\w*|tempat\\w*|tengah|terbaik|terdekat|terlapor|tersebut|"
    "tetangga\\w*|tetapi|kamar|ruang\\w*|ugd|igd|polisi|dokter|bidan|puskesmas|klinik|sekolah|kantor|pos|layanan|"
    "tidak|tua|tunai|ujung|umum|untuk|wali\\w*|waktu|yang|kontrakan\\w*|nenek\\w*|kakek\\w*|adik\\w*|bibi\\w*|tante\\w*"
)
_WORD = rf"(?!(?:{_COMMON})\b)[a-z][\w'’-]+"

_PATTERNS = [
    # as it is typed in haste: without capitals
    rf"(?i:\b(?:jln|jl|gg)\b\.?)\s*[\w'’-]+(?:\s+(?:raya|no\.?\s*\w+|{_WORD}))?",
    rf"\b(?:jalan|gang|lorong)\s+{_WORD}",
    rf"\b(?:{_NAMED})\b\.?\s+{_WORD}(?:\s+{_WORD})?",
    rf"\b(?:tinggal|bersembunyi|mengungsi|ditempatkan|dititipkan|menginap|disembunyikan|pindah|dipindahkan|dibawa)\s+"
    rf"(?:di|ke)\s+(?:daerah\s+|wilayah\s+|kawasan\s+)?{_WORD}(?:\s+{_WORD})?",
    rf"\b(?:daerah|wilayah|kawasan)\s+{_WORD}",
    # streets, lanes, blocks, house numbers
    rf"(?i:\b(?:jalan|jln|jl)\b\.?)\s*(?i:raya\s+)?{_NAME}(?:,?\s*(?i:no|nomor|kav|blok)\.?\s*[\w/-]+)*",
    rf"(?i:\b(?:gang|gg|lorong|lrg)\b\.?)\s*{_NAME}",
    r"(?i:\bblok\b\.?)\s*[A-Za-z]{0,3}\.?\s?-?\d*[A-Za-z]?(?:\s*/\s*\d+)?(?=\W|$)",
    r"(?i:\b(?:no|nomor|nmr)\b\.?\s*(?:rumah\s*)?)\d+\s?[A-Za-z]?\b(?:\s*/\s*\d+)?",
    r"(?i:\b(?:rumah|unit|kamar|lantai|lt|kav|kavling|pintu|gerbang|tower)\b\.?\s*(?:no(?:mor|\.)?\s*)?)[A-Z]?-?\d+[A-Za-z]?\b",
    r"(?i:\b(?:rt|rw)\b)\.?\s*[:.]?\s*\d{1,3}(?:\s*[/,]?\s*(?i:rw)?\.?\s*\d{1,3})?",
    # areas
    rf"(?i:\b(?:{_AREAS})\b\.?)\s+(?:{_NAME}|(?i:{_CITY_SIDES})\b)",
    r"\b(?i:jak)(?:sel|tim|bar|ut|pus)\b",
    r"(?i:\bkode\s*pos\b)\W*\d{5}\b",
    r"\b1[0-7]\d{3}\b(?!\s*(?i:rupiah|orang|kali|km|meter))",
    # landmarks with a name, and relations to one
    rf"(?i:\b(?:{_LANDMARKS})\b)\.?\s+{_NAME}",
    r"(?i:\b(?:dekat|sebelah|seberang|depan|belakang|samping|persis|sekitar|seputar)\b)\s+(?:(?i:dengan|sama|dari)\s+)?"
    rf"(?i:{_LANDMARKS}|rel|perempatan|pertigaan|lampu merah|gapura|pos ronda|gerbang)\b",
    rf"(?i:\b(?:perempatan|pertigaan|simpang|bundaran|lampu merah)\b)\s+{_NAME}",
    rf"(?i:\b(?:tinggal|berada|bersembunyi|mengungsi|ditempatkan|dititipkan|menginap|disembunyikan|pindah|dipindahkan)\b"
    rf"\s+(?:sementara\s+)?(?:di|ke|pada)(?:\s+(?:daerah|wilayah|area|kawasan|sekitar))?)\s+{_NAME}",
    rf"(?i:\b(?:daerah|wilayah|kawasan|area)\b)\s+{_NAME}",
    # telephones, spelled ones too; coordinates; links and maps
    r"(?<!\w)(?:\+?62|0)[\s.()-]*\d(?:[\s.()-]*\d){6,12}(?!\w)",
    r"(?<!\w)\(?0\d{2,3}\)?[\s.-]\d{3,4}[\s.-]?\d{3,5}(?!\w)",
    rf"(?i:\b(?:{_DIGITS})(?:[\s,.-]+(?:{_DIGITS})){{5,}}\b)",
    r"-?\b\d{1,3}[.,]\d{3,}\s*[,;/ ]\s*-?\d{2,3}[.,]\d{3,}\b",
    r"\b\d{1,3}\s*°\s*\d{1,2}\s*['’′](?:\s*[\d.,]+\s*[\"”″])?\s*[NSEWUTLB]?\b",
    r"(?i:\b(?:https?://|www\.|goo\.gl|maps\.|waze|plus\.codes)\S*)",
    r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b",
    r"(?i:\b(?:shareloc|share\s*lok(?:asi)?|titik\s+lokasi|koordinat|google\s*maps?|patokan(?:nya)?)\b)",
]
_COMPILED = [re.compile(pattern) for pattern in _PATTERNS]
_BLANKS = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e"))


def place_like(text: str) -> list[str]:
    """The phrases of TEXT that could say where somebody is, in the order they stand there; overlapping ones joined."""
    plain = normal(text)
    spans = sorted(match.span() for pattern in _COMPILED for match in pattern.finditer(plain))
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1] + 2:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return [" ".join(plain[start:end].split()) for start, end in joined]


def normal(text: str) -> str:
    """The text as the patterns read it: compatibility forms folded, invisible characters gone, one blank for many.

    Blanks without end would make a pattern try each way of sharing them out.
    """
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text).translate(_INVISIBLE))
