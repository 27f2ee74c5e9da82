"""An outside expert verifies a checkpoint and one entry with the page of code that docs/verify-our-log.md prints."""

import base64
import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import feeder, notes, proofs, sealer
from audit.export import Changed
from audit.models import AuditEntry, Checkpoint, Departure
from audit.stamp import stamp
from scripts.bare import ran
from tests.audit.exports import PROGRAM
from tests.audit.logs import WHY, entry, exported, owner, sealed, vkey
from tests.audit.outside import NAME, OTHER_KEY

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
OURS = "lindung.localhost/log"
NEITHER = "NO: this is neither a proof nor a checkpoint, as it came from us: was it opened and saved?"
ZEROS = base64.b64encode(bytes(32)).decode()
DOCUMENT = PROGRAM.parents[1] / "docs" / "verify-our-log.md"


@pytest.fixture
def by_hand(tmp_path):
    """Runs the printed page of code on a text, with nothing but `cryptography` beside it."""
    [code] = re.findall(r"^```python\n(.*?)^```$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    program, file = tmp_path / "check.py", tmp_path / "entry.tlog-proof"
    program.write_text(code, encoding="utf-8")

    def run(text, *keys):
        file.write_text(text, encoding="utf-8", newline="")
        done = ran(program, file, *(keys or (vkey(),)))
        return done.returncode, done.stdout.splitlines(), done.stderr.strip()

    return run


def proved(number, auditor):
    return proofs.prove(entry(number), by=auditor, reason=WHY, now=timezone.now())[1]


def test_a_checkpoint_and_one_entry_verify_by_the_page_of_code(by_hand, auditor):
    sealed(5)
    status, said, wrong = by_hand(proved(3, auditor))
    assert (status, wrong) == (0, "")
    assert said[0] == f"signed by {sealer.origin()}"
    assert said[1].startswith("checkpoint: 5 entries, root ")
    assert said[2] == f"entry 3: {entry(3).leaf().decode()}"
    status, said, wrong = by_hand(Checkpoint.objects.get(size=5).note)
    assert (status, len(said), wrong) == (0, 2, "")


def test_it_is_spelled_as_the_specification_says(auditor):
    sealed(5)
    number, text = proofs.prove(entry(3), by=auditor, reason=WHY, now=timezone.now())
    head, _, note = text.partition("\n\n")
    lines = head.split("\n")
    assert (number, lines[0], lines[2]) == (3, "c2sp.org/tlog-proof@v1", "index 3")
    assert base64.b64decode(lines[1].removeprefix("extra ")) == entry(3).leaf()
    assert [len(base64.b64decode(line, validate=True)) for line in lines[3:]] == [32] * 3
    assert note == Checkpoint.objects.get(size=5).note


def test_of_logs_of_every_shape_each_entry_is_proved(by_hand, auditor):
    for count in (1, 2, 1, 3, 1):
        sealed(count)
    for number in range(AuditEntry.objects.count()):
        status, said, wrong = by_hand(proved(number, auditor))
        assert (status, wrong, said[-1].startswith(f"entry {number}: ")) == (0, "", True)


def test_the_word_of_a_witness_comes_with_it_and_is_checked(witness, by_hand, auditor):
    sealed(3)
    sealed(2)
    feeder.run_once(timezone.now())
    sealed(1)
    text = proved(1, auditor)
    status, said, wrong = by_hand(text, vkey(), witness.key.line)
    assert (status, wrong) == (0, "")
    assert re.fullmatch(rf"signed by {NAME} \d{{10}}", said[1])
    assert said[2].startswith("checkpoint: 5 entries")  # the first one that a witness has seen
    line = next(line for line in text.splitlines() if line.startswith(f"\u2014 {NAME}"))
    *signed, last = base64.b64decode(line.split(" ")[2])
    bent = base64.b64encode(bytes([*signed, last ^ 1])).decode()
    assert by_hand(text.replace(line.split(" ")[2], bent), vkey(), witness.key.line)[2].endswith(f"{NAME} is wrong")


def edited_entry(text):
    extra = text.split("\n")[1].removeprefix("extra ")
    content = json.loads(base64.b64decode(extra)) | {"role": "auditor"}
    spelled = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return text.replace(extra, base64.b64encode(spelled).decode())


@pytest.mark.parametrize(
    ("bend", "said"),
    [
        (edited_entry, "NO: this entry is not in the log that was signed"),
        (lambda text: text.replace("index 3", "index 2"), "NO: this entry is not in the log that was signed"),
        (lambda text: text.replace("index 3", "index 5"), "NO: there is no such entry under this checkpoint"),
        (lambda text: text.replace("index 3", "index -3"), "NO: there is no such entry under this checkpoint"),
        (lambda text: text.replace("\n5\n", "\n6\n"), "NO: the signature of lindung.localhost/log is wrong"),
        (lambda text: text.replace("\n\n", f"\n{ZEROS}\n\n", 1), "NO: the path is too long"),
        (lambda text: text.replace(f"\u2014 {OURS}", "\u2014 other.example/log"), f"NO: {OURS} did not sign this"),
        (lambda text: text.replace(OURS, "other.example/log"), "NO: this is the log other.example/log"),
        (lambda text: text[:300], NEITHER),
        (lambda text: text.replace("\n", "\r\n"), NEITHER),
        (lambda text: "", NEITHER),
    ],
)
def test_what_was_bent_is_refused_in_one_line(by_hand, auditor, bend, said):
    sealed(5)
    text = proved(3, auditor)
    assert bend(text) != text
    status, _, wrong = by_hand(bend(text))
    assert (status, wrong) == (1, said)


def test_the_proof_of_a_log_of_another_key_is_refused(by_hand, auditor):
    sealed(2)
    other = notes.verifier_key(sealer.origin(), OTHER_KEY)
    assert by_hand(proved(1, auditor), other)[2] == "NO: lindung.localhost/log did not sign this"
    assert by_hand(proved(1, auditor), vkey().replace("+", "+0", 1))[2].endswith("is mistyped")


def test_an_exported_log_verifies_where_there_is_neither_django_nor_a_database(tmp_path):
    sealed(5)
    (tmp_path / "log.zip").write_bytes(exported())
    done = ran(PROGRAM, tmp_path / "log.zip", "--key", vkey())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("OK: 6 entries")
    probe = tmp_path / "probe.py"
    for module, missing in (("django", 1), ("psycopg", 1), ("audit", 1), ("cryptography", 0)):
        probe.write_text(f"import {module}")
        assert ran(probe).returncode == missing


def test_an_auditor_takes_it_from_the_entry_s_page_and_that_is_an_entry(signed_in, auditor, by_hand):
    sealed(3)
    before = entry(1)
    client, path = signed_in(auditor), reverse("audit:proof", args=[before.pk])
    assert path in client.get(reverse("audit:entry", args=[before.pk])).content.decode()
    assert client.post(path, {"alasan": "pendek"}).status_code == 422
    answer = client.post(path, {"alasan": WHY})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer["Content-Disposition"] == 'attachment; filename="entri-1.tlog-proof"'
    assert by_hand(answer.content.decode())[0] == 0
    left = AuditEntry.objects.get(action="log.export")
    assert (left.actor, left.object_id, len(left.digests)) == (str(auditor.pk), str(before.pk), 1)
    assert Departure.objects.get().how == "export"
    assert client.get(path).status_code == 303


def test_an_entry_that_waits_for_its_seal_is_sealed_first(auditor, by_hand):
    sealed(2)
    waiting = AuditEntry(action="test.late", decision="allowed")
    waiting.stamp = stamp(waiting.leaf())
    waiting.save()
    number, text = proofs.prove(waiting, by=auditor, reason=WHY, now=timezone.now())
    assert (number, by_hand(text)[0]) == (2, 0)


def test_of_a_row_that_was_edited_no_proof_is_made(signed_in, auditor):
    sealed(3)
    with owner() as cursor:
        cursor.execute("UPDATE audit_auditentry SET role = 'x' WHERE number = 1")
    with pytest.raises(Changed):
        proved(1, auditor)
    answer = signed_in(auditor).post(reverse("audit:proof", args=[entry(1).pk]), {"alasan": WHY})
    assert (answer.status_code, "tidak sama dengan yang disegel" in answer.content.decode()) == (409, True)


def test_who_signed_in_long_ago_is_asked_again(signed_in, auditor):
    sealed(2)
    client = signed_in(auditor)
    session = client.session
    session["stepped_up_until"] = 0
    session.save()
    answer = client.post(reverse("audit:proof", args=[entry(1).pk]), {"alasan": WHY})
    assert (answer.status_code, answer["Location"]) == (303, reverse("access:step_up"))
    assert not AuditEntry.objects.filter(action="log.export").exists()


def test_nobody_else_gets_one(signed_in, auditor, manager):
    sealed(2)
    answer = signed_in(manager).post(reverse("audit:proof", args=[entry(1).pk]), {"alasan": WHY})
    assert answer.status_code == 404
