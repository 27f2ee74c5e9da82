"""A root on paper: three shares of SLIP-39 words, any two of which give it back, one alone tells nothing.

What is shared is the root and four octets that name its purpose, so that a location's sheets never restore a case's
root. SLIP-39 gives each share its own checksum and each split a number of its own. No passphrase: who would know it
after five years? No error here holds a word; the library's own would, so none of them gets out.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import NamedTuple

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics, shamir
from shamir_mnemonic.share import Share as Slip39
from shamir_mnemonic.wordlist import WORDLIST

from vault import entropy
from vault.datakey import derive
from vault.errors import SharesRefused
from vault.providers.base import ROOT_SIZE
from vault.purpose import Purpose

shamir.RANDOM_BYTES = entropy.random_bytes  # the library's own door for it: all randomness has one source

SHARES, NEEDED, WORDS = 3, 2, 36
TAG_SIZE = 4
#: SLIP-39's words differ within their first four letters, so these will do.
BY_START = {word[:4]: word for word in WORDLIST} | {word: word for word in WORDLIST}


class Share(NamedTuple):
    """One share: which one it is, of which split, and its words."""

    number: int
    split: str
    words: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Share {self.number} of {self.split}>"


def split(purpose: Purpose, root: bytes) -> list[Share]:
    """A root as three shares; each call makes others, which do not mix with those of an earlier one."""
    (texts,) = generate_mnemonics(1, [(NEEDED, SHARES)], root + _tag(purpose, root), iteration_exponent=0)
    return [read(text) for text in texts]


def read(text: str) -> Share:
    """The share that somebody typed or scanned: full words or their first four letters, in any case."""
    typed = text.lower().split()
    words = [BY_START.get(word, "") for word in typed]
    if "" in words:
        raise SharesRefused(f"Word {words.index('') + 1} is none of the words that shares are made of: look again.")
    if len(words) != WORDS:
        raise SharesRefused(f"These are {len(words)} words; a share has {WORDS}.")
    try:
        known = Slip39.from_mnemonic(" ".join(words))
    except MnemonicError:
        raise SharesRefused("A word of this share is wrong, or two have changed places: compare it again.") from None
    if (known.group_count, known.member_threshold) != (1, NEEDED):
        raise SharesRefused("This share is none that `manage.py keys split` printed.")
    return Share(known.index + 1, f"{known.identifier:04X}", tuple(words))


def combine(purpose: Purpose, shares: Sequence[Share]) -> bytes:
    """The root of this purpose, out of two of its shares."""
    if len(shares) < NEEDED:
        raise SharesRefused(f"One share alone opens nothing: {NEEDED} of the {SHARES} are needed.")
    if len({share.split for share in shares}) > 1:
        raise SharesRefused("These shares are of two different splits: take sheets that bear the same split.")
    if len({share.number for share in shares}) < len(shares):
        raise SharesRefused("This is the same share twice: take another sheet of the split.")
    try:
        content = combine_mnemonics([" ".join(share.words) for share in shares])
    except MnemonicError:
        raise SharesRefused("These shares do not fit together: take sheets that were printed at one time.") from None
    root, tag = content[:ROOT_SIZE], content[ROOT_SIZE:]
    if not hmac.compare_digest(tag, _tag(purpose, root)):
        raise SharesRefused(f"These are shares of another root: take the sheets that are headed {purpose}.")
    return root


def _tag(purpose: Purpose, root: bytes) -> bytes:
    return derive(root, b"lindung share 1 " + purpose.encode(), TAG_SIZE)
