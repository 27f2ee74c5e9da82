"""The cast and two houses, the very ones of the safe houses' tests."""

from tests.shelters.conftest import people as people
from tests.shelters.conftest import world as world
