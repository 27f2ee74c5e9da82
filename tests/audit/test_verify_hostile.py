"""What a broken or hostile file gets from the offline verifier: one line, never a traceback."""

import subprocess
import sys

import pytest

from tests.audit.exports import PROGRAM, entry, log_of, replace, tampered, verify
from tests.audit.logs import exported, members, sealed, write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.pop("tile/0/000.p/6"), "tile/0/000.p/6 is missing"),
        (lambda f: f.pop("README.txt"), "README.txt is missing"),
        (lambda f: f.update({"notes.txt": b""}), "'notes.txt' is no file of an exported log"),
        (lambda f: f.update({"tile/0/001": bytes(8192)}), "does not belong to a log of this size"),
        (replace("checkpoint", b"\n6\n", b"\n7\n"), "the signature of"),
        (replace("checkpoint", b"\n\n", b"\n"), "is not a signed note"),
        (lambda f: f.update({"keys": b"nonsense\n"}), "keys holds not a verifier key"),
        (lambda f: f.update({"keys": b"\xff\xfe"}), "keys is not UTF-8"),
        (lambda f: f.update({"tile/0/000.p/6": bytes(192)}), "entry 0 was changed"),
    ],
)
def test_what_is_missing_or_beside_or_broken_is_said_in_one_line(export_of, change, said):
    assert said in tampered(export_of, change)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda e: e.replace(b'{"action"', b'{ "action"'), "not in canonical form"),
        (lambda e: e.replace(b'{"action"', b'{"action":"x","action"'), "not in canonical form"),
        (lambda e: e[:-1] + b',"zone":"x"}', "names are not exactly those of an entry"),
        (lambda e: e.replace(b'"purpose":""', b'"purpose":1.5'), "no JSON that an entry may be"),
        (lambda e: e.replace(b'"purpose":""', b'"purpose":NaN'), "no JSON that an entry may be"),
        (lambda e: e.replace(b'"purpose":""', b'"purpose":[]'), "purpose is no text"),
        (lambda e: e.replace(b'"purpose":""', b'"purpose":' + b"[" * 30000), "no JSON that an entry may be"),
        (lambda e: e.replace(b'"purpose":""', b'"purpose":"\\ud800"'), "not in canonical form"),
        (lambda e: e.replace(b'"allowed"', b'"maybe"'), "decision is none of the known ones"),
        (lambda e: e.replace(b"Z", b"+00:00"), "time is not RFC 3339"),
        (lambda e: b"\xff" + e, "no JSON that an entry may be"),
        (lambda e: b"[]", "names are not exactly those of an entry"),
    ],
)
def test_an_entry_of_a_wrong_form_is_refused_even_when_it_is_signed(export_of, spoil, said):
    sealed(1)
    result = verify(export_of(log_of([entry(), spoil(entry(id="b6a1b6e0-c0de-4a5c-8a4b-e2c0a7f0d001"))])))
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert f"entry 1{' is' if said[0] == 'n' and 'names' not in said else ''}" in result.stderr or said in result.stderr
    assert said in result.stderr


def test_a_doubled_entry_is_refused_even_when_it_is_signed(export_of):
    sealed(1)
    result = verify(export_of(log_of([entry(), entry()])))
    assert (result.returncode, "is there twice" in result.stderr) == (1, True)


@pytest.mark.parametrize("garbage", [b"", b"PK", b"not a zip" * 100, b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_said_in_one_line(export_of, garbage):
    result = verify(export_of(garbage))
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert result.stderr.startswith("PROBLEM: ")


def test_a_bomb_is_refused_before_it_is_unpacked(export_of):
    sealed(1)
    files = members(exported()) | {"tile/0/000.p/2": bytes(50_000_000)}
    result = verify(export_of(files))
    assert (result.returncode, result.stderr) == (1, "PROBLEM: tile/0/000.p/2 is larger than it may be\n")


@pytest.mark.parametrize("flip", range(0, 100, 7))
def test_no_flipped_byte_gives_a_traceback(export_of, flip):
    sealed(3)
    data = bytearray(exported())
    data[len(data) * flip // 100] ^= 0x41
    result = verify(export_of(bytes(data)))
    assert result.returncode in (0, 1)
    assert "Traceback" not in result.stderr
    assert result.returncode == 0 or len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["--nothing"], ["a.zip", "b.zip"], ["/nowhere/log.zip"]])
def test_wrong_arguments_give_2(arguments):
    result = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), *arguments], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)


def test_a_malformed_key_gives_2(export_of):
    sealed(1)
    path = export_of(exported())
    write(1)
    assert verify(path, "--key", "nonsense").returncode == 2
