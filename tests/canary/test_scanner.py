"""The scanner must be able to find: each disguise, each container."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from tests.canary.scan import Scanner, disguises

SECRET = "Jl. Kembang Setaman Dalam No. 17"
SECRETS = {
    "houses": [
        {
            "code": "Anggrek",
            "strings": [{"kind": "address", "value": SECRET}, {"kind": "kelurahan", "value": "Cipinang Muara"}],
        }
    ],
    "cases": [],
}


@pytest.fixture
def scanner():
    return Scanner(SECRETS)


@pytest.mark.parametrize(("name", "needle"), list(disguises(SECRET)))
def test_every_disguise_is_found(scanner, name, needle):
    assert scanner.in_bytes(b"xx" + needle + b"yy") != []


@pytest.mark.parametrize("before", [b"", b"a", b"ab", b"abc"])
def test_base64_is_found_at_every_alignment(scanner, before):
    assert scanner.in_bytes(base64.b64encode(before + SECRET.encode() + b"tail")) != []


def test_a_zip_is_looked_into(scanner):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", SECRET * 3)
    assert scanner.in_bytes(packed.getvalue()) == []
    assert scanner.in_anything(packed.getvalue()) != []


def test_a_region_counts_only_beside_the_code_of_its_house(scanner):
    assert scanner.in_bytes(b"Puskesmas Cipinang Muara") == []
    assert scanner.in_bytes(b"Anggrek: Cipinang Muara") == ["region of house Anggrek beside its code"]


def test_harmless_bytes_are_harmless(scanner):
    assert scanner.in_bytes(b"Jl. Kembang Lain No. 3") == []
