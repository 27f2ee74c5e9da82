"""Who may do what on a ticket and a case: cast × permission, one table, checked both ways."""

from access import policy
from access.permissions import Permission as P
from tests.casework import world

MANAGER, COVER, SUPERVISORS = {"manajer"}, {"manajer2"}, {"supervisor", "supervisor2"}
TICKET = {
    P.TICKET_READ: {"operator112", "piket_bpbd", "penerima", *SUPERVISORS, "ambulans"},
    P.TICKET_ACKNOWLEDGE: {"penerima", "ambulans", "piket_bpbd"},
    P.TICKET_REFER: {"operator112", "piket_bpbd", "penerima", *SUPERVISORS},
    P.TICKET_REGISTER: {"penerima"},
    P.TICKET_ASK_PLACE: {"operator112", "piket_bpbd", "penerima", *SUPERVISORS},
}
CASE = {
    P.CASE_READ: {"penerima", *SUPERVISORS, *MANAGER, *COVER, "konselor", "kepala"},
    P.CASE_DECIDE: SUPERVISORS,
    P.CASE_HANDLE: MANAGER,
    P.CASE_DISCUSS: {*MANAGER, *SUPERVISORS, "konselor"},
    P.CASE_COUNSEL: {"konselor"},
    P.CASE_REFER: {*MANAGER, *SUPERVISORS},
    P.CASE_PROTECTION: {*MANAGER, *SUPERVISORS, "konselor", "kepala"},
    P.CASE_ASK_PLACE: {*MANAGER, *SUPERVISORS},
    P.CASE_PAPER: MANAGER,
    P.CASE_SIGN: {"kepala"},
    P.CASE_EVIDENCE: MANAGER,
    P.CASE_LIFT_WALL: {*SUPERVISORS, "kepala"},
}


def holders(people, permission, obj) -> set[str]:
    seen = {}
    for name, person in vars(people).items():
        person.is_superuser = True  # an attribute in memory opens nothing
        try:
            policy.get(person, permission, obj.pk)
            seen[name] = policy.visible(person, permission).filter(pk=obj.pk).exists()
        except policy.Unseen:
            assert not policy.visible(person, permission).filter(pk=obj.pk).exists()
    return {name for name, listed in seen.items() if listed}


def test_the_ticket_table(people):
    ticket = world.ticket(people, agencies=[people.ambulans.agency])
    assert {permission: holders(people, permission, ticket) for permission in TICKET} == TICKET


def test_the_case_table(people):
    world.case(people)
    case = world.case(people)
    assert {permission: holders(people, permission, case) for permission in CASE} == CASE


def test_only_the_roles_of_the_intake_open_tickets(people):
    allowed = {name for name, person in vars(people).items() if policy.may(person, P.TICKET_OPEN)}
    assert allowed == {"operator112", "piket_bpbd", "penerima", "konselor", "dokter", "dokter2", "perawat", "penyidik"}
