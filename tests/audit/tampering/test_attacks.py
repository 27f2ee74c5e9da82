"""Each attack is found, and its place is named."""

import re

import pytest

from tests.audit.tampering.attack import Scene
from tests.audit.tampering.every import ATTACKS

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

LEAST = 40
# what places are called: an entry, a checkpoint, a file of the export, an argument, the ZIP
PLACE = re.compile(
    r"entry (number )?\d+|entry [0-9a-f]{8}-|entries from number \d+|the first \d+ entries|id [0-9a-f]{32}"
    r"|checkpoint|keys|tile/|README\.txt|'[^']+'|--key|\d+ entries|ZIP|unpacked"
)


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.name for attack in ATTACKS])
def test_each_attack_is_found_and_located(attack, tmp_path, start_witness, record_property):
    said = attack.carried_out(Scene(tmp_path, start_witness))
    assert re.fullmatch(attack.where, said, re.DOTALL), said
    assert PLACE.search(said), said
    record_property("found", f"{attack.name}: {said.splitlines()[0]}")


def test_there_are_forty_at_least_and_no_two_alike():
    names = [attack.name for attack in ATTACKS]
    assert sorted(set(names)) == sorted(names)
    assert len({(attack.carried_out, attack.where) for attack in ATTACKS}) == len(ATTACKS) >= LEAST
