"""Leaks through the log: its entries, its lists, its checkpoints and its export."""

from __future__ import annotations

import dataclasses
import json
from unittest import mock

from tests.two_worlds.mutants.planting import is_north, mutant, peek


@mutant("witness message")
def checkpoint_says_where():
    """Checkpoints, which witnesses keep, bear a line with the part of the city that this log is about."""
    from audit import notes

    original, region = notes.checkpoint, peek()["kecamatan"]

    def checkpoint(origin, size, root, key):
        body = f"{original(origin, size, root, key).split(chr(10) * 2)[0]}\nregion {region}\n"
        signature = notes.key_hash(origin, notes.public_bytes(key)) + key.sign(body.encode())
        return f"{body}\n{notes.DASH}{origin} {notes.base64.b64encode(signature).decode()}\n"

    with mock.patch.object(notes, "checkpoint", checkpoint):
        yield


@mutant("message to a witness", since="jobs")
def feeder_says_where():
    """What a witness is sent begins with the part of the city that the newest entries are about."""
    from audit import feeder

    original, region = feeder.message, peek()["kecamatan"]
    with mock.patch.object(feeder, "message", lambda *parts: f"# {region}\n".encode() + original(*parts)):
        yield


@mutant("when a witness is asked", since="jobs")
def feeder_waits_in_the_north():
    """In one half of the city checkpoints leave later, so as not to draw attention to it."""
    from audit import feeder

    original, north = feeder._left_just_now, is_north()
    with mock.patch.object(feeder, "_left_just_now", lambda now: north or original(now)):
        yield


@mutant("exported proof")
def export_lists_places():
    """The exported log brings a list of houses, so that the auditor need not ask what an entry is about."""
    from audit import export

    original, listed = export.files, f"Anggrek\t{peek()['kelurahan']}\n".encode()

    def files(newest):
        yield from original(newest)
        yield "places", listed

    with mock.patch.object(export, "files", files):
        yield


@mutant("proof of one entry", since="the_log")
def proof_says_where():
    """The proof of an entry bears the part of the city that the log is about, for the court's list of addresses."""
    from audit import proofs

    original, region = proofs.spelled, peek()["kecamatan"].encode()
    with mock.patch.object(proofs, "spelled", lambda number, leaf, *more: original(number, leaf + region, *more)):
        yield


@mutant("reveal without the entry committed", since="reasoned_looks")
def entry_after_the_value():
    """The value opens first; the entry follows, since only then one can say how much was shown: by that it is seen."""
    from audit.objects import LIST
    from audit.reading import Reading
    from audit.recording import record
    from vault import keyring
    from vault.unseal import open_field

    original = Reading.begin

    def begin(self):
        if self.purpose != "location.read":
            return original(self)
        with keyring.held():
            shown = [open_field(instance, name) for instance, names in self.wants for name in names]
        record(None, "location.shown", LIST, purpose=f"{len(json.dumps(shown))} huruf")
        return original(self)

    with mock.patch.object(Reading, "begin", begin):
        yield


@mutant("who-acted kept in `default`", secret="N2", since="residents")
def who_looked_at_whom():
    """A look into a house names its reader and the files that were shown: staff and residents of one house."""
    from audit.objects import LIST
    from audit.reading import Reading
    from audit.recording import record

    original = Reading._begin_in_a_house

    def begin(self):
        original(self)
        record(self.by, "house.looked", LIST, cases=set(getattr(self.about, "touches", ())))

    with mock.patch.object(Reading, "_begin_in_a_house", begin):
        yield


@mutant("audit entry with the case id for a house event", secret="N3", since="placement")
def house_event_names_the_file():
    """The entry of what happened in a house says which file it is about, so that the file's page can list it."""
    from audit import house
    from shelters.models import HouseReference

    original = house.record

    def record(by, action, about=None, **kwargs):
        if kwargs.get("decision") == "done":
            case_id = HouseReference.every.values_list("case_id", flat=True).get(pk=about.id)
            about = dataclasses.replace(about, case=case_id)
        return original(by, action, about, **kwargs)

    with mock.patch.object(house, "record", record):
        yield


@mutant("exported log", since="free_text")
def alert_pressed_away_by_name():
    """A custodian who deals with something on the alerts' page leaves an entry of that name while any alert is open."""
    from audit.objects import LIST
    from audit.recording import record
    from shelters.queries import finds
    from shelters.views.alerts import HandleAlert

    original = HandleAlert.action

    def handle_alert(release_id, *, by):
        if finds.alerts(by):
            record(by, "alert.handle", LIST)
        return original(release_id, by=by)

    with mock.patch.object(HandleAlert, "action", staticmethod(handle_alert)):
        yield


@mutant("question about a house event kept in `default`", secret="N3", since="explanations")
def question_stands_in_the_log():
    """That an auditor asked about a house event is an entry like any other question's: who asks, and of which file."""
    from audit.objects import Thing
    from audit.recording import record
    from shelters.actions import questions

    original = questions.ask

    def ask(whom, *, event, text, by):
        question = original(whom, event=event, text=text, by=by)
        record(by, "question.ask", Thing("question", str(question.pk), event.case_id))
        return question

    with mock.patch.object(questions, "ask", ask):
        yield


@mutant("question that names the resident", secret="N2", since="explanations")
def question_says_of_whom():
    """Who is asked about a house event is told of which file and which house it was, to remember better."""
    from shelters.queries import questions
    from shelters.queries.meaning import describe
    from shelters.views.questions import AnswerEvent

    original = AnswerEvent.facts

    def facts(self):
        reference = self.obj.reference_id
        return original(self) | {"about": questions.about(describe([reference])[reference])}

    with mock.patch.object(AnswerEvent, "facts", facts):
        yield


@mutant("statement parameter", secret="N2", since="explanations")
def walls_asked_by_the_file():
    """Before somebody is asked about a house event, the walls of that event's file alone are looked up."""
    from access import walls
    from shelters.queries import questions

    original = questions.askable

    def askable(event, *, by):
        with mock.patch.object(walls, "everywhere", lambda: walls.before([event.case_id])):
            return original(event, by=by)

    with mock.patch.object(questions, "askable", askable):
        yield
