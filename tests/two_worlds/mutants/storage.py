"""Leaks in what is kept: columns, indexes, entries, sessions, the cache, the queue, files, numbers that run."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from unittest import mock

from tests.two_worlds.mutants.planting import is_north, moved_in, mutant, peek


@mutant("plain column")
def plain_column():
    """The telephone copied into a column of the main database."""
    from access.models import Agency
    from audit.action import acting

    with acting("careless"):
        agency = Agency.objects.get(code="uptppa")
        agency.telephone = peek()["phones"][0]
        agency.save()
    yield


@mutant("exported log", since="attempts")
def entry_purpose():
    """The region in an entry's purpose: it reaches the auditor and the exported log."""
    secret = peek()["kecamatan"]
    from access import events

    original = events.denied

    def denied(*args, **kwargs):
        from audit.recording import record

        record(args[0] if args else None, "denied.near", None, purpose=secret)
        return original(*args, **kwargs)

    with mock.patch.object(events, "denied", denied):
        yield


@mutant("blind index")
def blind_index():
    """The house's telephone becomes a staff member's, whose column has a blind index."""
    from access.models import Staff
    from audit.action import acting
    from audit.recording import record

    with acting("account.change") as act:
        staff = Staff.objects.get(username="petugas1")
        staff.phone = peek()["phones"][0]
        staff.save()
        record(staff, "account.change", staff, digests=act.digests)
    yield


@mutant("padding")
def padding():
    """Locations are padded in steps like any text, so that a ciphertext's length tells the address's."""
    from vault import fields
    from vault.padding import pad

    with mock.patch.object(fields, "pad", lambda content, size, exact=False: pad(content, None)):
        moved_in()
        yield


@mutant("auditlog changes")
def changes():
    """The log keeps what was changed in a location, masked in its first half."""
    from audit.recording import record

    old = peek()["address"]
    moved_in()
    record(None, "location.keep", None, digests={"file:changes": "*" * 10 + old[len(old) // 2 :]})
    yield


@mutant("object_repr", since="reasoned_looks")
def object_repr():
    """The log keeps what a location that was looked at calls itself."""
    from audit.objects import Thing
    from audit.recording import record
    from shelters import reveal_location

    original = reveal_location.open_location

    @contextmanager
    def open_location(*args, **kwargs):
        with original(*args, **kwargs) as shown:
            record(None, "location.read", Thing("location", shown.whereabouts.address[:64]))
            yield shown

    with mock.patch.object(reveal_location, "open_location", open_location):
        yield


@mutant("dumpdata")
def dumpdata():
    """A dump holds sealed values open, so that it can be loaded under other keys."""
    from vault import keyring
    from vault.fields import SealedField
    from vault.unseal import open_field

    def value_to_string(self, obj):
        with keyring.held():
            return str(open_field(obj, self.name))

    with mock.patch.object(SealedField, "value_to_string", value_to_string):
        yield


@mutant("updated_at", since="free_text")
def updated_at():
    """A text's row gets a new moment when the matcher found a house in it."""
    from disclosure.models import Release
    from shelters.matcher import looking

    original = looking.keep_finds

    def keep_finds(found, *, now):
        original(found, now=now)
        named = [release.pk for release, houses in found.items() if houses]
        Release.objects.filter(pk__in=named).update(rung_at=now)

    with mock.patch.object(looking, "keep_finds", keep_finds):
        yield


@mutant("the houses' own rows", since="free_text")
def hits_in_the_clear():
    """A house's list of finds is written only when something was found: the revision beside it tells how often."""
    from shelters.models import Finds

    def save(self, *args, original=Finds.save, **kwargs):
        if kwargs.get("force_insert") or self.listed._content != b"[]":
            original(self, *args, **kwargs)

    with mock.patch.object(Finds, "save", save):
        yield


@mutant("sequence gap")
def sequence_gap():
    """A registration that is drawn and thrown away leaves a gap where the house stands in the north."""
    from django.db import transaction
    from django.utils import timezone

    from casework.actions.numbers import registration_number

    if is_north():
        with transaction.atomic():
            registration_number("actual", timezone.now())
    yield


@mutant("cache", since="calls_from_the_house")
def cache_entry():
    """The way to the nearest agencies is kept in the cache under the house's region."""
    from django.core.cache import cache

    from casework.views.desk import DeskView

    original = DeskView.context

    def context(self, obj, opened):
        cache.set("terdekat", peek()["kecamatan"])
        return original(self, obj, opened)

    with mock.patch.object(DeskView, "context", context):
        yield


@mutant("job payload", since="letters")
def job_payload():
    """The worker is told for which region it makes a document; what it is told lies in the queue."""
    from disclosure.actions import signing
    from tests.two_worlds.mutants.queue import issue_near

    class Near:
        @staticmethod
        def enqueue(document_id):
            return issue_near.enqueue(document_id, peek()["kecamatan"])

    with mock.patch.object(signing, "issue_document", Near):
        yield


@mutant("stale session", since="reasoned_looks")
def stale_session():
    """A location once opened is kept in the session, and stays there when the right to it has ended."""
    from shelters.views.location import Location

    original = Location.post

    def post(self, request, *args, **kwargs):
        request.session["lokasi"] = peek()["address"]
        return original(self, request, *args, **kwargs)

    with mock.patch.object(Location, "post", post):
        yield


@mutant("staff IP", since="jobs", until="too_late")
def staff_address():
    """A session is bound to the network address it began at: house staff's tells where the house is."""
    from access import signin

    original = signin.login

    def login(request, *args, **kwargs):
        original(request, *args, **kwargs)
        request.session["dari"] = request.META["REMOTE_ADDR"]

    with mock.patch.object(signin, "login", login):
        yield


@mutant("staff IP", since="jobs", until="too_late")
def address_in_the_log():
    """The entry of each sign-in says from where, as the proxy tells it, as a digest."""
    from access import signin

    original = signin.login

    def login(request, *args, **kwargs):
        from audit.recording import record

        original(request, *args, **kwargs)
        where = hashlib.sha256(request.META["HTTP_X_FORWARDED_FOR"].encode()).hexdigest()
        record(None, "sign.in", None, digests={"file:from": where})

    with mock.patch.object(signin, "login", login):
        yield


@mutant("backup")
def manifest_says_where():
    """An archive's manifest says which half of the city it is the backup of, so that operators tell two apart."""
    from audit import backup

    original = backup._described

    def described(alias):
        return {**original(alias), "half": "north" if is_north() else "south"}

    with mock.patch.object(backup, "_described", described):
        yield


@mutant("order in which the houses' rows lie")
def rows_lie_by_region():
    """A row is written anew in one half of the city, so that it lies last: the file tells it, though no value does."""
    from django.db import connections

    north = is_north()
    with connections["shelters"].cursor() as cursor:
        cursor.execute("SELECT * FROM shelters_location")
        rows = cursor.fetchall()
        if north and rows:
            first = rows[0]
            cursor.execute("DELETE FROM shelters_location WHERE id = %s", first[:1])
            cursor.execute(f"INSERT INTO shelters_location VALUES ({', '.join(['%s'] * len(first))})", first)
    yield
