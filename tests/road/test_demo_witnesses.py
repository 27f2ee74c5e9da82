"""The demo brings two witnesses, which answer as soon as they are started and leave nothing for others to read."""

import subprocess
import tempfile

import pytest
from django.utils import timezone

from audit import feeder, witnesses
from audit.models import WitnessAnswer
from demo.witnesses import NAMES, prepare
from tests.audit.logs import sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path, settings):
    settings.WITNESSES_FILE = tmp_path / "witnesses" / "list"
    return tmp_path


def test_two_witnesses_of_the_demo_countersign(home, settings):
    sealed(3)
    with tempfile.TemporaryDirectory(dir="/tmp") as sockets:
        commands = prepare(sockets)
        settings.AUDIT_WITNESSES = settings.WITNESSES_FILE.read_text().splitlines()
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
        try:
            assert [one.stdout.readline()[:15] for one in running] == ["listening on un"] * 2
            assert feeder.run_once(timezone.now()) == 2
        finally:
            for one in running:
                one.terminate()
                one.communicate(timeout=60)
    assert [one.returncode for one in running] == [0, 0]
    assert set(WitnessAnswer.objects.values_list("witness", "answer")) == {(name, "cosigned") for name in NAMES}
    assert [witness.name for witness in witnesses.configured()] == list(NAMES)


def test_a_second_start_finds_the_same_witnesses(home, settings):
    with tempfile.TemporaryDirectory(dir="/tmp") as sockets:
        before = prepare(sockets)
        kept = settings.WITNESSES_FILE.read_text()
        assert (prepare(sockets), settings.WITNESSES_FILE.read_text()) == (before, kept)
    private = [path for path in home.rglob("*") if path.name in ("key", "1", "2", "witnesses")]
    assert len(private) == 5
    assert [path for path in private if path.stat().st_mode & 0o077] == []
