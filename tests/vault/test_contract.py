"""What every provider of root keys promises, asked of each: files, environment, PKCS#11 token."""

from __future__ import annotations

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.vault import installations
from tests.vault.children import in_child
from vault import checks, keyring, roots, wraps
from vault.backups.folders import MARK
from vault.entropy import new_id
from vault.errors import RootsRefused, SealBroken
from vault.middleware import HoldKeys
from vault.purpose import Purpose

SECRET, CONTEXT = b"thirty-two octets of a data key!", b"purpose, owner and key id"


@pytest.fixture(params=installations.ALL)
def bare(request, settings, tmp_path, monkeypatch):
    """An installation whose roots are not made yet."""
    yield installations.ALL[request.param](settings, tmp_path, monkeypatch)
    keyring.reset()


@pytest.fixture
def installation(bare):
    """An installation with its five roots."""
    bare.make()
    keyring.reset()
    return bare


@pytest.fixture
def provider(installation):
    keyring.start()
    return keyring.provider()


def refusal():
    """The one sentence that every way of starting says: the server, the system check, the first use."""
    keyring.reset()
    with pytest.raises(RootsRefused) as refused:
        HoldKeys(lambda request: None)
    keyring.reset()
    assert next(problem.msg for problem in checks.keyring_is_fit()) == str(refused.value)
    uses = (
        lambda: keyring.mac("a.b", b""),
        lambda: keyring.signing_key(),
        lambda: keyring.mint(Purpose.LOCATION, new_id()),
    )
    for use in uses:
        keyring.reset()
        with pytest.raises(RootsRefused) as at_use:
            use()
        assert str(at_use.value) == str(refused.value)
    assert str(refused.value).endswith(".")
    return str(refused.value)


def test_an_installation_with_its_five_roots_starts(installation):
    assert keyring.health() == []
    assert checks.keyring_is_fit() == []
    HoldKeys(lambda request: None)


def test_roots_are_made_once_and_one_that_exists_is_never_touched(installation):
    before = [keyring.provider().fingerprint(purpose) for purpose in Purpose]
    out = StringIO()
    call_command("init_keys", stdout=out)
    assert out.getvalue() == "all roots are there; none was touched\n"
    assert [keyring.provider().fingerprint(purpose) for purpose in Purpose] == before


def test_what_was_wrapped_is_unwrapped_and_each_wrap_differs(provider):
    for purpose in Purpose:
        first, second = (provider.wrap(purpose, CONTEXT, SECRET) for _ in range(2))
        assert provider.unwrap(purpose, CONTEXT, first) == provider.unwrap(purpose, CONTEXT, second) == SECRET
        assert first != second
        assert len(first) == len(SECRET) + 12 + 16
        assert SECRET not in first


def test_a_wrap_of_another_purpose_or_context_or_altered_in_any_bit_is_broken(provider):
    wrapped = provider.wrap(Purpose.CASE, CONTEXT, SECRET)
    wrong = [(purpose, CONTEXT, wrapped) for purpose in Purpose if purpose != Purpose.CASE]
    wrong += [(Purpose.CASE, context, wrapped) for context in (b"", CONTEXT + b"x", CONTEXT[1:])]
    for position in range(len(wrapped)):
        flipped = bytearray(wrapped)
        flipped[position] ^= 1 << position % 8
        wrong.append((Purpose.CASE, CONTEXT, bytes(flipped)))
    for altered in (b"", wrapped[:11], wrapped[:12], wrapped[:27], wrapped[:-1], wrapped + b"\x00"):
        wrong.append((Purpose.CASE, CONTEXT, altered))
    for purpose, context, altered in wrong:
        with pytest.raises(SealBroken) as broken:
            provider.unwrap(purpose, context, altered)
        assert str(broken.value) == f"seal broken (key) at the wrap of a {purpose} key"
        assert broken.value.__cause__ is None
    assert provider.unwrap(Purpose.CASE, CONTEXT, wrapped) == SECRET


def test_a_mac_has_a_key_for_each_label(provider):
    asked = [("a", b"bc"), ("ab", b"c"), ("a", b"b"), ("abc", b""), ("a", b"")]
    macs = [provider.mac(label, message) for label, message in asked]
    assert len(set(macs)) == len(asked)
    assert {len(mac) for mac in macs} == {32}
    assert [provider.mac(label, message) for label, message in asked] == macs


def test_nothing_changes_when_the_provider_is_opened_again(provider):
    def all_of(provider):
        public = provider.signing_key().public_key().public_bytes_raw()
        return [public, provider.mac("a.b", b"c"), *(provider.fingerprint(purpose) for purpose in Purpose)]

    before, wrapped = all_of(provider), provider.wrap(Purpose.AUDIT, CONTEXT, SECRET)
    keyring.reset()
    assert keyring.provider() is not provider
    assert all_of(keyring.provider()) == before
    assert keyring.provider().unwrap(Purpose.AUDIT, CONTEXT, wrapped) == SECRET
    provider.close()
    assert provider.unwrap(Purpose.AUDIT, CONTEXT, wrapped) == SECRET


def test_fingerprints_differ_and_hold_no_root(installation, provider):
    prints = [provider.fingerprint(purpose) for purpose in Purpose]
    assert len(set(prints)) == 5
    assert all(len(bytes.fromhex(text)) == 8 for text in prints)
    for root in installation.roots():
        assert not any(bytes.fromhex(text) in root for text in prints)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_start_with_one_root_missing_is_refused(installation, purpose):
    installation.lose(purpose)
    said = refusal()
    assert said.startswith(f"The {purpose} root is missing")
    assert ": run `manage.py init_keys`" in said or f"set LINDUNG_ROOT_{purpose.upper()} to" in said
    assert keyring.provider().missing() == [purpose]


@pytest.mark.parametrize("pair", [(Purpose.CASE, Purpose.LOCATION), (Purpose.AUDIT, Purpose.INDEX)])
def test_equal_roots_are_refused(installation, pair):
    installation.equal(*pair)
    keyring.reset()
    one, other = sorted(pair)
    assert any(sentence.startswith(f"The roots {one} and {other} are equal: ") for sentence in keyring.health())
    assert refusal() == keyring.health()[0]


def test_roots_that_share_one_place_are_refused(installation):
    installation.share(Purpose.CASE, Purpose.LOCATION)
    assert " share " in refusal()


@pytest.mark.parametrize("purpose", [Purpose.LOCATION, Purpose.INDEX])
def test_a_root_in_the_place_of_another_is_refused(installation, purpose):
    installation.exchange(purpose)
    assert refusal().startswith(f"The {purpose} root is another than the one this keyring was made with: put the")


def test_wraps_in_a_backups_folder_are_refused(installation, settings):
    (installation.folder / MARK).touch()
    assert "in a backup's folder" in refusal()
    (installation.folder / MARK).unlink()
    assert keyring.health() == []
    settings.VAULT_BACKUP_DIRS = [str(installation.folder / "keys")]
    assert f"in a backup's folder, {installation.folder / 'keys'}: move" in refusal()


def test_no_refusal_shows_a_root(installation):
    secrets = [root.hex() for root in installation.roots()]
    installation.equal(Purpose.CASE, Purpose.LOCATION)
    installation.share(Purpose.EVIDENCE, Purpose.INDEX)
    keyring.reset()
    said = " ".join(problem.msg for problem in checks.keyring_is_fit())
    assert said
    assert not any(secret in said for secret in secrets)
    assert "imported root" not in said


@pytest.mark.parametrize("purpose", [Purpose.EVIDENCE, Purpose.INDEX, Purpose.AUDIT])
def test_a_root_in_use_is_never_made_anew(installation, purpose):
    keyring.mint(Purpose.EVIDENCE, new_id())
    for lost in (Purpose.CASE, purpose):
        installation.lose(lost)
    keyring.reset()
    with pytest.raises(CommandError, match=f"The {purpose} root is missing but keys or values under it are there"):
        call_command("init_keys", stdout=StringIO())
    assert keyring.provider().missing() == [Purpose.CASE, purpose]


def test_a_destroyed_root_opens_nothing_any_more_and_the_others_do(installation, provider):
    kept, lost = (provider.wrap(purpose, CONTEXT, SECRET) for purpose in (Purpose.EVIDENCE, Purpose.CASE))
    if installation.name == "environment":
        with pytest.raises(RootsRefused, match="remove LINDUNG_ROOT_CASE there"):
            provider.destroy(Purpose.CASE)
        return
    provider.destroy(Purpose.CASE)
    with pytest.raises(RootsRefused):
        provider.unwrap(Purpose.CASE, CONTEXT, lost)
    assert provider.missing() == [Purpose.CASE]
    assert refusal().startswith("The case root is missing")
    provider.make(Purpose.CASE)
    with pytest.raises(SealBroken):
        provider.unwrap(Purpose.CASE, CONTEXT, lost)
    assert provider.unwrap(Purpose.EVIDENCE, CONTEXT, kept) == SECRET


def test_threads_use_one_provider_at_once(provider):
    wrapped, wrong, start = provider.wrap(Purpose.CASE, CONTEXT, SECRET), [], threading.Barrier(6)
    index = provider.mac("a.b", b"c")

    def work():
        start.wait()
        for _ in range(40):
            if provider.unwrap(Purpose.CASE, CONTEXT, wrapped) != SECRET or provider.mac("a.b", b"c") != index:
                wrong.append("other bytes")

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_forked_child_and_its_parent_both_go_on(provider):
    wrapped = provider.wrap(Purpose.CASE, CONTEXT, SECRET)
    told = in_child(lambda: provider.unwrap(Purpose.CASE, CONTEXT, wrapped) + provider.mac("a.b", b"c"))
    assert told == SECRET + provider.mac("a.b", b"c")
    assert provider.unwrap(Purpose.CASE, CONTEXT, wrapped) == SECRET


def test_the_keyring_works_on_it(installation):
    owner = new_id()
    for purpose in Purpose:
        keyring.mint(purpose, owner)
    secrets = [keyring.keys_of(purpose, owner).newest.secret for purpose in Purpose]
    assert len(set(secrets)) == 5
    keyring.reset()
    assert [keyring.keys_of(purpose, owner).newest.secret for purpose in Purpose] == secrets
    assert {roots.known(purpose) for purpose in Purpose} == {keyring.provider().fingerprint(p) for p in Purpose}
    assert all(wraps.has_wraps(purpose) for purpose in Purpose)
