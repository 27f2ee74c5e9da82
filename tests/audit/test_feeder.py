"""Checkpoints reach witnesses outside, once a minute, and what these say is kept; one that is away delays nothing."""

import tempfile
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from audit import feeder, findings, merkle, notes, sealer, witnesses
from audit.models import AuditEntry, Checkpoint, Departure, WitnessAnswer
from tests.audit.logs import problems, sealed, text
from tests.audit.outside import NAME, OTHER_KEY
from vault import keyring

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
NOW = timezone.now() + timedelta(days=1)  # ahead of the witness's own clock, however long the tests before took
OTHER_VKEY = notes.verifier_key("log.example/other", OTHER_KEY)
MINUTE = timedelta(minutes=1)
AWAY = "unix:/nonexistent/witness"


def newest():
    return Checkpoint.objects.order_by("-size").first()


def answers():
    return list(WitnessAnswer.objects.order_by("at", "checkpoint").values_list("checkpoint", "answer"))


def asked():
    return Departure.objects.filter(how="witness").count()


def test_the_newest_checkpoint_is_countersigned_and_the_word_kept(witness):
    sealed(5)
    now = timezone.now()
    assert feeder.run_once(now) == 1
    [answer] = WitnessAnswer.objects.all()
    assert (answer.checkpoint_id, answer.witness, answer.answer, answer.at) == (5, NAME, "cosigned", now)
    assert witness.key.signed(newest().note, bytes(answer.signature))
    assert not witness.key.signed(newest().note.replace("\n5\n", "\n6\n"), bytes(answer.signature))
    assert [(d.checkpoint_id, d.at) for d in Departure.objects.filter(how="witness")] == [(5, now)]


def test_a_word_that_came_long_after_the_step_began_is_no_word_given_before(witness):
    sealed(2)
    began = timezone.now() - 10 * MINUTE
    assert feeder.run_once(began) == 1
    assert WitnessAnswer.objects.get().at > began + 8 * MINUTE
    assert problems() == []


def test_over_a_unix_socket_too(start_witness):
    sealed(2)
    with tempfile.TemporaryDirectory(dir="/tmp") as short:
        start_witness(listen=f"unix:{short}/w")
        assert feeder.run_once(NOW) == 1


def test_once_a_minute_while_there_are_new_entries_and_not_otherwise(witness):
    sealed(2)
    assert feeder.run_once(NOW) == 1
    sealed(3)
    assert feeder.run_once(NOW + MINUTE / 2) == 0
    assert feeder.run_once(NOW + MINUTE) == 1
    assert feeder.run_once(NOW + 9 * MINUTE) == 0
    assert (answers(), asked()) == ([(2, "cosigned"), (5, "cosigned")], 2)


def test_a_departure_that_never_was_keeps_no_witness_from_being_asked(witness):
    sealed(2)
    Departure.objects.create(checkpoint=newest(), how="witness", at=NOW)
    assert feeder.run_once(NOW + MINUTE / 2) == 1


def test_a_clock_that_was_set_back_stops_nothing(witness):
    sealed(2)
    feeder.run_once(NOW + 100 * MINUTE)
    sealed(1)
    assert feeder.run_once(NOW) == 1


def test_every_shape_of_log_is_proved_without_its_past(witness):
    at = NOW
    for count in (1, 1, 1, 4, 1, 250, 3, 255, 1, 300):
        sealed(count)
        at += MINUTE
        assert feeder.run_once(at) == 1


def test_a_long_absence_is_caught_up_in_steps(witness, monkeypatch):
    monkeypatch.setattr(feeder, "LONGEST_STEP", 300)
    sealed(2)
    feeder.run_once(NOW)
    sealed(700)
    assert [feeder.run_once(NOW + n * MINUTE) for n in range(1, 5)] == [1, 1, 1, 0]
    assert [size for size, _ in answers()] == [2, 258, 514, 702]


def test_one_that_is_away_delays_no_other_and_gets_the_newest_when_it_is_back(start_witness, settings):
    first, second = start_witness(), start_witness(name="saksi.example/w2")
    lines = list(settings.AUDIT_WITNESSES)
    settings.AUDIT_WITNESSES = [f"{AWAY} {first.key.line}", lines[1]]
    sealed(2)
    assert feeder.run_once(NOW) == 1
    sealed(2)
    assert feeder.run_once(NOW + MINUTE) == 1
    settings.AUDIT_WITNESSES = lines
    assert feeder.run_once(NOW + 2 * MINUTE) == 1
    assert feeder.run_once(NOW + 3 * MINUTE) == 0
    kept = WitnessAnswer.objects.order_by("at").values_list("witness", "checkpoint")
    assert list(kept) == [(second.key.name, 2), (second.key.name, 4), (first.key.name, 4)]


def test_a_witness_that_has_seen_more_than_we_remember_says_so_and_goes_on(witness):
    sealed(3)
    early = newest()
    sealed(4)
    assert witness.ask(feeder.message(0, [], early.note))[0] == 200
    assert feeder.run_once(NOW) == 1
    assert answers() == [(7, "cosigned")]


def test_a_log_that_was_cut_off_is_found_because_the_witness_has_seen_more(witness):
    sealed(6)
    entries = [entry.leaf() for entry in AuditEntry.objects.order_by("number")]
    longer = merkle.root([merkle.leaf_hash(entry) for entry in [*entries, b"{}"]])
    note = notes.checkpoint(sealer.origin(), 7, longer, keyring.signing_key())
    assert witness.ask(feeder.message(0, [], note))[0] == 200
    assert [feeder.run_once(NOW + n * MINUTE) for n in range(3)] == [0, 0, 0]
    assert (answers(), asked()) == ([(6, "ahead")], 3)
    [finding] = [one for one in findings.standing(NOW) if one.key.startswith("refused:")]
    assert (finding.weight, "terpotong" in finding.sentence, NAME in finding.sentence) == (99, True, True)


def test_a_rewritten_log_is_refused_noted_once_and_shown(witness, signed_in, auditor):
    sealed(3)
    other = [merkle.leaf_hash(entry.leaf() + b" ") for entry in AuditEntry.objects.order_by("number")]
    note = notes.checkpoint(sealer.origin(), 3, merkle.root(other), keyring.signing_key())
    assert witness.ask(feeder.message(0, [], note))[0] == 200
    sealed(2)
    assert [feeder.run_once(NOW + n * MINUTE) for n in range(3)] == [0, 0, 0]
    assert answers() == [(5, "refused")]
    [finding] = [one for one in findings.standing(NOW) if one.key.startswith("refused:")]
    assert "bukan kelanjutan" in finding.sentence
    page = text(signed_in(auditor).get(reverse("audit:check")))
    assert (NAME in page, "menolak: jejak di sini bukan yang pernah dilihatnya" in page) == (True, True)


def test_a_refusal_that_comes_back_after_all_was_well_is_noted_anew(start_witness, settings):
    knows, stranger = start_witness(), start_witness(OTHER_VKEY)
    known, unknown = f"{knows.url} {knows.key.line}", f"{stranger.url} {knows.key.line}"
    for number, line in enumerate((unknown, unknown, known, unknown, unknown)):
        sealed(1)
        settings.AUDIT_WITNESSES = [line]
        feeder.run_once(NOW + number * MINUTE)
    assert [answer for _, answer in answers()] == ["unknown", "cosigned", "unknown"]


def test_a_witness_that_has_not_seen_the_log_for_long_is_a_finding_until_it_is_back(witness, settings):
    sealed(2)
    line = settings.AUDIT_WITNESSES
    settings.AUDIT_WITNESSES = [f"{AWAY} {witness.key.line}"]
    later = newest().at + 11 * MINUTE
    assert feeder.run_once(later) == 0
    [finding] = [one for one in findings.standing(later) if one.key.startswith("unwitnessed:")]
    assert "tidak melihat jejak ini lebih dari sepuluh menit" in finding.sentence
    settings.AUDIT_WITNESSES = line
    feeder.run_once(later + MINUTE)
    assert [one for one in findings.standing(later + MINUTE) if one.key.startswith("unwitnessed:")] == []


def test_the_command_takes_one_step(witness):
    sealed(1)
    call_command("feeder", "--once")
    assert answers() == [(1, "cosigned")]


def test_nothing_is_asked_where_no_witness_is_set(settings):
    settings.AUDIT_WITNESSES = []
    sealed(1)
    assert (feeder.run_once(NOW), asked(), witnesses.newest_at()) == (0, 0, None)
