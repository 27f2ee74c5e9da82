"""Root keys in files and in the environment: who may read them. What all providers promise: test_contract.py."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.vault.installations import EnvironmentInstallation
from vault import checks, keyring
from vault.backups.folders import MARK
from vault.entropy import new_id
from vault.errors import RootsRefused
from vault.middleware import HoldKeys
from vault.providers.environment import variable
from vault.providers.file import root_path
from vault.purpose import Purpose


@pytest.fixture
def empty(settings, tmp_path):
    """An installation without roots."""
    settings.VAULT_KEYS_DIR = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def made(empty):
    """An installation with its five roots."""
    keyring.make_roots()
    return empty


def refusal():
    """The one sentence that every way of starting says."""
    with pytest.raises(RootsRefused) as refused:
        HoldKeys(lambda request: None)
    assert next(problem.msg for problem in checks.keyring_is_fit()) == str(refused.value)
    keyring.reset()
    with pytest.raises(RootsRefused) as at_use:
        keyring.mac("a.b", b"")
    assert str(at_use.value) == str(refused.value)
    assert str(refused.value).endswith(".")
    return str(refused.value)


def test_five_different_roots_are_made_for_their_owner_alone(made):
    roots = {purpose: root_path(purpose) for purpose in Purpose}
    assert len({path.read_text() for path in roots.values()}) == 5
    for path in roots.values():
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert len(bytes.fromhex(path.read_text())) == 32
    keyring.start()
    assert checks.keyring_is_fit() == []


def test_the_command_makes_the_roots_once_and_never_touches_one(empty):
    out = StringIO()
    call_command("init_keys", stdout=out)
    before = {purpose: root_path(purpose).read_bytes() for purpose in Purpose}
    call_command("init_keys", stdout=out)
    assert {purpose: root_path(purpose).read_bytes() for purpose in Purpose} == before
    assert out.getvalue().splitlines() == [
        "roots made: case, evidence, location, index, audit",
        "all roots are there; none was touched",
    ]


def test_the_command_adds_a_root_that_is_missing_as_long_as_nothing_needs_the_old_one(made):
    root_path(Purpose.EVIDENCE).unlink()
    call_command("init_keys", stdout=StringIO())
    keyring.start()
    keyring.mint(Purpose.EVIDENCE, new_id())
    root_path(Purpose.EVIDENCE).unlink()
    with pytest.raises(CommandError, match="would open none"):
        call_command("init_keys", stdout=StringIO())
    assert not root_path(Purpose.EVIDENCE).exists()


def test_a_start_without_roots_is_refused(empty):
    assert refusal().startswith("The case root is missing: run `manage.py init_keys`")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o620])
def test_a_root_that_others_can_read_is_refused(made, mode):
    root_path(Purpose.LOCATION).chmod(mode)
    assert "The location root can be read by others: chmod 700" in refusal()


def test_a_folder_of_roots_that_others_can_enter_is_refused(made):
    (made / "roots").chmod(0o755)
    assert "can be read by others" in refusal()


@pytest.mark.parametrize("text", ["", "00" * 31, "00" * 33, "zz" * 32, "é"])
def test_a_damaged_root_is_refused(made, text):
    root_path(Purpose.AUDIT).write_text(text, encoding="utf-8")
    assert "The audit root is" in refusal()


def test_a_root_in_a_backups_folder_is_refused(made, tmp_path, settings):
    backup = tmp_path / "backup"
    backup.mkdir()
    (backup / MARK).touch()
    path = root_path(Purpose.CASE)
    path.rename(backup / "case.root")
    path.symlink_to(backup / "case.root")
    assert refusal().startswith(f"The case root lies in a backup's folder, {backup}: move ")
    (backup / MARK).unlink()
    assert keyring.health() == []
    settings.VAULT_BACKUP_DIRS = [backup]
    assert refusal().startswith(f"The case root lies in a backup's folder, {backup}: move ")


def test_a_root_with_a_second_name_is_refused_since_a_backup_may_hold_it(made, tmp_path):
    (tmp_path / "snapshot").hardlink_to(root_path(Purpose.CASE))
    said = refusal()
    assert said.startswith("The case root lies under a second name: find it with `find / -samefile ")
    (tmp_path / "snapshot").unlink()
    assert keyring.health() == []


def test_no_refusal_shows_a_root(made):
    root = root_path(Purpose.CASE).read_text().strip()
    root_path(Purpose.AUDIT).write_text(root)
    root_path(Purpose.INDEX).chmod(0o644)
    problems = " ".join(problem.msg for problem in checks.keyring_is_fit())
    assert root not in problems
    assert len(checks.keyring_is_fit()) == 2


def test_roots_may_come_from_the_environment(settings, tmp_path, monkeypatch):
    settings.VAULT_KEYS_DIR = tmp_path
    settings.VAULT_PROVIDER = "environment"
    for number, purpose in enumerate(Purpose):
        monkeypatch.setenv(variable(purpose), os.urandom(32).hex() if number else "")
    assert "set LINDUNG_ROOT_CASE to its 64 hexadecimal digits" in refusal()
    with pytest.raises(CommandError, match="LINDUNG_ROOT_CASE"):
        call_command("init_keys", stdout=StringIO())
    file = Path(tmp_path / "case-root")
    file.touch(mode=0o600)
    file.write_text("ab" * 32 + "\n")
    monkeypatch.setenv("LINDUNG_ROOT_CASE_FILE", str(file))
    keyring.reset()
    keyring.start()
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    assert keyring.keys_of(Purpose.CASE, owner).newest.id
    monkeypatch.setenv("LINDUNG_ROOT_AUDIT", "ab" * 32)
    assert refusal().startswith("The roots audit and case are equal")
    (tmp_path / MARK).touch()
    assert f"The case root lies in a backup's folder, {tmp_path}: move {file} out" in " ".join(keyring.health())
    with pytest.raises(RootsRefused, match="LINDUNG_ROOT_CASE"):
        keyring.provider().destroy(Purpose.CASE)


@pytest.fixture
def laid_out(settings, tmp_path, monkeypatch):
    """The case root in a file that the environment names."""
    installation = EnvironmentInstallation(settings, tmp_path, monkeypatch)
    installation.make()
    assert keyring.health() == []
    return installation.path(Purpose.CASE)


@pytest.mark.parametrize("mode", [0o640, 0o644, 0o444, 0o604])
def test_a_root_in_a_file_that_the_environment_names_is_refused_where_others_can_read_it(laid_out, mode):
    laid_out.chmod(mode)
    assert refusal() == (
        f"The case root can be read by others: chmod 600 {laid_out}, or have it mounted with mode 0400 for the account "
        "that runs Lindung."
    )
    laid_out.chmod(0o400)
    assert keyring.health() == []


@pytest.mark.parametrize(("mode", "fit"), [(0o440, True), (0o640, True), (0o460, False), (0o444, False)])
def test_a_root_that_another_account_laid_there_may_be_read_through_its_group_alone(laid_out, monkeypatch, mode, fit):
    monkeypatch.setattr(os, "geteuid", lambda: laid_out.stat().st_uid + 1)
    laid_out.chmod(mode)
    assert (keyring.health() == []) == fit


def test_a_provider_that_is_not_known_is_refused(settings):
    settings.VAULT_PROVIDER = "cloud"
    with pytest.raises(RootsRefused, match="environment, file, pkcs11"):
        keyring.start()
