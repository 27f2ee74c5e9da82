"""The cards of a page, each with what was told at further askings."""

from __future__ import annotations

from shelters.models import Addendum, ResidentCard
from shelters.needs import Need, Risk
from vault.reseal import has_keys


class Cards:
    """What is to be opened of some cards, and what it says in words: one query for all further tellings.

    A telling whose key is gone is asked of nobody, one that doesn't open is left out: no other one stays shut for it.
    """

    def __init__(self, *cards: ResidentCard) -> None:
        self.tellings: dict = {card.pk: [card] for card in cards}
        for further in Addendum.every.filter(card_id__in=list(self.tellings)).order_by("told_at", "id"):
            self.tellings[further.card_id].append(further)

    def wants(self) -> list[tuple]:
        """For `opening`: name and particulars of all tellings that can open."""
        tellings = [telling for told in self.tellings.values() for telling in told]
        return [(telling, "name", "particulars") for telling in tellings if has_keys(telling)]

    def opens(self, card: ResidentCard, opened) -> bool:
        """Whether anything of the card is open."""
        return bool(self._open(card, opened))

    def known(self, card: ResidentCard, opened) -> dict:
        """All tellings together, so that no need is overlooked: the last name, most people, highest risk, all needs.

        `shut` says that nothing of it opened, `partly` that some of it didn't.
        """
        tellings = self._open(card, opened)
        told = [opened[telling, "particulars"] for telling in tellings]
        names = [opened[telling, "name"] for telling in tellings]
        needs = {need for one in told for need in one["needs"]}
        return {
            "name": next((name for name in reversed(names) if name), ""),
            "people": max((one["people"] for one in told), default=1),
            "older_boys": any(one["older_boys"] for one in told),
            "needs": [need for need in Need.values if need in needs],
            "risk": min((one["risk"] for one in told), key=Risk.values.index, default=Risk.UNKNOWN.value),
            "shut": not tellings,
            "partly": 0 < len(tellings) < len(self.tellings[card.pk]),
        }

    def told(self, card: ResidentCard, opened) -> dict:
        """The card in words."""
        return _words(self.known(card, opened)) | {"code": card.code}

    def each(self, card: ResidentCard, opened) -> list[dict]:
        """What was told at each further asking, and when; empty if a place was asked for once."""
        return [
            _words(opened[one, "particulars"] | {"name": opened[one, "name"]}) | {"at": one.told_at}
            for one in self._open(card, opened)
            if one is not card
        ]

    def _open(self, card: ResidentCard, opened) -> list:
        """The card's tellings that opened; OPENED is None where nothing could be asked for."""
        tellings = self.tellings[card.pk]
        return [one for one in tellings if opened is not None and (one, "particulars") in opened]


def _words(known: dict) -> dict:
    needs = [Need(need).label for need in known["needs"]]
    return known | {"needs": needs, "risk_label": Risk(known["risk"]).label}
