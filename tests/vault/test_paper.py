"""`manage.py keys`: printed, and put back on a bare machine."""

from __future__ import annotations

import io
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.vault import tables
from tests.vault.on_paper import keys, shown, words_of
from vault import checks, entropy, events, keyring, restored, roots
from vault.entropy import new_id
from vault.errors import PortEmpty
from vault.providers.file import root_path
from vault.purpose import Purpose
from vault.unseal import open_field

PROJECT = Path(__file__).resolve().parents[2]


def machine(home):
    """The environment of a machine with this home, and with no database."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "settings.production",
        "LINDUNG_HOME": str(home),
        "SECRET_KEY": "only-for-tests-" * 5,
        "DATABASE_URL": f"sqlite:///{home}/none/a.sqlite3",
        "SHELTERS_DATABASE_URL": f"sqlite:///{home}/none/b.sqlite3",
    }


def test_two_sheets_restore_each_root_on_a_bare_machine_and_open_a_case(own, rows, tmp_path, settings, listener):
    case = new_id()
    keyring.mint(Purpose.CASE, case)
    tables.Client.objects.create(case_id=case, name="Melati Kusumawardhani")
    paper = {purpose: words_of(keys("split", purpose)) for purpose in Purpose}
    assert listener == [("key.split", str(purpose), keyring.ROOTS) for purpose in Purpose]
    home = tmp_path / "elsewhere"
    shutil.copytree(own / "wraps", home / "keys" / "wraps")
    shutil.rmtree(own)
    typed = f"{paper[Purpose.CASE][2]}\n{paper[Purpose.CASE][0]}\n"
    told = subprocess.run(
        [sys.executable, "manage.py", "keys", "restore", "case"],
        cwd=PROJECT, env=machine(home), input=typed, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stderr == ""
    assert told.stdout.endswith("the case root is restored; still missing: evidence, location, index, audit\n")
    assert sorted(path.name for path in home.iterdir()) == ["keys"]  # no database was made or needed
    settings.VAULT_KEYS_DIR = home / "keys"
    for purpose in Purpose:
        if purpose != Purpose.CASE:
            said = keys("restore", purpose, "\n".join(paper[purpose][:2]))
    assert said.endswith("the audit root is restored; all roots are there\n")
    assert root_path(Purpose.CASE).stat().st_mode & 0o777 == 0o600
    assert keyring.health() == []
    assert all(roots.known(purpose) for purpose in Purpose)
    listener.clear()
    for _ in range(2):
        restored.tell(timezone.now())
    others = [purpose for purpose in Purpose if purpose != Purpose.CASE]
    assert listener == [("key.restore", str(purpose), keyring.ROOTS) for purpose in (Purpose.CASE, *others)]
    assert open_field(tables.Client.objects.get(case_id=case), "name") == "Melati Kusumawardhani"


def test_the_words_reach_the_terminal_alone(own, tmp_path, caplog, settings):
    settings.LOGGING_CONFIG = None
    out = keys("split", "case")
    sheets = words_of(out)
    assert [len(sheet.split()) for sheet in sheets] == [36, 36, 36]
    assert shown(f"so it says {sheets[1][9:99]}", sheets)
    assert not shown(caplog.text, sheets)
    root = root_path(Purpose.CASE).read_text().strip()
    assert root not in out
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.suffix != ".root":
            assert not shown(path.read_text(errors="replace"), sheets), path


def test_shares_are_never_written_to_a_file(own, tmp_path, listener):
    with (tmp_path / "sheets.txt").open("w+") as file:
        with pytest.raises(CommandError, match="Shares are never written to a file: print them to this terminal"):
            call_command("keys", "split", "case", stdout=file)
        file.seek(0)
        assert file.read() == ""
    assert listener == []


def test_a_pipe_to_a_printer_is_no_file(own):
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as pipe:  # 64 KiB wait in it
        call_command("keys", "split", "case", stdout=pipe, stderr=io.StringIO())
    with os.fdopen(reading) as pipe:
        assert len(words_of(pipe.read())) == 3


def test_a_split_that_nobody_records_prints_nothing(own, monkeypatch):
    monkeypatch.setattr(events, "_listener", None)
    out = io.StringIO()
    with pytest.raises(PortEmpty):
        call_command("keys", "split", "case", stdout=out)
    assert out.getvalue() == ""


def test_a_root_that_is_there_is_never_touched(own, printed):
    before = root_path(Purpose.CASE).read_bytes()
    with pytest.raises(CommandError, match="A case root is there already; nothing was asked and nothing touched"):
        keys("restore", "case", "\n".join(printed[:2]))
    assert root_path(Purpose.CASE).read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (lambda paper, other: "", "One share alone opens nothing: 2 of the 3 are needed."),
        (lambda paper, other: f"{paper[0]}\n\n", "One share alone opens nothing: 2 of the 3 are needed."),
        (lambda paper, other: f"{paper[0]}\n{paper[0]}\n", "This is the same share twice: take another"),
        (lambda paper, other: f"{paper[0]}\n{other[1]}\n", "These shares are of two different splits"),
        (lambda paper, other: f"{other[0]}\n{other[1]}\n", "These are shares of another root: take the sheets that"),
        (lambda paper, other: f"{paper[0].rsplit(' ', 3)[0]}\n\n", "a share has 36"),
        (lambda paper, other: f"melati {paper[0]}\n", "Word 1 is none of the words that shares are made of"),
    ],
)
@pytest.mark.parametrize("verb", ["restore", "rehearse"])
def test_paper_that_gives_no_root_is_refused_without_a_word_of_it(own, printed, typed, said, verb):
    with entropy.use(entropy.seeded("location")):
        other = words_of(keys("split", "location"))
    if verb == "restore":
        root_path(Purpose.CASE).unlink()
    with pytest.raises(CommandError) as refused:
        keys(verb, "case", typed(printed, other))
    assert said in str(refused.value)
    assert refused.value.__cause__ is None
    assert not shown(str(refused.value), [*printed, *other])
    assert root_path(Purpose.CASE).exists() == (verb == "rehearse")
    assert len(checks.keys_are_rehearsed()) == (verb == "rehearse")


def test_sheets_of_a_root_that_this_keyring_never_had_restore_nothing(own, printed, tmp_path, settings):
    settings.VAULT_KEYS_DIR = tmp_path / "others"
    keyring.make_roots()
    root_path(Purpose.CASE).unlink()
    with pytest.raises(CommandError, match="another case root than the one this keyring was made with; nothing was"):
        keys("restore", "case", "\n".join(printed[:2]))
    assert not root_path(Purpose.CASE).exists()


def test_roots_of_the_environment_are_split_and_restored_as_files(settings, tmp_path, monkeypatch, listener):
    from tests.vault.installations import EnvironmentInstallation

    installation = EnvironmentInstallation(settings, tmp_path, monkeypatch)
    installation.make()
    paper = words_of(keys("split", "index"))
    installation.lose(Purpose.INDEX)
    keyring.reset()
    with pytest.raises(CommandError, match=r"restore it with VAULT_PROVIDER=file, then let the variable with _FILE"):
        keys("restore", "index")
    expected = installation.path(Purpose.INDEX).read_text()
    settings.VAULT_PROVIDER = "file"
    keys("restore", "index", "\n".join(paper[1:]))
    assert root_path(Purpose.INDEX).read_text().strip() == expected
    keyring.reset()


def test_at_a_terminal_a_wrong_share_is_asked_for_again(own, printed):
    root_path(Purpose.CASE).unlink()
    ours, theirs = pty.openpty()
    environment = machine(own.parent) | {"TERM": "dumb"}
    child = subprocess.Popen(
        [sys.executable, "manage.py", "keys", "restore", "case"],
        cwd=PROJECT, env=environment, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    os.close(theirs)
    wrong = "melati " + " ".join(printed[0].split()[1:])
    for line in (wrong, printed[0], printed[0], printed[0], printed[2]):
        half = len(line) // 2
        os.write(ours, f"{line[:half]}{line[half:]}\n".encode())
    out, err = child.communicate()
    os.close(ours)
    assert "Word 1 is none of the words" in err and "the same share twice" in err
    assert out.endswith("the case root is restored; all roots are there\n")
    assert child.returncode == 0


def test_the_installation_chooses_its_provider_and_its_backups_by_the_environment(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); from django.conf import settings as s; "
         "print(s.VAULT_PROVIDER, s.VAULT_PKCS11_LIBRARY, s.VAULT_PKCS11_TOKEN, s.VAULT_BACKUP_DIRS)"],
        env=machine(tmp_path) | {"VAULT_PROVIDER": "pkcs11", "VAULT_PKCS11_LIBRARY": "/l.so",
                                 "VAULT_PKCS11_TOKEN": "t", "VAULT_BACKUP_DIRS": "/a,/b"},
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout == "pkcs11 /l.so t ['/a', '/b']\n"
    assert django_settings.VAULT_PROVIDER == "file"
