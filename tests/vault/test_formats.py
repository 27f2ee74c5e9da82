"""Known answers, and a decoder that shares no code with the vault: the formats are what their description says."""

from __future__ import annotations

import io
from uuid import UUID

import pytest

from tests.vault import decoder
from tests.vault.tables import Client
from vault import cipher, entropy, keyring, padding, wraps
from vault.datakey import DataKey, derive
from vault.errors import SealBroken
from vault.files import sealed_files
from vault.framing import framed
from vault.providers.file import root_path
from vault.purpose import Purpose
from vault.unseal import open_envelope

OWNER = UUID("11111111-2222-4333-8444-555555555555")
ROW = UUID("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee")

KNOWN = (
    "0101020304b86d6fd686eb87f2644dd2f0e0b12d7699317068cf32ada3bfaff770da3089e600000007090909090909090909090909"
    "c0e007298563eeb0ebea33c56e175efaeb4ea2a962801b8e6e178860a8a45b725d27746c566f7b5abaf9556540311fa562c36186b2"
    "9ca8ffffcf76c4e3651e27aa585d580e50c270937bd49a2d8f771a14"
)


def known_envelope():
    key = DataKey("case", OWNER, b"\x01\x02\x03\x04", bytes(range(32)))
    with entropy.use(lambda n: b"\x09" * n):
        return key, cipher.seal(key, cipher.column("casework.person", "name"), ROW, 7, padding.pad(b"Melati", 64))


def test_the_envelope_of_format_1_never_changes():
    _, envelope = known_envelope()
    assert envelope.hex() == KNOWN


def test_the_envelope_is_read_by_the_independent_decoder():
    key, envelope = known_envelope()
    place = cipher.column("casework.person", "name")
    assert padding.unpad(open_envelope(key, place, ROW.bytes, envelope)) == b"Melati"
    args = (bytes(range(32)), "case", OWNER.bytes, "casework.person", "name", ROW.bytes)
    assert decoder.value(*args, envelope) == b"Melati"


def test_hkdf_expand_gives_the_answer_of_rfc_5869():
    """Appendix A.1 and A.2: PRK, info, L and the first and last bytes of OKM."""
    first = derive(
        bytes.fromhex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"),
        bytes.fromhex("f0f1f2f3f4f5f6f7f8f9"),
        42,
    )
    assert first.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    second = derive(
        bytes.fromhex("06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244"),
        bytes(range(0xB0, 0x100)),
        82,
    )
    assert second.hex().startswith("b11e398dc80327a1c8e7f78c596a4934")
    assert second.hex().endswith("cc30c58179ec3e87c14c01d5c1f3434f1d87")


def test_rows_and_wraps_on_disk_are_read_by_the_independent_decoder(client_row):
    root = bytes.fromhex(root_path(Purpose.CASE).read_text())
    ((key_id, wrap),) = wraps.read(Purpose.CASE, client_row.case_id)
    owner = client_row.case_id.bytes
    secret = decoder.data_key(root, "case", owner, key_id, wrap)
    row = Client.objects.get()
    read = decoder.value(secret, "case", owner, "vault.client", "story", row.pk.bytes, row.story._envelope)
    assert read == b"Ia menelepon dari warung."


@pytest.mark.parametrize("size", [1, 65536, 65537, 200000])
def test_files_on_disk_are_read_by_the_independent_decoder(settings, tmp_path, size):
    settings.SEALED_FILES_DIR = tmp_path
    owner = entropy.new_id()
    sealed_files.write(owner, "foto", io.BytesIO(b"p" * size))
    (path,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    ((key_id, wrap),) = wraps.read(Purpose.EVIDENCE, owner)
    secret = decoder.data_key(
        bytes.fromhex(root_path(Purpose.EVIDENCE).read_text()), "evidence", owner.bytes, key_id, wrap
    )
    assert decoder.file(secret, owner.bytes, "foto", path.read_bytes()) == b"p" * size


def test_framing_keeps_different_parts_apart():
    assert framed(b"ab", b"c") != framed(b"a", b"bc") != framed(b"abc")
    assert framed(b"", b"a") != framed(b"a", b"")
    assert decoder.framed(b"ab", b"", b"x" * 300) == framed(b"ab", b"", b"x" * 300)


def test_keys_of_two_purposes_owners_or_ids_share_nothing():
    secret = b"\x05" * 32
    keys = [
        DataKey("case", OWNER, b"aaaa", secret),
        DataKey("evidence", OWNER, b"aaaa", secret),
        DataKey("case", ROW, b"aaaa", secret),
        DataKey("case", OWNER, b"bbbb", secret),
    ]
    assert len({key.prefix[5:] for key in keys}) == 4


def test_every_seal_has_a_nonce_of_its_own():
    key, place = DataKey("case", OWNER, b"aaaa", b"\x05" * 32), cipher.column("m", "f")
    envelopes = {cipher.seal(key, place, ROW, 0, b"same block") for _ in range(500)}
    assert len({envelope[41:53] for envelope in envelopes}) == 500


def test_pinned_randomness_makes_the_same_envelopes():
    key, place = DataKey("case", OWNER, b"aaaa", b"\x05" * 32), cipher.column("m", "f")
    runs = []
    for _ in range(2):
        with entropy.use(entropy.seeded("same")):
            runs.append([cipher.seal(key, place, entropy.new_id(), 0, b"block") for _ in range(5)])
    assert runs[0] == runs[1]
    assert len(set(runs[0])) == 5


def test_a_block_without_its_mark_is_refused():
    for block in (b"", b"\x00" * 64, b"abc", b"abc\x00"):
        with pytest.raises(SealBroken) as broken:
            padding.unpad(block)
        assert broken.value.kind == "padding"


def test_the_keyring_is_the_only_way_to_a_wrap(client_row):
    """A wrap of one owner or purpose put in another's place does not unwrap."""
    other = entropy.new_id()
    ((key_id, wrap),) = wraps.read(Purpose.CASE, client_row.case_id)
    wraps.add(Purpose.CASE, other, key_id, wrap)
    wraps.add(Purpose.EVIDENCE, client_row.case_id, key_id, wrap)
    for purpose, owner in [(Purpose.CASE, other), (Purpose.EVIDENCE, client_row.case_id)]:
        with pytest.raises(SealBroken) as broken:
            keyring.keys_of(purpose, owner)
        assert broken.value.kind == "key"
