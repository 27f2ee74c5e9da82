"""What somebody puts in by SQL as a witness's word spoils no export, no proof and no report, and hides no refusal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.roles import Role
from audit import feeder, findings, notes, proofs, witnesses
from audit.models import AuditEntry, Checkpoint, WitnessAnswer
from audit.papers.month import _witnesses
from tests.access import making
from tests.audit.exports import verify
from tests.audit.logs import exported, members, sealed, vkey
from tests.audit.outside import NAME, Signer

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
DAY = timedelta(days=1)
FAR = timezone.now() + 300_000 * DAY  # as far as the database takes a moment


def forged(size, **said):
    """A row as the application's own role may put one in."""
    told = {"checkpoint_id": size, "witness": NAME, "answer": "cosigned", "signature": bytes(76), "at": FAR} | said
    WitnessAnswer.objects.create(**told)


@pytest.mark.parametrize(
    "said",
    [{}, {"witness": "x\n\ny", "signature": b"\0"}, {"signature": b"", "at": timezone.now() - DAY}],
    ids=["ours", "another name", "before"],
)
def test_an_export_verifies_whatever_stands_beside_the_genuine_word(said, witness, export_of):
    sealed(3)
    forged(3, **said)
    feeder.run_once(timezone.now())
    genuine = WitnessAnswer.objects.get(answer="cosigned", at__gt=timezone.now() - DAY, at__lt=timezone.now() + DAY)
    files = members(exported())
    assert files["checkpoints/3"].decode().endswith(notes.signature_line(NAME, genuine.signature))
    result = verify(export_of(files), "--key", vkey())
    assert (result.returncode, result.stderr) == (0, "")


def test_a_proof_goes_by_the_first_checkpoint_that_a_witness_really_countersigned(witness):
    sealed(2)
    for _ in range(25):
        forged(2)
    sealed(2)
    feeder.run_once(timezone.now())
    entry = AuditEntry.objects.get(number=1)
    _number, text = proofs.prove(entry, by=making.person(Role.AUDITOR), reason="pengadilan", now=timezone.now())
    assert "\n4\n" in text
    assert text.count(f"— {NAME} ") == 1


def test_the_monthly_report_names_what_was_countersigned(witness):
    sealed(2)
    feeder.run_once(timezone.now())
    sealed(2)
    forged(4, at=timezone.now())
    assert [(seen.name, seen.size) for seen in _witnesses(timezone.now() + DAY)] == [(NAME, 2)]
    assert _witnesses(timezone.now() - DAY) == ()


@pytest.mark.parametrize("at", [FAR, timezone.now() - DAY])
def test_no_row_hides_that_a_witness_refuses(at, settings):
    signer = Signer()
    settings.AUDIT_WITNESSES = [f"unix:/nonexistent/w {signer.line}"]
    for _ in range(3):
        sealed(2)
    first = Checkpoint.objects.get(size=2)
    moment = timezone.now()
    forged(2, signature=signer.over(first.note, moment), at=FAR)  # a genuine word, dated by whoever fetched it
    WitnessAnswer.objects.create(checkpoint_id=6, witness=NAME, answer="refused", at=moment)
    forged(6, answer="unknown", signature=b"", at=at)
    forged(6, at=at)
    [refusal, _] = witnesses.refusals_of(NAME, witnesses.newest_of(NAME))
    assert refusal.answer == "refused"
    [finding] = [one for one in findings.standing(moment) if one.key.startswith("refused:")]
    assert "Jangan mengubah apa pun" in finding.sentence
    forged(6, signature=signer.over(Checkpoint.objects.get(size=6).note, moment), at=moment)
    assert witnesses.refusals_of(NAME, witnesses.newest_of(NAME)) == []
