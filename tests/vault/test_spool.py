"""The spool: one size, whole or not at all, opened through the provider alone, and RFC 9180 to the letter."""

from __future__ import annotations

import os
import resource
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from tests.vault import rfc9180
from vault import checks, keyring, spool
from vault.entropy import new_id
from vault.errors import KeyMissing, RootsRefused, SealBroken, SpoolFull, TooLong
from vault.padding import pad
from vault.providers.file import root_path
from vault.purpose import Purpose
from vault.unspool import open_letter

CALL = b"Seorang ibu berteriak minta tolong di Gang Kelinci."

# RFC 9180, A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, base mode, first encryption
VECTOR = {
    name: bytes.fromhex(value)
    for name, value in {
        "info": "4f6465206f6e2061204772656369616e2055726e",
        "ephemeral": "f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600",
        "private": "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb",
        "public": "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a",
        "encapsulated": "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
        "content": "4265617574792069732074727574682c20747275746820626561757479",
        "aad": "436f756e742d30",
        "ciphertext": "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
    }.items()
}


@pytest.fixture(autouse=True)
def installation(settings, tmp_path):
    """Keys and a spool of the test's own."""
    settings.VAULT_PROVIDER = "file"
    settings.VAULT_KEYS_DIR = tmp_path / "keys"
    settings.SPOOL_DIR = tmp_path / "spool"
    call_command("init_keys", verbosity=0)
    yield
    keyring.reset()


def name() -> str:
    return f"{new_id().hex}-{new_id().hex}"


def put(content: bytes = CALL) -> str:
    new = name()
    assert spool.put(new, content, spool.public())
    return new


def wrong() -> list[str]:
    return [problem.msg for problem in checks.spool_is_fit()]


def test_the_tests_own_hpke_gives_the_rfc_s_vectors():
    v = VECTOR
    sealed = rfc9180.seal(v["content"], v["public"], v["info"], v["ephemeral"], v["aad"])
    assert sealed == v["encapsulated"] + v["ciphertext"]
    assert rfc9180.open_sealed(sealed, v["private"], v["info"], v["aad"]) == v["content"]


def test_a_letter_is_what_the_rfc_says():
    letter = put()
    private = spool.private().private_bytes_raw()
    block = rfc9180.open_sealed((spool.folder() / letter).read_bytes(), private, spool.info(letter))
    assert block == pad(CALL, spool.LONGEST)
    other = name()
    theirs = rfc9180.seal(pad(b"x", spool.LONGEST), spool.public(), spool.info(other), os.urandom(32))
    (spool.folder() / other).write_bytes(theirs)
    assert open_letter(other) == b"x"


def test_all_letters_are_of_one_size_and_hold_no_word():
    letters = [put(content) for content in (b"", CALL, b"a" * spool.LONGEST)]
    files = [spool.folder() / letter for letter in letters]
    assert {file.stat().st_size for file in files} == {32 + spool.LONGEST + 1 + 16}
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert b"Kelinci" in CALL and b"Kelinci" not in files[1].read_bytes()
    assert [open_letter(letter) for letter in letters] == [b"", CALL, b"a" * spool.LONGEST]
    with pytest.raises(TooLong):
        put(b"a" * (spool.LONGEST + 1))


def test_writing_asks_no_provider_and_nothing_opens_without_one():
    key = spool.public()
    root = root_path(Purpose.CASE)
    root.rename(root.with_name("away"))
    keyring.reset()
    letter = name()
    assert spool.put(letter, CALL, key)
    with pytest.raises(RootsRefused):
        open_letter(letter)
    root.with_name("away").rename(root)
    keyring.reset()
    assert open_letter(letter) == CALL


def test_a_letter_under_another_name_or_with_another_byte_does_not_open():
    letter, other = put(), name()
    path = spool.folder() / letter
    (spool.folder() / other).write_bytes(path.read_bytes())
    with pytest.raises(SealBroken):
        open_letter(other)
    whole = path.read_bytes()
    for place in (0, 31, 32, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(SealBroken):
            open_letter(letter)
    for cut in (b"", whole[:20], whole[:-1]):
        path.write_bytes(cut)
        with pytest.raises(SealBroken):
            open_letter(letter)


def test_a_letter_of_the_same_name_is_never_written_over():
    letter = put()
    assert spool.put(letter, b"another", spool.public()) is False
    assert open_letter(letter) == CALL
    assert spool.waiting() == [letter]


def test_nobody_fills_the_disk_with_letters(monkeypatch):
    monkeypatch.setattr(spool, "MOST", 2)
    first = put()
    put()
    with pytest.raises(SpoolFull):
        put()
    assert spool.put(first, CALL, spool.public()) is False  # it is kept, whatever else is
    assert len(list(spool.folder().iterdir())) == 2


def test_one_desk_has_its_share_and_leaves_the_places_that_are_left_to_others(monkeypatch):
    monkeypatch.setattr(spool, "MOST", 4)
    key, ends = spool.public(), ("1" * 16, "2" * 16)
    mine, theirs = ([f"{name()}-{end}" for _ in range(3)] for end in ends)
    assert [spool.put(one, CALL, key, each=2, left=1) for one in mine[:2]] == [True, True]
    with pytest.raises(SpoolFull):
        spool.put(mine[2], CALL, key, each=2, left=1)
    assert spool.put(theirs[0], CALL, key, each=2, left=1)
    with pytest.raises(SpoolFull):
        spool.put(theirs[1], CALL, key, each=2, left=1)
    assert spool.put(theirs[1], CALL, key, each=2)
    assert sorted(spool.waiting()) == sorted([*mine[:2], *theirs[:2]])
    assert spool.put(mine[0], CALL, key, each=2, left=1) is False  # it is kept, whatever its desk's share is


def test_what_lies_aside_is_whole_waits_last_and_takes_nobody_s_place(monkeypatch):
    monkeypatch.setattr(spool, "MOST", 1)
    aside = put()
    os.utime(spool.folder() / aside, (1_000_000, 1_000_000))
    for _time in range(2):
        spool.set_aside(aside)
    assert sorted(path.name for path in spool.folder().iterdir()) == [spool.ASIDE]
    assert (spool.folder() / spool.ASIDE).stat().st_mode & 0o777 == 0o700
    other = put()
    assert (spool.waiting(), spool.waits_since()) == ([other, aside], datetime.fromtimestamp(1_000_000, UTC))
    assert spool.put(aside, b"another", spool.public()) is False
    assert (open_letter(aside), spool.written(aside)) == (CALL, spool.waits_since())
    spool.remove(aside)
    assert (spool.waiting(), list((spool.folder() / spool.ASIDE).iterdir())) == ([other], [])


def test_a_letter_that_is_gone_can_not_be_laid_aside():
    spool.set_aside(name())
    assert spool.waiting() == []


def test_a_full_disk_leaves_no_letter_behind():
    """RLIMIT_FSIZE stands for the disk: the kernel takes the first bytes and refuses the rest, as a full one does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            put()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(spool.folder().iterdir()) == []
    put()


def test_a_folder_that_is_gone_is_not_made_anew_and_keeps_nothing():
    spool.folder().rename(spool.folder().with_name("taken out"))
    with pytest.raises(FileNotFoundError):
        put()
    assert not spool.folder().exists()


def test_letters_come_oldest_first_and_what_is_no_letter_is_left_alone():
    letters = [put() for _ in range(3)]
    for age, letter in enumerate(letters):
        os.utime(spool.folder() / letter, (1_000_000 - age, 1_000_000 - age))
    (spool.folder() / "lost+found").mkdir()
    assert spool.waiting() == letters[::-1]
    assert spool.waits_since() == datetime.fromtimestamp(1_000_000 - 2, UTC)


def test_what_a_killed_writer_left_goes_after_an_hour_and_letters_never():
    letter, now = put(), datetime.now(UTC)
    left = spool.folder() / f".{name()}.0a0b0c0d"
    left.write_bytes(b"half")
    spool.tidy(now)
    assert left.exists()
    spool.tidy(now + timedelta(hours=2))
    assert [path.name for path in spool.folder().iterdir()] == [letter]


def test_init_keys_makes_what_is_missing_and_touches_no_key():
    letter, key = put(), spool.public()
    call_command("init_keys", verbosity=0)
    assert (spool.public(), open_letter(letter)) == (key, CALL)
    keyring.keep(spool.PUBLIC, b"")  # killed between the two halves
    call_command("init_keys", verbosity=0)
    assert spool.public() == key


def test_the_production_check_names_what_would_lose_a_call():
    assert wrong() == []
    spool.folder().chmod(0o755)
    assert wrong() == [f"The spool can be entered by others: chmod 700 {spool.folder()}."]
    spool.folder().rmdir()
    assert wrong() == [f"The spool is missing: run `manage.py init_keys`, or put back the disk of {spool.folder()}."]
    spool.folder().write_text("")
    assert [said[:27] for said in wrong()] == ["The spool can't be written:"]


def test_the_production_check_writes_a_letter_s_worth_and_leaves_nothing():
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
    try:
        assert [said[:24] for said in wrong()] == ["The spool keeps nothing:"]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert wrong() == []
    assert list(spool.folder().iterdir()) == []


def test_the_production_check_names_a_key_that_would_open_nothing():
    key = spool.public()
    keyring.keep(spool.PUBLIC, VECTOR["public"])  # of somebody else
    assert [said[:44] for said in wrong()] == ["The spool's two keys don't belong together: "]
    keyring.keep(spool.PUBLIC, key)
    keyring.keep(spool.PRIVATE, keyring.kept(spool.PRIVATE)[:-1])
    assert [said[:42] for said in wrong()] == ["The spool's private key can't be opened: p"]
    keyring.keep(spool.PRIVATE, b"")
    assert wrong() == ["The spool has no key: run `manage.py init_keys`."]
    with pytest.raises(KeyMissing):
        spool.private()
