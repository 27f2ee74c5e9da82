"""Transitions, places, ports, checks and the two commands."""

from __future__ import annotations

import json
from io import StringIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db.models import Q

from access import checks, events, examples, navigation, roots, routes, scopes
from access.errors import NotNow, Unregistered
from access.management.commands.who_sees_what import table
from access.matrix import MATRIX
from access.models import Cover, Staff
from access.permissions import Permission
from access.roles import Role
from access.transitions import Transitions
from access.views.base import allowed, public
from audit.models import AuditEntry
from casework.models import Case, Ticket
from shelters.models import Stay
from tests.access.making import cases, person, saved, unit
from vault.unseal import open_field

ROAD = Transitions({("open", "take"): "taken", ("taken", "close"): "closed", ("open", "drop"): "closed"})


def test_a_step_the_table_does_not_name_cannot_happen():
    thing = SimpleNamespace(state="open")
    assert ROAD.events(thing) == ["take", "drop"]
    assert ROAD.move(thing, "take") == thing.state == "taken"
    assert not ROAD.can(thing, "drop")
    with pytest.raises(NotNow, match="tidak dapat dilakukan"):
        ROAD.move(thing, "drop")
    assert thing.state == "taken"
    assert "taken --> closed: close" in ROAD.diagram()


def test_a_port_that_nobody_filled_stops_the_start_and_the_verb(monkeypatch):
    monkeypatch.setattr(events, "_ports", {})
    assert {problem.id for problem in checks.ports_are_filled(None)} == {"access.E001"}

    @events.recorded("test.verb")
    def verb(*, by):
        raise AssertionError("never reached")

    with pytest.raises(Unregistered):
        verb(by=None)
    for call in (lambda: events.denied(None, "x", "y", None), lambda: events.reveal(), events.sign_in_refused):
        with pytest.raises(Unregistered):
            call()
    with pytest.raises(TypeError):
        events.register(unknown=print)


def test_no_second_model_takes_a_root_and_an_unknown_one_is_no_root():
    with pytest.raises(ValueError, match="two models"):
        roots.register("case", Ticket)
    with pytest.raises(Unregistered):
        roots.model("garden")
    assert roots.kind_of(Case) == "case"
    assert roots.kind_of(person) is None


def test_scopes_are_for_the_second_database_alone():
    with pytest.raises(ValueError, match="rights are grants"):
        scopes.register(Case, lambda user, permission: Q())


def test_an_empty_condition_of_a_scope_gives_no_row(monkeypatch):
    monkeypatch.setattr(scopes, "_scopes", {})
    scopes.register(Stay, lambda user, permission: Q())
    scopes.register(Stay, lambda user, permission: None)
    assert scopes.condition(Stay, None, Permission.SHELTER_READ) is None
    scopes.register(Stay, lambda user, permission: Q(state="in"))
    assert scopes.condition(Stay, None, Permission.SHELTER_READ) == Q(state="in")


@pytest.mark.django_db
def test_our_own_checks_find_nothing_to_mend():
    assert [problem for problem in run_checks() if str(problem.id).startswith("access.")] == []


@pytest.mark.django_db(databases=["default", "shelters"])
def test_each_role_gets_its_own_places():
    for role in Role:
        mine = navigation.places(person(role))
        assert len({place.url_name for place in mine}) == len(mine)
        assert ("access:accounts" in {place.url_name for place in mine}) == (role == Role.ADMINISTRATOR)


def test_the_page_of_the_documentation_is_what_the_matrix_says():
    out = StringIO()
    call_command("who_sees_what", "--page", stdout=out)
    written = (settings.BASE_DIR / "docs" / "who-sees-what.md").read_text()
    assert out.getvalue() == written, "run: manage.py who_sees_what --page > docs/who-sees-what.md"
    assert sum(line.startswith("| `") for line in written.splitlines()) == sum(len(row) for row in MATRIX.values())


def test_who_sees_what_says_what_the_matrix_says():
    out = StringIO()
    call_command("who_sees_what", "--json", stdout=out)
    printed = json.loads(out.getvalue())
    assert printed == table()
    assert set(printed) == {str(permission) for permission in Permission}
    assert printed["case.read"]["case_manager"] == {
        "relations": ["handle_case", "cover_case"],
        "explained_by": ["handle_case"],
        "own": False,
    }
    assert sum(map(len, printed.values())) == sum(map(len, MATRIX.values()))


@pytest.mark.django_db(databases=["default", "shelters"])
@pytest.mark.urls("tests.access.pages")
def test_routes_give_examples_of_ones_own_and_of_others():
    from access import policy

    manager, _colleague = person(), person()
    mine, other = cases(2)
    policy.grant(mine, "handle_case", manager, by=manager, why="test")
    saved(Cover(staff=manager, role=manager.role, unit=unit(), approved_by=manager))
    listed = {route.name: route for route in routes.with_examples(list(routes.walk()))}
    case = listed["case"]
    assert case.pattern == "/uji/<uuid:pk>/"
    assert case.methods == ["GET", "HEAD", "POST"]
    seen = {example["path"]: example["visible_to"] for example in case.examples}
    assert seen[f"/uji/{mine.pk}/"] == [manager.username]
    assert len(seen) >= 2
    assert seen.get(f"/uji/{other.pk}/", []) == []
    assert listed["access:sign_in"].as_dict()["public"] is True
    assert listed["access:account"].permission == Permission.SERVICE_OWN_ACCOUNT
    assert listed["access:sign_out"].methods == ["POST"]
    ours = [line for line in routes.problems(list(listed.values())) if line.startswith(("/uji/", "/masuk", "/akun"))]
    assert ours == []


def test_a_route_without_permission_or_reason_is_a_problem():
    bare = routes.Route("bare", "/bare/", object(), (), ["GET"], None, "")
    assert "neither a permission nor a reason" in routes.problems([bare])[0]
    lonely = routes.Route("lonely", "/lonely/<x>/", object(), ("x",), ["GET"], Permission.SERVICE_TODAY, "")
    assert "fewer than two examples" in routes.problems([lonely])[0]


def test_a_function_can_carry_a_permission_or_a_reason():
    assert allowed(Permission.SERVICE_LOG)(lambda request: None).permission == Permission.SERVICE_LOG
    assert public("why")(lambda request: None).public == "why"
    examples.register("somewhere", lambda: [{"pk": 1}])
    assert list(examples.sampler("somewhere")()) == [{"pk": 1}]


@pytest.mark.django_db
def test_the_first_account_opens_itself_and_every_further_one_names_who_opens_it(monkeypatch):
    niks = iter(range(10))

    def add(*arguments):
        answers = ["sebuah kalimat panjang", "Bagus Kertarahman", f"317102030485000{next(niks)}", "0811 2222 3333"]
        monkeypatch.setattr("sys.stdin", StringIO("\n".join(answers)))
        call_command("add_account", *arguments, stdout=StringIO())

    place = ["--unit", "upt-tata-usaha", "--agency", "upt", "--kind", "ppapp"]
    add("pertama", "--role", "administrator", *place)
    with pytest.raises(CommandError, match="--by"):
        add("kedua", "--role", "head", *place)
    add("kedua", "--role", "head", *place, "--by", "pertama")
    with pytest.raises(CommandError, match="sudah dipakai"):
        add("kedua", "--role", "head", *place, "--by", "pertama")
    assert [one.check_password("sebuah kalimat panjang") for one in Staff.objects.all()] == [True, True]
    assert AuditEntry.objects.filter(action="account.open").count() == 2
    assert [open_field(one, "nik")[-1] for one in Staff.objects.order_by("username")] == ["2", "0"]
    written = AuditEntry.objects.filter(action="account.identify").values_list("actor", "object_id")
    names = {str(pk): name for pk, name in Staff.objects.values_list("pk", "username")}
    assert sorted((names[by], names[whose]) for by, whose in written) == [("pertama", "kedua"), ("pertama", "pertama")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["", "3171020304850006", "0811 2222 3333"], "Nama lengkap"),
        (["Bagus", "317102030485000", "0811 2222 3333"], "16 angka"),
        (["Bagus", "3171020304850006", "0811"], "terlalu pendek"),
        (["Bagus"], "16 angka"),
    ],
)
def test_an_account_is_not_opened_for_somebody_who_is_not_said_to_be_anybody(monkeypatch, answers, said):
    monkeypatch.setattr("sys.stdin", StringIO("\n".join(["sebuah kalimat panjang", *answers])))
    place = ["--unit", "upt-tata-usaha", "--agency", "upt", "--kind", "ppapp"]
    with pytest.raises(CommandError, match=said):
        call_command("add_account", "pertama", "--role", "administrator", *place)
    assert not Staff.objects.exists()


@pytest.mark.django_db
def test_who_an_account_belongs_to_can_be_written_down_later(monkeypatch):
    by, staff = person(), person()
    arguments = ["identify_account", staff.username, "--by", by.username]
    monkeypatch.setattr("sys.stdin", StringIO("Bagus Kertarahman\n3171020304850006\n0811 2222 3333\n"))
    call_command(*arguments, stdout=StringIO())
    assert open_field(Staff.objects.get(pk=staff.pk), "real_name") == "Bagus Kertarahman"
    with pytest.raises(CommandError, match="open accounts"):
        call_command("identify_account", "tidak-ada", "--by", by.username)
    monkeypatch.setattr("sys.stdin", StringIO("Bagus Kertarahman\n3171020304850006\n0811 2222 3333\n"))
    with pytest.raises(CommandError, match="akun lain"):
        call_command("identify_account", by.username, "--by", by.username)
