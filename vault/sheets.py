"""The sheet of paper that holds one share: its words, and the same words as a QR, as text for terminal or printer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import segno

from vault.purpose import Purpose
from vault.shares import NEEDED, SHARES, Share

COLUMNS, WIDTH = 4, 19
NEXT_SHEET = "\f"
HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
INK_ON_PAPER = "\x1b[30;107m{}\x1b[0m"  # on a dark terminal, too, a QR must be dark on light


def sheet(purpose: Purpose, share: Share, printed: date, *, terminal: bool) -> str:
    """One sheet, ending with a form feed; `terminal` paints the QR dark on light."""
    lines = [
        f"LINDUNG   kunci / key: {purpose}   lembar / sheet {share.number} / {SHARES}",
        f"pembagian / split {share.split}   dicetak / printed {printed.isoformat()}",
        "",
        f"RAHASIA. {NEEDED} dari {SHARES} lembar memulihkan kunci ini; satu lembar saja tidak membuka apa pun.",
        f"SECRET. {NEEDED} of {SHARES} sheets restore this key; one sheet alone opens nothing.",
        "",
        *_rows(share.words),
        "",
        *(INK_ON_PAPER.format(line) if terminal else line for line in half_blocks(_qr(share.words))),
        "",
        f"Pulihkan / restore:  manage.py keys restore {purpose}",
        "Simpan dalam amplop tersegel, jauh dari lembar lain dan dari server.",
        "Keep it in a sealed envelope, away from the other sheets and from the server.",
    ]
    return "\n".join(lines) + "\n" + NEXT_SHEET


def _rows(words: Sequence[str]) -> list[str]:
    cells = [f"{number:2} {word}".ljust(WIDTH) for number, word in enumerate(words, 1)]
    return ["".join(cells[start : start + COLUMNS]).rstrip() for start in range(0, len(cells), COLUMNS)]


def _qr(words: Sequence[str]) -> list[list[int]]:
    """The modules of the QR with its quiet zone; capitals, since they need a smaller one."""
    code = segno.make_qr(" ".join(words).upper(), error="m")
    return [list(row) for row in code.matrix_iter(border=4)]


def half_blocks(modules: list[list[int]]) -> list[str]:
    """Two rows of modules in one line of text, dark as ink."""
    pairs = zip(modules[::2], [*modules[1::2], [0] * len(modules[0])], strict=False)
    return ["".join(HALVES[bool(above), bool(below)] for above, below in zip(*pair, strict=True)) for pair in pairs]
