"""Leaks through what readers leave behind while they read and act: sessions, sent forms, logs, statements."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from unittest import mock

from tests.two_worlds.mutants.planting import mutant, peek


@mutant("session", secret="N3", since="placement")
def asked_for_in_the_session():
    """The form of asking remembers in the session for which file it was sent last, to lead back to it."""
    from shelters.views.asking import AskFromCase

    original = AskFromCase.success_url

    def success_url(self, obj):
        self.request.session["asked_for"] = str(obj.pk)
        return original(self, obj)

    with mock.patch.object(AskFromCase, "success_url", success_url):
        yield


@mutant("session", secret="N2", since="residents")
def way_back_to_the_card():
    """A card that is no longer open to its reader is noted in the session, to lead back to it after a new sign-in."""
    from access.views import GuardedView
    from shelters.views.residents import Arrive

    original = Arrive.unseen

    def unseen(self):
        from shelters.models import Hold

        hold = Hold.every.filter(pk=self.kwargs["pk"]).first()
        self.request.session["back_after_step_up"] = f"/kasus/{hold.case_id}/" if hold else "/"
        return original(self)

    assert issubclass(Arrive, GuardedView)
    with mock.patch.object(Arrive, "unseen", unseen):
        yield


@mutant("denial that names who acts in a house", secret="N2", since="residents")
def denials_name_who_goes_back():
    """Whoever is denied stands in the log by name, and which file the hold was for."""
    from audit import house
    from audit.models import Decision
    from audit.objects import Thing
    from audit.recording import record

    def denied(*, by):
        from shelters.models import Stay

        newest = Stay.every.order_by("-arrived_at", "pk").first()
        record(by, "shelter.serve", Thing("hold", str(newest.case_id)), decision=Decision.DENIED)

    with mock.patch.object(house, "denied", denied):
        yield


@mutant("sent form kept with its path", secret="N3", since="placement")
def asking_kept_as_sent():
    """The form of asking is kept like any other, with where it led, so that sending it twice leads there again."""
    from access.models import Submission
    from shelters.views.asking import AskFromCase
    from vault.entropy import new_id

    original = AskFromCase.success_url

    def success_url(self, obj):
        address = original(self, obj)
        Submission.objects.create(key=new_id(), answer=address)
        return address

    with mock.patch.object(AskFromCase, "success_url", success_url):
        yield


@mutant("reader's page in the service's log", secret="N2", since="residents")
def board_writes_who_sleeps_there():
    """A house's board notes in the service's log for which files it opened cards."""
    from shelters.views.houses import Board

    original = Board.wants

    def wants(self, obj):
        found = original(self, obj)
        logging.getLogger("shelters").warning("cards opened: %s", [str(case_id) for case_id in obj.touches])
        return found

    with mock.patch.object(Board, "wants", wants):
        yield


@mutant("statement parameter", secret="N3", since="placement")
def asked_by_its_id():
    """The file for which a place is asked is looked up by its id, as every other page does."""
    from access.views import ActionView
    from shelters.views.asking import Ask

    with mock.patch.object(Ask, "authorise", ActionView.authorise):
        yield


@mutant("statement parameter", secret="N2", since="the_log")
def code_asked_by_its_id():
    """Of the houses only those are looked up whose code names a page needs."""
    from shelters.queries import meaning
    from shelters.roots.models import Shelter

    def codes(house_ids):
        return dict(Shelter.every.filter(pk__in=sorted(house_ids)).values_list("pk", "code"))

    with mock.patch.object(meaning, "codes", codes):
        yield


@mutant("statement parameter", secret="N2", since="placement", until="escorted")
def house_asked_by_its_id():
    """Whether an officer may place in the house of the chosen place is asked for that house alone."""
    from access import policy
    from access.permissions import Permission
    from shelters.actions import hold

    class Asked(dict):
        """Looks like the officer's houses, and asks for each."""

        def __init__(self, officer):
            self.officer = officer

        def __contains__(self, house_id):
            return policy.get(self.officer, Permission.SHELTER_PLACE, house_id) is not None

    with mock.patch.object(hold, "houses_of", Asked):
        yield


@mutant("statement parameter", secret="N3", since="escorted")
def escort_asked_by_id():
    """The name of whoever drives is looked up by id, where somebody drives."""
    from access.models import Staff
    from shelters.models import Transfer
    from shelters.views import desk

    def assigned_to(hold):
        rows = list(Transfer.every.filter(hold=hold, state="planned")) if hold else []
        drivers = Staff.objects.filter(pk__in=[row.escort_id for row in rows])
        names = {person.pk: person.get_full_name() for person in drivers}
        return [(row, names[row.escort_id]) for row in rows]

    with mock.patch.object(desk, "assigned_to", assigned_to):
        yield


@mutant("statement parameter", secret="N3", since="the_log")
def events_asked_of_the_log():
    """A file's page asks the log for the entries of its house events, to show them with their numbers."""
    from audit import queries
    from audit.models import AuditEntry

    original = queries.page_of_file

    def page_of_file(case_id, after=None, **which):
        page = original(case_id, after, **which)
        asked = AuditEntry.objects.filter(object_kind="reference")
        list(asked.filter(object_id__in=[str(event.reference) for event in page.events]))
        return page

    with mock.patch.object(queries, "page_of_file", page_of_file):
        yield


@mutant("what a job says", since="jobs")
def matcher_says_how_much_it_knows():
    """A step of the matcher says how many letters the house's region has, for whoever watches the service."""
    from shelters.matcher import looking

    original, letters = looking.run_all, len(peek()["kelurahan"])
    with mock.patch.object(looking, "run_all", lambda now: (original(now), letters)):
        yield


@mutant("why an address was opened", since="reasoned_looks")
def finding_says_where():
    """What an auditor is told of somebody's look at an address names the place."""
    from shelters.queries import reasoned_looks

    original, place = reasoned_looks.name_of, peek()["kelurahan"]
    with mock.patch.object(reasoned_looks, "name_of", lambda person: f"{original(person)} ({place})"):
        yield


@mutant("landmark", since="more_rooms")
def landmark_in_the_cache():
    """What a custodian wrote as landmarks is kept in the cache, for when the form has to be shown again."""
    from django.core.cache import cache

    from shelters.views.landmarks import Landmarks

    original = Landmarks.post

    def post(self, request, *args, **kwargs):
        cache.set("landmarks", request.POST.get("landmarks", ""))
        return original(self, request, *args, **kwargs)

    with mock.patch.object(Landmarks, "post", post):
        yield


@mutant("session", since="more_rooms")
def address_waits_in_the_session():
    """What a custodian typed as a house's address waits in the session, for when a step-up comes in between."""
    from shelters.views.address import Address

    original = Address.post

    def post(self, request, *args, **kwargs):
        request.session["typed_before_a_step_up"] = request.POST.get("address", "")
        return original(self, request, *args, **kwargs)

    with mock.patch.object(Address, "post", post):
        yield


@mutant("conflict wall that tells", secret="N2", since="readers_behind_walls")
def board_names_the_others():
    """A board names all but those whose files lie behind a wall, so that the place without a name is hers."""
    from shelters.queries import board

    with mock.patch.object(board, "policy", SimpleNamespace(may=lambda user, permission: True)):
        yield


@mutant("conflict wall that tells", secret="N2", since="readers_behind_walls")
def auditor_reads_on():
    """An auditor's pages know of no wall."""
    from audit import queries

    with mock.patch.object(queries, "kept_from", lambda auditor: frozenset()):
        yield


@mutant("nobody left", secret="N2", since="nobody_left")
def told_of_her_where_nobody_is_left():
    """Whoever is told that no auditor sees house events is told of which file: hers who lives in that house."""
    from casework.queries import unread_houses
    from casework.today import TodayItem
    from shelters.models import Stay
    from shelters.roots.models import Shelter
    from tests.two_worlds.worlds import HOUSE

    def item(bucket, title, reference, url, **more):
        stay = Stay.every.filter(claim__house_id=Shelter.every.get(code=HOUSE).pk).order_by("pk").first()
        return TodayItem(bucket, title, str(stay.case_id) if stay else reference, url, **more)

    with mock.patch.object(unread_houses, "TodayItem", item):
        yield


@mutant("nobody left", secret="N2", since="nobody_left")
def whom_nobody_may_receive():
    """Where all who serve in a house are kept out of a file, their board says who lives there all the same."""
    from shelters.queries import board

    with mock.patch.object(board, "walled_cases", lambda user: ()):
        yield


@mutant("house events of one file alone that are not there", secret="N3", since="readers_behind_walls")
def auditor_finds_the_others():
    """An auditor behind a wall finds every house event but those of the file that it keeps from them."""
    from access.walls import walled_cases
    from shelters.models import HouseReference
    from shelters.queries import questions

    def event(auditor, reference):
        return HouseReference.every.filter(pk=reference).exclude(case_id__in=walled_cases(auditor)).first()

    with mock.patch.object(questions, "event", event):
        yield
