"""Whatever the offline verifier is given, it says in one line what is wrong: never a traceback. See `tampering`."""

import subprocess
import sys

import pytest

from tests.audit.exports import PROGRAM, verify
from tests.audit.logs import exported, sealed, write

pytestmark = pytest.mark.django_db


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
