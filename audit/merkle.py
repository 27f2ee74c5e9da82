"""RFC 6962 (2.1): hashing, roots, inclusion and consistency proofs; pure functions over 32-byte hashes.

A tree of n leaves is described while it grows by its *frontier*: the roots of its full subtrees, largest first, one
per bit set in n. Appending costs one hash on average, and the root is a fold over the frontier.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

EMPTY = hashlib.sha256(b"").digest()
SIZE = 32


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(0x00 ‖ leaf)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The state from which a tree grows on. `nodes` are the roots of its full subtrees, largest first."""

    __slots__ = ("nodes", "size")

    def __init__(self, size: int = 0, nodes: Sequence[bytes] = ()) -> None:
        if size < 0 or len(nodes) != size.bit_count() or any(len(node) != SIZE for node in nodes):
            raise ValueError("a frontier has one node for each bit of its size")
        self.size, self.nodes = size, list(nodes)

    def append(self, leaf: bytes) -> None:
        """Append one leaf hash."""
        nodes, size = self.nodes, self.size
        while size & 1:
            leaf = hashlib.sha256(b"\x01" + nodes.pop() + leaf).digest()
            size >>= 1
        nodes.append(leaf)
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaf hashes in order."""
        for leaf in leaves:
            self.append(leaf)

    def root(self) -> bytes:
        """The tree's root now."""
        if not self.nodes:
            return EMPTY
        root = self.nodes[-1]
        for node in reversed(self.nodes[:-1]):
            root = node_hash(node, root)
        return root

    def to_bytes(self) -> bytes:
        """The nodes, one after the other."""
        return b"".join(self.nodes)

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> Frontier:
        """The inverse of `to_bytes`; raises ValueError where the length doesn't fit the size."""
        if len(data) != SIZE * size.bit_count():
            raise ValueError("a frontier has one node for each bit of its size")
        return cls(size, split(data))


def split(data: bytes) -> list[bytes]:
    """Hashes laid end to end, as a list."""
    data = bytes(data)
    if len(data) % SIZE:
        raise ValueError("not a whole number of hashes")
    return [data[i : i + SIZE] for i in range(0, len(data), SIZE)]


def root(leaves: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of LEAVES (leaf hashes)."""
    level = list(leaves)
    if not level:
        return EMPTY
    sha = hashlib.sha256
    while len(level) > 1:
        last = [level[-1]] if len(level) % 2 else []
        pairs = zip(level[0::2], level[1::2], strict=False)
        level = [sha(b"\x01" + left + right).digest() for left, right in pairs] + last
    return level[0]


Subtree = Callable[[int, int], bytes]  # (level, index) -> root of the full subtree of 2^level leaves at that index


def _range_root(subtree: Subtree, start: int, end: int) -> bytes:
    """The root over leaves START..END (START a multiple of the largest power of two that fits)."""
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append(subtree(level, start >> level))
        start += 1 << level
    result = nodes.pop()
    while nodes:
        result = node_hash(nodes.pop(), result)
    return result


def subtrees_of(leaves: Sequence[bytes]) -> Subtree:
    """Full-subtree lookup over leaf hashes in memory, all levels hashed once."""
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        level = levels[-1]
        levels.append([node_hash(a, b) for a, b in zip(level[0::2], level[1::2], strict=False)])
    return lambda level, index: levels[level][index]


def continuing(frontier: Frontier, leaves: Sequence[bytes]) -> Subtree:
    """Full-subtree lookup in a tree that went on from FRONTIER by LEAVES: all that a proof of going on from there asks,
    and all that the proof of one of these leaves asks.

    Raises ValueError for a part of the past that a frontier doesn't hold.
    """
    known, start = {}, 0
    for node in frontier.nodes:
        level = (frontier.size - start).bit_length() - 1
        known[level, start >> level] = node
        start += 1 << level

    def subtree(level: int, index: int) -> bytes:
        if (level, index) in known:
            return known[level, index]
        begin = (index << level) - frontier.size
        if begin >= 0:
            return root(leaves[begin : begin + (1 << level)])
        if level == 0 or begin + (1 << level) <= 0:
            raise ValueError("a frontier doesn't hold that part of the past")
        return node_hash(subtree(level - 1, 2 * index), subtree(level - 1, 2 * index + 1))

    return subtree


def inclusion_proof(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """The audit path of leaf INDEX in the tree of the first SIZE leaves (RFC 6962, 2.1.1)."""
    if not 0 <= index < size:
        raise ValueError("no such leaf in a tree of this size")
    start, end, path = 0, size, []
    while end - start > 1:
        half = 1 << ((end - start - 1).bit_length() - 1)
        middle = start + half
        if index < middle:
            path.append(_range_root(subtree, middle, end))
            end = middle
        else:
            path.append(_range_root(subtree, start, middle))
            start = middle
    return path[::-1]


def root_from_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes:
    """The root that PROOF leads to from LEAF (a leaf hash). Raises ValueError for a proof of the wrong length."""
    if not 0 <= index < size:
        raise ValueError("no such leaf in a tree of this size")
    inner = (index ^ (size - 1)).bit_length()
    border = (index >> inner).bit_count()
    if len(proof) != inner + border:
        raise ValueError("a proof of the wrong length")
    result = leaf
    for i, node in enumerate(proof[:inner]):
        result = node_hash(node, result) if (index >> i) & 1 else node_hash(result, node)
    for node in proof[inner:]:
        result = node_hash(node, result)
    return result


def included(index: int, size: int, leaf: bytes, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether PROOF shows LEAF at INDEX under root EXPECTED."""
    try:
        return root_from_inclusion(index, size, leaf, proof) == expected
    except ValueError:
        return False


def consistency_proof(first: int, second: int, subtree: Subtree) -> list[bytes]:
    """The proof that the tree of FIRST leaves is a prefix of the tree of SECOND leaves (RFC 6962, 2.1.2)."""
    if not 0 < first <= second:
        raise ValueError("0 < first <= second")
    return _subproof(first, 0, second, subtree, complete=True) if first < second else []


def _subproof(first: int, start: int, end: int, subtree: Subtree, *, complete: bool) -> list[bytes]:
    size = end - start
    if first == size:
        return [] if complete else [_range_root(subtree, start, end)]
    half = 1 << ((size - 1).bit_length() - 1)
    middle = start + half
    if first <= half:
        return [
            *_subproof(first, start, middle, subtree, complete=complete),
            _range_root(subtree, middle, end),
        ]
    return [
        *_subproof(first - half, middle, end, subtree, complete=False),
        _range_root(subtree, start, middle),
    ]


def consistent(first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether PROOF shows that the second tree extends the first (RFC 9162, 2.1.4.2)."""
    if first == second:
        return not proof and first_root == second_root
    if not 0 < first < second or not proof:
        return False
    path = list(proof)
    if first & (first - 1) == 0:
        path.insert(0, first_root)
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    old = new = path[0]
    for node in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            old, new = node_hash(node, old), node_hash(node, new)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            new = node_hash(new, node)
        fn, sn = fn >> 1, sn >> 1
    return old == first_root and new == second_root and sn == 0
