"""The layout of a log as files: C2SP tlog-tiles. Pure functions over hashes and names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from audit import merkle

WIDTH = 256  # hashes in a full tile, entries in a full bundle


def index_path(index: int) -> str:
    """A tile's index in groups of three digits, all but the last marked: 1234067 is `x001/x234/067`."""
    if index < 0:
        raise ValueError("an index is not negative")
    groups = [f"{index % 1000:03d}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03d}")
    return "/".join(reversed(groups))


def tile_path(level: int | str, index: int, width: int = WIDTH) -> str:
    """`tile/<L>/<N>`, with `.p/<W>` for a partial tile; level `entries` names a bundle."""
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{index_path(index)}{partial}"


def bundle(entries: list[bytes]) -> bytes:
    """Entries, each behind its length in two big-endian bytes."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


@dataclass
class TileWriter:
    """Takes leaf hashes in order and gives the files of the hash tiles, in constant memory."""

    levels: list[list[bytes]] = field(default_factory=lambda: [[]])
    written: list[int] = field(default_factory=lambda: [0])

    def append(self, leaf: bytes) -> Iterator[tuple[str, bytes]]:
        """Take one leaf; gives each tile that became full: (path, content)."""
        level = 0
        node: bytes | None = leaf
        while node is not None:
            if level == len(self.levels):
                self.levels.append([])
                self.written.append(0)
            tile = self.levels[level]
            tile.append(node)
            node = None
            if len(tile) == WIDTH:
                yield tile_path(level, self.written[level]), b"".join(tile)
                node = merkle.root(tile)
                self.written[level] += 1
                self.levels[level] = []
            level += 1

    def rest(self) -> Iterator[tuple[str, bytes]]:
        """The partial tiles at the right edge, once every leaf was given."""
        for level, tile in enumerate(self.levels):
            if tile:
                yield tile_path(level, self.written[level], len(tile)), b"".join(tile)
