"""The steps from the call to the accepted case, and what every step stands on."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from access.models import Agency, Staff
from casework.actions import complaints, tickets
from casework.models import Case, Ticket
from demo.living.stories import Story
from vault.entropy import new_id

# who acknowledges for an agency
ANSWERS_FOR = {
    "uptppa": "penerima",
    "polres-metro-jakarta-timur": "penyidik",
    "agd-dinkes": "ambulans",
    "damkar": "damkar",
}
DOUBTED = "Datang sendiri"  # in this story somebody is said to be kin of a member of staff, which is still open


class IntakeSteps:
    """The state of one story, and its first steps."""

    def __init__(
        self,
        cast: SimpleNamespace,
        agencies: dict[str, Agency],
        story: Story,
        person: dict,
        *,
        today: date,
        signed: bool,
    ) -> None:
        self.cast, self.agencies, self.story, self.person = cast, agencies, story, person
        self.today, self.signed = today, signed
        self.manager: Staff = getattr(cast, story.manager)
        self.ticket: Ticket
        self.case: Case

    @property
    def reference(self) -> str:
        """By what the file is spoken of."""
        return self.case.reference if "register" in self.story.reach else self.ticket.number

    def open(self) -> None:
        story = self.story
        self.ticket = tickets.open_ticket(
            new_id(),
            what=story.what,
            kind=story.kind,
            channel=story.channel,
            danger=story.danger,
            callback_safe="no",
            reporter="",
            agencies=[self.agencies[code] for code in story.agencies],
            by=self.cast.operator112 if story.channel == "call_112" else self.cast.penerima,
        )

    def acknowledge(self, number: int) -> None:
        """PPAPP presses (0), or the NUMBERth of the agencies that were chosen."""
        code = ("uptppa", *self.story.agencies)[number]
        tickets.acknowledge_ticket(self.ticket, by=getattr(self.cast, ANSWERS_FOR[code]))

    def register(self) -> None:
        victim = {"part": "victim", "sex": "F", "born": self.story.born.isoformat(), "phone_safe": "no", **self.person}
        self.case = complaints.register_complaint(
            self.ticket,
            persons=[victim, {"part": "reported", "sex": "M", "relation": "spouse"}],
            kinds=list(self.story.kinds),
            chronology=self.story.what,
            flags=["death_threat"] if self.story.risk == "tinggi" else [],
            city_code=self.story.city,
            place_kind="household",
            kin_name=self.cast.manajer2.name if self.story.what.startswith(DOUBTED) else "",
            by=self.cast.penerima,
        )

    def accept(self) -> None:
        counsellor = self.cast.konselor if "counsel" in self.story.reach else None
        self.case = complaints.accept_case(
            self.case, manager=self.manager, counsellor=counsellor, by=self.cast.supervisor
        )
