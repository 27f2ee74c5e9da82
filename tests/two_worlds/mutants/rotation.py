"""Leaks through a rotation of data keys, which passes through all that is sealed: what it says, what it writes."""

from __future__ import annotations

from unittest import mock

from tests.two_worlds.mutants.planting import mutant


@mutant("what a rotation says")
def rotation_says_how_much():
    """The summary says how many bytes were sealed anew: those that people typed, without what fills them up."""
    from audit.management.commands import rotate_keys
    from vault import cipher
    from vault.padding import unpad

    seal, said, sealed = cipher.seal, rotate_keys._rotated, [0]

    def counted(key, place, row, revision, block):
        sealed[0] += len(unpad(block))
        return seal(key, place, row, revision, block)

    def rotated(outcome):
        return f"{said(outcome)} ({sealed[0]} bytes)"

    with mock.patch.object(cipher, "seal", counted), mock.patch.object(rotate_keys, "_rotated", rotated):
        yield


@mutant("what a rotation leaves in the log", secret="N2")
def rotation_goes_house_by_house():
    """Residents' cards are sealed anew house by house, each with an entry about the house that names their files."""
    from audit import resealing
    from audit.objects import Thing
    from audit.recording import record
    from shelters.models import Claim

    original = resealing._seal_anew_in_houses

    def seal_anew(purpose, keys, there, by):
        for house, case in Claim.every.filter(stay__case_id__in=list(keys)).values_list("house", "stay__case_id"):
            record(by, "key.rotate", Thing("shelter", str(house)), cases=[case])
        return original(purpose, keys, there, by)

    with mock.patch.object(resealing, "_seal_anew_in_houses", seal_anew):
        yield
