"""The workflow as a machine: whatever is pressed in whatever order, no state outside the table is ever reached."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from access.errors import NotNow
from access.models import Staff
from access.permissions import Permission
from referrals import actions
from referrals.models import Referral, ReferralGroupGrant
from referrals.states import ReferralState, VisumState
from referrals.workflow import REFERRAL, TRANSITIONS, VISUM
from tests.referrals import world

ALLOWED = {
    "sent": {"accept": "accepted", "decline": "declined"},
    "accepted": {"answer": "answered", "decline": "declined"},
    "answered": {"answer": "answered"},
    "declined": {},
}


class Desk(RuleBasedStateMachine):
    """One referral at one hospital; a model of what must happen beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.people = self.cast
        self.referral = world.urgent(self.people)
        self.state, self.answers = "sent", 0

    def press(self, event: str, verb) -> None:
        expected = ALLOWED[self.state].get(event)
        try:
            with transaction.atomic():
                verb()
        except NotNow:
            assert expected is None
            return
        assert expected is not None
        self.state = expected
        self.answers += event == "answer"

    @rule()
    def accept(self) -> None:
        self.press("accept", lambda: actions.accept(self.referral, by=self.people.dokter))

    @rule(reason=st.sampled_from(["no_capacity", "not_ours", "conflict"]))
    def decline(self, reason) -> None:
        self.press("decline", lambda: actions.decline(self.referral, reason=reason, by=self.people.dokter))

    @rule(
        outcome=st.sampled_from(["done", "under_way", "not_come"]),
        text=st.sampled_from(["", "Baik.", world.PLACE_LIKE]),
    )
    def answer(self, outcome, text) -> None:
        self.press("answer", lambda: actions.answer(self.referral, outcome=outcome, text=text, by=self.people.dokter))

    @precondition(lambda self: self.state in ("accepted", "answered"))
    @rule()
    def letter_on_paper(self) -> None:
        actions.record_letter(
            self.referral, agency=self.people.penyidik.agency, number="R/1/I/2026/VER",
            dated=world.timezone.localdate(), exam="injury", rank="ipda", investigator="Hesti", by=self.people.dokter,
        )  # fmt: skip

    @invariant()
    def the_row_and_its_grants_say_what_the_model_says(self) -> None:
        row = Referral.every.get(pk=self.referral.pk)
        assert row.state == self.state
        assert row.state in ReferralState.values
        assert set(ReferralGroupGrant.every.filter(content_object=row).values_list("state", flat=True)) == {self.state}
        assert (row.decided_at is None) == (self.state == "sent")
        assert (row.decline_reason != "") == (self.state == "declined")

    @invariant()
    def nobody_else_ever_sees_it(self) -> None:
        assert not world.sees(self.people.dokter2, self.referral, Permission.REFERRAL_READ)


@pytest.mark.django_db
def test_no_order_of_presses_leaves_the_table(people):
    Desk.cast = people
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=12,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
    assert Staff.objects.filter(username="dokter").exists()


def test_the_table_names_known_states_alone():
    assert {state for pair in REFERRAL.table.items() for state in (pair[0][0], pair[1])} == set(ReferralState.values)
    assert {state for pair in VISUM.table.items() for state in (pair[0][0], pair[1])} == set(VisumState.values)


def test_the_table_is_what_the_model_of_this_test_says():
    assert {(state, event): after for state, row in ALLOWED.items() for event, after in row.items()} == REFERRAL.table


def test_each_workflow_draws_itself():
    assert set(TRANSITIONS) == {"Referral", "Visum"}
    assert "sent --> accepted: accept" in REFERRAL.diagram()
