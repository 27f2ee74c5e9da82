"""What safe houses bring to the ports of the packages below, once, at start-up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from access import examples, navigation, roots
from access.permissions import Permission
from audit import asking, findings, references, subjects
from audit import register as smoke_detector
from casework import panels, shredding, today
from disclosure import matching
from shelters import models, reveal_location, scopes
from shelters.actions.hold import close_lost
from shelters.actions.keeping import keep_cards
from shelters.canary import alarm
from shelters.matcher import port
from shelters.panels import AskPanel, ProtectionPanel
from shelters.queries import (
    finds,
    late_looks,
    questions,
    reasoned_looks,
    rewritten,
    sent_around,
    standing_in,
    texts,
    vacancies,
    waiting,
)
from shelters.queries.protection import notices
from shelters.references import Resolver
from shelters.roots.models import Shelter

WATCHED = (
    Shelter,
    models.House,
    models.Room,
    models.Place,
    models.Claim,
    models.ResidentCard,
    models.PlacementRequest,
    models.Hold,
    models.Stay,
    models.Extension,
    models.Belonging,
    models.Shift,
    models.Transfer,
    models.Finds,
    models.HouseQuestion,
    models.HouseQuestionStep,
    reveal_location.SEALED,
    reveal_location.LANDMARKS,
)
"""All but the meanings of references, which are written for every read."""


def register() -> None:
    """Root, scopes, resolver, watched models, panels, start-page lines, places in the left column."""
    roots.register("shelter", Shelter)
    scopes.register(reveal_location.SEALED)
    references.register(Resolver())
    subjects.register("shelter", subjects.ByColumn(Shelter.every, ("code",), file=""))
    smoke_detector.watch(*WATCHED)
    panels.register(AskPanel())
    panels.register(ProtectionPanel())
    shredding.register(notices=notices, keep=keep_cards, close=close_lost)
    today.register(waiting.officer_items)
    today.register(waiting.house_items)
    today.register(waiting.escort_items)
    today.register(waiting.alert_items, opens=True)
    today.register(texts.items)
    today.register(texts.head_items)
    today.register(alarm.custodian_items)
    today.register(standing_in.head_items)
    today.register(sent_around.custodian_items)
    today.register(rewritten.items)
    today.register(vacancies.items)
    today.register(questions.items)
    findings.register("canary", alarm.findings)
    findings.register("late looks", late_looks.findings)
    findings.register("reasoned looks", reasoned_looks.findings)
    findings.register("rewritten addresses", rewritten.findings)
    findings.register("vacancies", vacancies.findings)
    findings.register("sent around", sent_around.findings)
    findings.register("requests that nobody may decide", standing_in.findings)
    findings.register("texts that no custodian may see", texts.findings)
    findings.register("questions in houses", questions.findings)
    matching.register(port.Gate())
    asking.register(matching.refuse_places)
    examples.register("shelters:handle-alert", finds.some_texts)
    examples.register("shelters:event", questions.some_events)
    examples.register("shelters:answer_question", questions.some)
    examples.register("shelters:review_question", questions.some)
    for place in PLACES:
        navigation.register(place)


PLACES = (
    navigation.Place(_("Penempatan"), "shelters:desk", Permission.SHELTER_REQUESTS, "house-add", 10, waiting.count),
    navigation.Place(_("Peringatan"), "shelters:alerts", Permission.SERVICE_ALERTS, "exclamation-triangle", 22),
    navigation.Place(_("Rumah"), "shelters:houses", Permission.SHELTER_LOCATE, "house", 20),
)
