"""A `Sealed` gives nothing away by accident."""

from __future__ import annotations

import copy
import json
import logging
import pickle

import pytest
from django.template import Context, Template

from vault.datakey import DataKey
from vault.entropy import new_id
from vault.sealed import Sealed

SECRET = "Melati"


@pytest.fixture(params=["content", "envelope"])
def sealed(request):
    return Sealed(**{request.param: SECRET.encode()})


def test_it_shows_a_mask_however_it_is_printed(sealed, caplog):
    shown = [str(sealed), repr(sealed), f"{sealed}", f"{sealed!r:>40}", f"{sealed:>40}", f"{sealed}", f"{[sealed]}"]
    shown.append(Template("{{ value }}{{ value|upper }}").render(Context({"value": sealed})))
    with caplog.at_level(logging.INFO):
        logging.getLogger("lindung").info("read %s", sealed)
    assert all("tersegel" in text.lower() for text in [*shown, caplog.text])
    assert not any(SECRET in text for text in [*shown, caplog.text])


@pytest.mark.parametrize(
    "use",
    [
        lambda s: s == SECRET,
        lambda s: s != s,
        lambda s: SECRET == s,  # noqa: SIM300
        lambda s: s == None,  # noqa: E711
        lambda s: s < SECRET,
        lambda s: s >= SECRET,
        lambda s: s in [SECRET],
        lambda s: bool(s),
        lambda s: not s,
        lambda s: len(s),
        lambda s: list(s),
        lambda s: "M" in s,
        lambda s: s[0],
        lambda s: s + "",
        lambda s: "" + s,
        lambda s: bytes(s),
        lambda s: hash(s),
        lambda s: {s},
        lambda s: json.dumps(s),
        lambda s: json.dumps({"name": s}),
        lambda s: pickle.dumps(s),
        lambda s: copy.copy(s),
        lambda s: copy.deepcopy([s]),
        lambda s: vars(s),
    ],
)
def test_it_refuses_every_other_use(sealed, use):
    with pytest.raises(TypeError) as refused:
        use(sealed)
    assert SECRET not in str(refused.value)


def test_a_template_cannot_branch_on_it(sealed):
    with pytest.raises(TypeError):
        Template("{% if value %}yes{% endif %}").render(Context({"value": sealed}))


def test_a_row_with_sealed_values_cannot_be_pickled(client_row):
    with pytest.raises(TypeError):
        pickle.dumps(client_row)


def test_a_data_key_shows_only_its_id():
    secret = b"\x07" * 32
    key = DataKey("case", new_id(), b"\x01\x02\x03\x04", secret)
    assert repr(key) == "<DataKey 01020304>"
    for dump in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            dump(key)
