"""The scanner must be able to find: each disguise and each container by itself; and nothing in harmless text."""

from __future__ import annotations

import base64
import gzip
import io
import tarfile
import unicodedata
import zipfile
import zlib

import pytest

from shelters.canary.disguises import Needles, disguises
from tests.canary.scan import Scanner

SECRET = "Jl. Kembang Sétaman & Dalam No. 17"
SECRETS = {
    "houses": [
        {
            "code": "Anggrek",
            "strings": [
                {"kind": "address", "value": SECRET},
                {"kind": "kelurahan", "value": "Cipinang Muara"},
                {"kind": "postcode", "value": "13420"},
            ],
        }
    ],
    "cases": [],
}
SPELT = {
    "Jalan": "Jalan Kembang Sétaman & Dalam No. 17",
    "Jln": "jln kembang sétaman & dalam nomor 17",
    "no point": "Jl Kembang Sétaman & Dalam No 17",
    "more spaces": "Jl.  Kembang   Sétaman &\n Dalam  No.\t17",
    "no spaces": "Jl.KembangSétaman&DalamNo.17",
    "mixed case": "jL. kEMBANG sÉTAMAN & dALAM nO. 17",
    "full width": "Ｊｌ． Ｋｅｍｂａｎｇ Sétaman & Dalam No. １７",
    "decomposed, upper": unicodedata.normalize("NFD", SECRET.upper()),
    "escaped, lower": "jl. kembang s&eacute;taman &amp; dalam no. 17",
}
REGIONS = [
    "CIPINANG MUARA (ANGGREK)",
    "kelurahan cipinangmuara, rumah anggrek",
    "anggrek: Cipinang&nbsp;Muara",
    "anggrek%20Cipinang%20Muara",
    "Ａｎｇｇｒｅｋ， cipinang-muara",
    "Anggrek 13420",
]
BESIDE = ["region of house Anggrek beside its code"]
HARMLESS = [
    "Jl. Kembang Lain No. 3",
    "Kembang setaman untuk dalam rumah, nomor 17.",
    "Jl. Kembang Sétaman",
    "No. 17 Jl. Dalam",
    base64.b64encode("Jl. Kembang Lain No. 17, Sétaman".encode()).decode(),
    "",
]


@pytest.fixture
def scanner():
    return Scanner(SECRETS)


def zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", data * 3)
    return packed.getvalue()


def in_a_pdf(data: bytes) -> bytes:
    """A PDF of one empty page with DATA in a compressed stream that no page shows."""
    stream = zlib.compress(data * 3)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 5\n0000000000 65535 f \n" + table
    return body + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


@pytest.mark.parametrize(("name", "needle"), list(disguises(SECRET)))
def test_every_disguise_is_found_in_a_file(scanner, tmp_path, name, needle):
    (tmp_path / "file").write_bytes(b"\0xx" + needle + b"yy\0")
    (tmp_path / "harmless").write_bytes(b"\0xxyy\0")
    assert list(scanner.in_files(tmp_path.iterdir())) == [str(tmp_path / "file")]
    assert Needles([SECRET]).found_in(b"\0xx" + needle + b"yy\0")


@pytest.mark.parametrize("name", SPELT)
def test_every_spelling_is_found_in_a_file(scanner, tmp_path, name):
    (tmp_path / "file").write_text(f"Antar ke {SPELT[name]}, ya.")
    assert list(scanner.in_files(tmp_path.iterdir())) == [str(tmp_path / "file")]
    assert Needles([SECRET]).found_in(f"Antar ke {SPELT[name]}, ya.".encode())


@pytest.mark.parametrize("before", [b"", b"a", b"ab", b"abc"])
@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_base64_is_found_at_every_alignment(scanner, before, encode):
    assert scanner.in_bytes(encode(before + SECRET.encode() + b"tail")) != []


def tarred(data: bytes) -> bytes:
    """A tar of a ZIP, as a backup holds sealed files."""
    packed, member = zipped(data), tarfile.TarInfo("files/x")
    member.size, kept = len(packed), io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as archive:
        archive.addfile(member, io.BytesIO(packed))
    return kept.getvalue()


@pytest.mark.parametrize("pack", [zipped, gzip.compress, in_a_pdf, tarred], ids=["zip", "gzip", "pdf", "tar"])
@pytest.mark.parametrize("again", [False, True])
def test_a_container_is_looked_into_and_so_is_what_lies_in_it(scanner, pack, again):
    packed = pack(SECRET.encode())
    packed = zipped(packed) if again else packed
    assert scanner.in_bytes(packed) == []
    assert scanner.in_anything(packed) != []
    assert scanner.in_anything(pack(b"Jl. Kembang Lain No. 3")) == []


def test_a_file_s_name_is_read_too(scanner, tmp_path):
    (tmp_path / "Jalan Kembang Sétaman & Dalam no 17.txt").write_text("kosong")
    assert len(scanner.in_files(tmp_path.iterdir())) == 1


def test_a_region_counts_only_beside_the_code_of_its_house(scanner):
    assert scanner.in_bytes(b"Puskesmas Cipinang Muara") == []
    assert scanner.in_bytes(b"Anggrek: Cipinang Muara") == BESIDE
    assert scanner.in_bytes(b"Anggrek" + b" x" * 200 + b"Cipinang Muara") == []


@pytest.mark.parametrize(("name", "form"), list(disguises("Anggrek: Cipinang Muara")))
def test_a_region_is_found_beside_the_code_in_every_disguise(scanner, name, form):
    assert scanner.in_bytes(b"\0xx" + form + b"yy\0") == BESIDE


@pytest.mark.parametrize("text", REGIONS)
def test_a_region_is_found_beside_the_code_in_every_spelling(scanner, text):
    assert scanner.in_bytes(f"Antar ke {text}, ya.".encode()) == BESIDE


@pytest.mark.parametrize("text", ["Anggrek: 11.34.20", "anggrek: Cipinang", "Puskesmas CIPINANG MUARA"])
def test_half_of_a_region_and_its_code_is_harmless(scanner, text):
    assert all(scanner.in_bytes(form) == [] for _, form in disguises(text))


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_is_harmless(scanner, text):
    assert scanner.in_anything(text.encode()) == []
    assert not Needles([SECRET]).found_in(text.encode())
