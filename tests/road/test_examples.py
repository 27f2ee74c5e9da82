"""Every address with an id has an example in the demo that somebody of the cast may really open."""

from __future__ import annotations

import pytest

from tests.road.conftest import listed
from tests.two_worlds.observing import signed_in

pytestmark = pytest.mark.slow

# where a step belongs that makes the object a route speaks of
STEPS = {
    "casework": "demo/living/casefile.py",
    "referrals": "demo/living/agencies.py",
    "disclosure": "demo/living/papers.py",
    "shelters": "demo/living/houses.py",
}


@pytest.fixture(scope="module")
def variable(city):
    """The routes with a variable part."""
    found = [route for route in listed() if "<" in route["pattern"]]
    assert len(found) > 80
    return found


def line_to_add(route: dict) -> str:
    """What to do about a route without an example of one's own."""
    where = STEPS.get(route["name"].split(":")[0], "demo/living/intake.py")
    step = route["name"].split(":")[-1].replace("-", "_")
    return (
        f"{route['pattern']}: nobody of the cast has one. Add to {where} `def {step}(self) -> None: …`, which makes "
        f'what {route["permission"]} needs, and "{step}" to the `reach` of a story in demo/living/stories.py'
    )


def own(route: dict) -> list[dict]:
    return [example for example in route["examples"] if example["visible_to"]]


def test_every_route_with_an_id_has_an_example_of_somebody_s_own(variable):
    assert [line_to_add(route) for route in variable if not own(route)] == []


def test_whoever_an_example_names_is_not_sent_away(variable):
    """GET where there is a page; a route that only takes a POST answers a GET with 405, to those who may know of it."""
    refused = []
    clients: dict = {}
    for route in variable:
        example = own(route)[0]
        username = example["visible_to"][0]
        client = clients.setdefault(username, signed_in(username))
        answer = client.get(example["path"])
        answer.close()
        if answer.status_code not in ((200, 303) if "GET" in route["methods"] else (303, 405)):
            refused.append(f"{username} {example['path']} ({route['name']}): {answer.status_code}")
    assert refused == []


def test_a_route_without_an_example_is_told_what_to_add():
    lacking = {
        "name": "referrals:add-step",
        "pattern": "/visum/barang/<uuid:pk>/langkah/",
        "permission": "referral.examine",
    }
    assert "demo/living/agencies.py `def add_step(self)" in line_to_add(lacking)
