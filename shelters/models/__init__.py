"""Everything that ties a resident to a house: the models of the database `shelters`.

Where a house is lies in `shelters.location`, which only `shelters.reveal_location` may import.
"""

from shelters.models.belonging import Belonging
from shelters.models.card import Addendum, ResidentCard
from shelters.models.claim import Claim
from shelters.models.finds import Finds
from shelters.models.hold import Hold
from shelters.models.house import House
from shelters.models.place import Place, Room
from shelters.models.question import HouseQuestion, HouseQuestionStep
from shelters.models.reference import HouseReference, ReferenceCase, ReferenceReason
from shelters.models.request import PlacementRequest
from shelters.models.shift import Shift
from shelters.models.stay import Extension, Stay
from shelters.models.transfer import Transfer

__all__ = [
    "Addendum",
    "Belonging",
    "Claim",
    "Extension",
    "Finds",
    "Hold",
    "House",
    "HouseQuestion",
    "HouseQuestionStep",
    "HouseReference",
    "Place",
    "PlacementRequest",
    "ReferenceCase",
    "ReferenceReason",
    "ResidentCard",
    "Room",
    "Shift",
    "Stay",
    "Transfer",
]
