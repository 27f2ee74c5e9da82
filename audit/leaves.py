"""The leaf hashes that the log's signed checkpoints stand for, as the full check compares entries with them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from audit import merkle, notes, sealer
from audit.models import Checkpoint
from vault import keyring

CHUNK = 1000


@dataclass
class Leaves:
    """All of them in order, to go through once: None where nothing says which. `size` and `root` are then the log's.

    A checkpoint that doesn't fit is one of the PROBLEMS and counts for nothing else: anybody with the application's
    rights can put a row in. What one that isn't signed holds counts where the next signed one goes on from it, or none
    follows.
    """

    problems: list[str]
    size: int = 0
    root: bytes = merkle.EMPTY

    def __iter__(self) -> Iterator[bytes | None]:
        kept, tree, unsigned = self._kept(), merkle.Frontier(), list[bytes]()
        public, origin = keyring.signing_key().public_key(), sealer.origin()
        for checkpoint in Checkpoint.objects.defer("at").order_by("size").iterator(chunk_size=CHUNK):
            leaves = _split(checkpoint)
            try:
                said = notes.read_checkpoint(checkpoint.note, origin, public)
            except ValueError as error:
                self.problems.append(f"checkpoint {checkpoint.size}: {error}")
                if not unsigned and checkpoint.size == tree.size + len(leaves):
                    unsigned = leaves
                continue
            if checkpoint.size != said.size:
                self.problems.append(f"checkpoint {checkpoint.size}: its columns are not what was signed")
                continue
            if said.size == tree.size + len(unsigned) + len(leaves):
                leaves = [*unsigned, *leaves]
            before, unsigned = tree.size, []
            fits = said.size == before + len(leaves)
            if fits:
                tree.extend(leaves)
            if (tree.size, tree.root()) != (said.size, said.root):
                self.problems.append(f"checkpoint {checkpoint.size}: its hashes do not give the signed root")
                tree = _frontier_of(checkpoint, said) or tree
            if (bytes(checkpoint.root), bytes(checkpoint.frontier)) != (said.root, tree.to_bytes()):
                self.problems.append(f"checkpoint {checkpoint.size}: its columns are not what was signed")
            self.size, self.root = tree.size, tree.root()
            if kept is not None and (kept.size, kept.root) == (self.size, self.root):
                kept = None
            yield from leaves if fits else itertools.repeat(None, tree.size - before)
        yield from unsigned
        self.size += len(unsigned)
        if kept is not None and kept.size > self.size:
            missing = f"entries from number {self.size} to {kept.size - 1} are missing: they were sealed"
            self.problems.append(missing)
        elif kept is not None:
            self.problems.append(f"checkpoint {kept.size} is missing: the log was put back and went on another way")

    def _kept(self) -> notes.CheckpointText | None:
        try:
            return sealer.kept()
        except ValueError as error:
            self.problems.append(f"the checkpoint kept beside the keys: {error}")
            return None


def _split(checkpoint: Checkpoint) -> list[bytes]:
    try:
        return merkle.split(checkpoint.leaves)
    except ValueError:
        return []


def _frontier_of(checkpoint: Checkpoint, said: notes.CheckpointText) -> merkle.Frontier | None:
    """What the row keeps of the tree, where that gives the signed root."""
    try:
        told = merkle.Frontier.from_bytes(said.size, bytes(checkpoint.frontier))
    except ValueError:
        return None
    return told if told.root() == said.root else None
