"""The cards of a page, each with what was told at further askings."""

from __future__ import annotations

from shelters.models import Addendum, ResidentCard
from shelters.needs import Need, Risk


class Cards:
    """What is to be opened of some cards, and what it says in words: one query for all further tellings."""

    def __init__(self, *cards: ResidentCard) -> None:
        self.tellings: dict = {card.pk: [card] for card in cards}
        for further in Addendum.every.filter(card_id__in=list(self.tellings)).order_by("told_at", "id"):
            self.tellings[further.card_id].append(further)

    def wants(self) -> list[tuple]:
        """For `opening`: name and particulars of all tellings."""
        return [(telling, "name", "particulars") for told in self.tellings.values() for telling in told]

    def known(self, card: ResidentCard, opened) -> dict:
        """All tellings together, so that no need is overlooked: the last name, most people, highest risk, all needs."""
        tellings = self.tellings[card.pk]
        told = [opened[telling, "particulars"] for telling in tellings]
        names = [opened[telling, "name"] for telling in tellings]
        needs = {need for one in told for need in one["needs"]}
        return {
            "name": next((name for name in reversed(names) if name), ""),
            "people": max(one["people"] for one in told),
            "older_boys": any(one["older_boys"] for one in told),
            "needs": [need for need in Need.values if need in needs],
            "risk": min((one["risk"] for one in told), key=Risk.values.index),
        }

    def told(self, card: ResidentCard, opened) -> dict:
        """The card in words."""
        return _words(self.known(card, opened)) | {"code": card.code}

    def each(self, card: ResidentCard, opened) -> list[dict]:
        """What was told at each further asking, and when; empty if a place was asked for once."""
        return [
            _words(opened[one, "particulars"] | {"name": opened[one, "name"]}) | {"at": one.told_at}
            for one in self.tellings[card.pk][1:]
        ]


def _words(known: dict) -> dict:
    needs = [Need(need).label for need in known["needs"]]
    return known | {"needs": needs, "risk_label": Risk(known["risk"]).label}
