"""What can go wrong with keys and seals. No message ever holds a value; a key is named by purpose and owner."""

from __future__ import annotations


class VaultError(Exception):
    """Anything the vault refuses to do."""


class RootsRefused(VaultError):
    """The root keys are missing, equal, or readable by others; the message is one sentence with its remedy."""


class RootsAway(RootsRefused):
    """What holds the roots doesn't answer, or not to us: away, locked, or the PIN is wrong; one sentence too."""


class SharesRefused(VaultError):
    """Paper shares that give no root; the message tells which one to look at, and never a word of it."""


class KeyMissing(VaultError):
    """There is no data key for this owner and purpose: nothing of it can be sealed or opened."""

    def __init__(self, purpose: str, owner: object, what: str = "no data key") -> None:
        self.purpose, self.owner = purpose, owner
        super().__init__(f"{what} of purpose {purpose} for owner {owner}")


class KeyShredded(KeyMissing):
    """The data key was destroyed on purpose; what it sealed is gone for good."""

    def __init__(self, purpose: str, owner: object) -> None:
        super().__init__(purpose, owner, "the data key was shredded:")


class SealBroken(VaultError):
    """A sealed value or file does not open where it stands.

    `kind` is `format`, `key`, `commitment`, `context` (moved or altered), `revision` (another than its row's),
    `padding`, `content`, `replayed` (an older state put back whole), or for files `empty`, `cut`, `chunk`.
    """

    def __init__(self, kind: str, place: str = "") -> None:
        self.kind, self.place = kind, place
        super().__init__(f"seal broken ({kind}){' at ' + place if place else ''}")


class RotationRefused(VaultError):
    """Data keys are not rotated, or not dropped; the message is one sentence with its remedy."""


class NotSealed(VaultError, TypeError):
    """A value would reach the database without having passed the seal of its own row."""


class NotOpenable(VaultError):
    """The value has been assigned but not saved: there is no seal to open yet."""


class NotText(VaultError, TypeError):
    """A sealed field was given something that it cannot hold."""


class TooLong(VaultError, ValueError):
    """A value of a purpose that has exactly one size is longer than that size."""


class PortEmpty(VaultError):
    """A port that a higher package must fill is empty."""


class BackupRefused(VaultError):
    """A backup is not made or not restored; one sentence: what was kept or changed, and what to do."""


class SpoolFull(VaultError):
    """The spool holds as many letters as it may: this one isn't kept."""


class LetterUnread(VaultError):
    """This letter of the spool can't be read from where it lies; others may."""


class FileRefused(VaultError):
    """A sealed file cannot be written, found or read in this way."""


class StoreRefused(VaultError):
    """The settings name no fit place for sealed files; the message is one sentence with its remedy."""


class StoreAway(VaultError):
    """The store of sealed files doesn't answer, or not to us. `kind` is a word of its code, no more."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"the store of sealed files doesn't answer ({kind})")
