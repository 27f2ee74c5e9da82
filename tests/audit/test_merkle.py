"""RFC 6962 against its reference implementation's known answers and against the definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import merkle, verify, witness

# the inputs and roots of the certificate-transparency reference tests
LEAVES = [
    bytes.fromhex(h)
    for h in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "60" + "".join(f"{i:02x}" for i in range(0x61, 0x70)),
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


# the paths of the same tests: (leaf, size) and (first size, second size) → nodes
A, B, C = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
)
D, E, F = (
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
)
INCLUSION = {(0, 1): [], (0, 8): [A, B, C], (5, 8): [D, E, ROOTS[3]], (2, 3): [ROOTS[1]], (1, 5): [ROOTS[0], B, D]}
CONSISTENCY = {(1, 1): [], (1, 8): [A, B, C], (6, 8): [F, E, ROOTS[3]], (2, 5): [B, D]}


def hashes(n):
    return [merkle.leaf_hash(b"%d" % i) for i in range(n)]


def definition(leaves):
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return merkle.EMPTY
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return merkle.node_hash(definition(leaves[:k]), definition(leaves[k:]))


def test_roots_are_those_of_the_reference_implementation():
    leaves = [merkle.leaf_hash(leaf) for leaf in LEAVES]
    assert [merkle.root(leaves[: n + 1]).hex() for n in range(8)] == ROOTS


def test_the_empty_tree_has_the_hash_of_nothing():
    assert merkle.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.Frontier().root() == merkle.root([])


@pytest.mark.parametrize("n", range(40))
def test_root_and_frontier_follow_the_definition(n):
    leaves = hashes(n)
    frontier = merkle.Frontier()
    frontier.extend(leaves)
    assert merkle.root(leaves) == definition(leaves) == frontier.root()
    assert merkle.Frontier.from_bytes(n, frontier.to_bytes()).root() == definition(leaves)


@pytest.mark.parametrize("n", [1, 2, 3, 7, 8, 13, 16, 33])
def test_every_leaf_has_an_inclusion_proof_and_no_other_leaf_passes_with_it(n):
    leaves = hashes(n)
    lookup, root = merkle.subtrees_of(leaves), definition(leaves)
    for i in range(n):
        proof = merkle.inclusion_proof(i, n, lookup)
        assert merkle.included(i, n, leaves[i], proof, root)
        assert not merkle.included(i, n, merkle.leaf_hash(b"forged"), proof, root)
        assert not merkle.included(i, n, leaves[i], [*proof, root], root)
        if n > 1:
            assert not merkle.included((i + 1) % n, n, leaves[i], proof, root)


def test_every_prefix_has_a_consistency_proof_and_no_rewritten_one_passes():
    leaves = hashes(21)
    for second in range(1, 22):
        lookup, root = merkle.subtrees_of(leaves[:second]), definition(leaves[:second])
        for first in range(1, second + 1):
            proof = merkle.consistency_proof(first, second, lookup)
            old = definition(leaves[:first])
            assert merkle.consistent(first, second, old, root, proof)
            assert not merkle.consistent(first, second, merkle.leaf_hash(b"other"), root, proof)
            if proof:
                assert not merkle.consistent(first, second, old, root, proof[:-1])


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=80), st.data())
def test_a_tree_of_any_leaves_proves_its_own(leaves, data):
    i = data.draw(st.integers(0, len(leaves) - 1))
    proof = merkle.inclusion_proof(i, len(leaves), merkle.subtrees_of(leaves))
    assert merkle.included(i, len(leaves), leaves[i], proof, merkle.root(leaves))


@pytest.mark.parametrize("bad", [(3, [b"x" * 32]), (1, [b"short"]), (-1, [])])
def test_a_frontier_of_the_wrong_shape_is_refused(bad):
    with pytest.raises(ValueError, match="frontier"):
        merkle.Frontier(*bad)


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proofs_are_those_of_the_reference_implementation(index, size):
    leaves = [merkle.leaf_hash(leaf) for leaf in LEAVES[:size]]
    proof = merkle.inclusion_proof(index, size, merkle.subtrees_of(leaves))
    assert [node.hex() for node in proof] == INCLUSION[index, size]


@pytest.mark.parametrize(("first", "second"), CONSISTENCY)
def test_consistency_proofs_are_those_of_the_reference_implementation(first, second):
    leaves = [merkle.leaf_hash(leaf) for leaf in LEAVES[:second]]
    proof = merkle.consistency_proof(first, second, merkle.subtrees_of(leaves))
    assert [node.hex() for node in proof] == CONSISTENCY[first, second]


def test_paths_are_those_that_the_rfc_draws():
    """RFC 6962, 2.1.3: seven leaves; a to f, j are leaf hashes, g to l nodes."""
    a, b, c, d, e, f, j = hashes(7)
    g, h, i = merkle.node_hash(a, b), merkle.node_hash(c, d), merkle.node_hash(e, f)
    k, last = merkle.node_hash(g, h), merkle.node_hash(i, j)
    lookup = merkle.subtrees_of(hashes(7))
    drawn = {0: [b, h, last], 3: [c, g, last], 4: [f, j, k], 6: [i, k]}
    assert {leaf: merkle.inclusion_proof(leaf, 7, lookup) for leaf in drawn} == drawn
    proved = {3: [c, d, g, last], 4: [last], 6: [i, j, k]}
    assert {size: merkle.consistency_proof(size, 7, lookup) for size in proved} == proved


SIZES = st.integers(1, 300)


@given(SIZES, SIZES)
def test_from_any_size_to_any_size_three_programs_agree(one, other):
    """What is proved here is what the witness accepts, and the roots are those that the verifier computes."""
    first, second = sorted((one, other))
    leaves = hashes(second)
    old, new = definition(leaves[:first]), definition(leaves)
    proof = merkle.consistency_proof(first, second, merkle.subtrees_of(leaves))
    assert merkle.consistent(first, second, old, new, proof)
    assert witness.continues(first, old, second, new, proof)
    tree, roots = verify.Tree(), {}
    for leaf in leaves:
        list(tree.append(leaf))
        roots[tree.size] = tree.root()
    assert (roots[first], roots[second]) == (old, new)
    if first < second:
        assert not witness.continues(first, new, second, old, proof)
        assert not merkle.consistent(first, second, new, old, proof)


@given(SIZES, SIZES, st.data())
def test_from_any_frontier_any_later_leaf_is_proved_without_what_came_before(one, other, data):
    first, second = sorted((one, other + 1))
    leaves, frontier = hashes(second), merkle.Frontier()
    begin = min(first, second - 1)
    frontier.extend(leaves[:begin])
    index = data.draw(st.integers(begin, second - 1))
    proof = merkle.inclusion_proof(index, second, merkle.continuing(frontier, leaves[begin:]))
    assert proof == merkle.inclusion_proof(index, second, merkle.subtrees_of(leaves))


def test_what_a_frontier_does_not_hold_is_not_proved():
    leaves, frontier = hashes(9), merkle.Frontier()
    frontier.extend(leaves[:6])
    with pytest.raises(ValueError, match="that part of the past"):
        merkle.inclusion_proof(1, 9, merkle.continuing(frontier, leaves[6:]))
