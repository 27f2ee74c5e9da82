"""The program that another institution runs countersigns a log that grows, and nothing else."""

import base64
import string

import pytest

from audit import merkle, notes, verify, witness
from audit.feeder import message
from tests.audit.outside import DIGEST, FORK, KEY, LOG, NAME, ORIGIN, OTHER_KEY, VKEY, Log, key_of


def test_it_countersigns_a_log_that_grows_and_others_can_check_it(alone, tmp_path):
    key = key_of(tmp_path / "state")
    independent = verify.Key(key.line)
    for old, size in ((0, 1), (1, 2), (2, 7), (7, 8), (8, 8), (8, 33), (33, 40)):
        status, line = alone.ask(LOG.asks(old, size))
        assert (status, line.count("\n"), line.startswith(f"\u2014 {NAME} ")) == (200, 1, True)
        cosignature = key.found_in(line, LOG.note(size))
        assert cosignature
        assert independent.verify(notes.body_of(LOG.note(size)).encode(), cosignature[4:])
    assert key.found_in(line, LOG.note(39)) == b""


def test_the_example_of_the_specification_has_this_key_id():
    """c2sp.org/signed-note's example key, whose id is computed as those here are."""
    raw = "AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    assert verify.Key(f"example.com/foo+530d903a+{raw}").hash.hex() == "530d903a"
    assert witness.LogKey(f"example.com/foo+530d903a+{raw}").id.hex() == "530d903a"


@pytest.mark.parametrize("old", range(1, 12))
def test_every_proof_that_is_right_passes_and_every_other_does_not(old, tmp_path):
    for size in range(old, 40):
        proof = merkle.consistency_proof(old, size, merkle.subtrees_of(LOG.leaves[:size]))
        roots = merkle.root(LOG.leaves[:old]), merkle.root(LOG.leaves[:size])
        assert witness.continues(old, roots[0], size, roots[1], proof)
        forked = merkle.root(FORK.leaves[:size])
        if size > 3:
            assert not witness.continues(old, roots[0], size, forked, proof)
        for place in range(len(proof)):
            bent = [*proof[:place], bytes(32), *proof[place + 1 :]]
            assert not witness.continues(old, roots[0], size, roots[1], bent)
            assert not witness.continues(old, roots[0], size, roots[1], proof[:place] + proof[place + 1 :])
        assert not witness.continues(old, roots[0], size, roots[1], [*proof, bytes(32)])


def respelt(body: bytes) -> bytes:
    """The signature that it ends in, in base64 of the same bytes that isn't canonical."""
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
    bent = body[:-3] + letters[letters.index(chr(body[-3])) + 1].encode() + b"=\n"
    assert [base64.b64decode(one.split()[-1]) for one in (body, bent)] == [base64.b64decode(body.split()[-1])] * 2
    return bent


WRONG_SIGNATURE = LOG.asks(5, 9).replace(notes.body_of(LOG.note(9)).encode(), notes.body_of(LOG.note(10)).encode())
REFUSALS = [
    ("a log that it does not know", Log(9, origin="log.example/2").asks(5, 9), 404),
    ("another key", Log(9, key=OTHER_KEY).asks(5, 9), 403),
    ("a signature over something else", WRONG_SIGNATURE, 403),
    ("an old size beyond the new one", message(9, [], LOG.note(8)), 400),
    ("an old size that it did not see", LOG.asks(4, 9), 409),
    ("nothing seen yet, said again", LOG.asks(0, 9), 409),
    ("a shorter log", LOG.asks(3, 4), 409),
    ("a fork", FORK.asks(5, 9), 422),
    ("another log of the same size", FORK.asks(5, 5), 422),
    ("no proof", message(5, [], LOG.note(9)), 422),
    ("a proof where none is due", message(5, [bytes(32)], LOG.note(5)), 422),
    ("a proof of another size", message(5, merkle.consistency_proof(5, 8, merkle.subtrees_of(LOG.leaves[:8])),
                                        LOG.note(9)), 422),
    ("64 lines of proof", message(5, [bytes(32)] * 64, LOG.note(9)), 400),
    ("a size with a leading zero", LOG.asks(5, 9).replace(b"old 5", b"old 05"), 400),
    ("a negative size", LOG.asks(5, 9).replace(b"old 5", b"old -5"), 400),
    ("a size beyond 2^63", LOG.asks(5, 9).replace(b"old 5", b"old 9223372036854775808"), 400),
    ("a hash that is none", LOG.asks(5, 9).replace(b"\n\n", b"\nAAAA\n\n", 1), 400),
    ("no signature at all", LOG.asks(5, 9).split("\u2014".encode())[0], 400),
    ("a control character", LOG.asks(5, 9).replace(b"old 5\n", b"old 5\r\n"), 400),
    ("no UTF-8", LOG.asks(5, 9) + b"\xff", 400),
    ("a signature of the same bytes in another spelling", respelt(LOG.asks(5, 9)), 400),
    ("nothing", b"", 400),
]  # fmt: skip


@pytest.mark.parametrize(("body", "status"), [one[1:] for one in REFUSALS], ids=[one[0] for one in REFUSALS])
def test_what_it_refuses_leaves_it_where_it_was(alone, body, status):
    assert alone.ask(LOG.asks(0, 5))[0] == 200
    assert alone.ask(body)[0] == status
    assert alone.ask(LOG.asks(5, 9))[0] == 200


def test_a_conflict_says_how_many_entries_it_has_seen(alone):
    alone.ask(LOG.asks(0, 5))
    told = alone.request("POST", "/add-checkpoint", LOG.asks(2, 9))
    assert told == (409, "text/x.tlog.size", b"5\n")


def test_an_empty_log_has_the_root_of_nothing(alone):
    assert alone.ask(message(0, [], notes.checkpoint(ORIGIN, 0, bytes(32), KEY)))[0] == 422
    assert alone.ask(message(0, [], notes.checkpoint(ORIGIN, 0, merkle.EMPTY, KEY)))[0] == 200
    assert alone.ask(message(0, [bytes(32)], LOG.note(4)))[0] == 422
    assert alone.ask(LOG.asks(0, 4))[0] == 200


def test_a_second_key_of_the_log_signs_too_and_signatures_of_others_are_ignored(running):
    alone = running(VKEY, notes.verifier_key(ORIGIN, OTHER_KEY))
    assert alone.ask(Log(9, key=OTHER_KEY).asks(0, 5))[0] == 200
    others = "\u2014 somebody.example AAAAAAAAAA==\n".encode()
    assert alone.ask(LOG.asks(5, 9) + others)[0] == 200
    assert b"somebody" not in alone.request("GET", f"/{DIGEST}/checkpoint")[2]
