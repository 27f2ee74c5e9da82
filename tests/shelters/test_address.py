"""A custodian writes where a house is: whole, checked as people mistype it, shown by no GET, in the one size."""

from __future__ import annotations

import re

import pytest
from django.db import connections

from access.sessions import SessionStore
from audit.models import AuditEntry
from demo.cast import CAST
from shelters import actions, reveal_location
from shelters.location import Location
from shelters.matcher.holding import Holding
from shelters.models import HouseReference
from shelters.roots.actions import KEEP, SERVE, entrust
from tests.shelters.world import ADDRESS, World, browser, get, locate, post, url
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

NEW = {
    "address": "Jalan Cempaka Melingkar No. 88",
    "kelurahan": "Cipinang Rimba",
    "kecamatan": "Rawa Lestari",
    "postcode": "13777",
    "phones": "021-55667788\r\n\r\n0812 9988 7766",
    "latitude": "-6,24681",
    "longitude": "106.95317",
    "access_notes": "Pagar biru.\r\nBel di kiri.",
}
KEPT = {
    "address": "Jalan Cempaka Melingkar No. 88",
    "kelurahan": "Cipinang Rimba",
    "kecamatan": "Rawa Lestari",
    "postcode": "13777",
    "phones": ["021-55667788", "0812 9988 7766"],
    "latitude": "-6.24681",
    "longitude": "106.95317",
    "access_notes": "Pagar biru.\r\nBel di kiri.",
}
REASON = "memeriksa alamat rumah ini"
HIDDEN = re.compile(r'name="(kirim|dilihat)" value="([^"]+)"')


def stored(world: World, house=None) -> dict:
    """What stands there now, as a custodian opens it."""
    by = world.people.kustodian
    location = reveal_location.seen_by(by, (house or world.a).pk)
    with reveal_location.open_location(location, by=by, reason=REASON) as shown:
        return shown.whereabouts.as_json()


def test_custodians_of_the_house_write_its_address_and_nobody_else(world):
    wrote = set()
    for player in CAST:
        street = f"Jalan Penulis {player.username}"
        answer = post(getattr(world.people, player.username), "address", world.a.pk, **NEW | {"address": street})
        if answer.status_code == 303:
            assert answer["Location"] == url("house", world.a.pk)
            assert stored(world) == KEPT | {"address": street}
            wrote.add(player.username)
        else:
            assert answer.status_code == 404
    assert wrote == {"kustodian", "kustodian2"}


def test_whoever_is_no_custodian_of_it_gets_the_404_of_what_never_existed_before_any_step_up(world):
    for username in ("petugas1", "petugas2", "penempatan", "manajer", "auditor", "admin", "pengantar"):
        client = browser(getattr(world.people, username), stepped_up=False)
        for send in (client.get, client.head, client.post, client.put, client.options):
            there, absent = send(url("address", world.a.pk)), send(url("address", new_id()))
            assert (there.status_code, there.content, there.headers["Content-Type"]) == (
                404, absent.content, absent.headers["Content-Type"],
            )  # fmt: skip
    foreign = actions.open_house("Kemuning", by=world.people.kustodian)  # entrusted to nobody yet
    assert post(world.people.kustodian, "address", foreign.pk, **NEW).status_code == 404
    assert not Location.every.filter(pk=foreign.pk).exists()


def test_the_step_up_comes_before_the_form_so_that_nothing_typed_is_lost(world):
    client = browser(world.people.kustodian, stepped_up=False)
    answer = client.get(url("address", world.a.pk))
    assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")


def test_a_get_shows_nothing_that_is_stored(world):
    text = get(world.people.kustodian, "address", world.a.pk).content.decode()
    assert "menggantikan yang lama seluruhnya" in text
    assert 'data-keep="off" autocomplete="off"' in text
    told = [value for key, value in stored(world).items() if key != "phones"] + stored(world)["phones"]
    assert [value for value in told if value in text] == []
    for name in NEW:
        box = re.search(rf'<(?:input|textarea)[^>]*name="{name}"[^>]*>', text)
        assert box is not None, name
        assert 'autocomplete="off"' in box[0], name
        assert "value=" not in box[0], name
    assert re.findall(r"<textarea[^>]*>\s*([^<]*)</textarea>", text) == ["", "", ""]


def test_beside_the_opened_address_its_custodians_mend_a_part_of_it(world):
    shown = locate(world.people.kustodian, world.a.pk, REASON).content.decode()
    assert f'action="{url("address", world.a.pk)}" data-keep="off"' in shown
    assert 'value="13999"' in shown
    assert f'action="{url("address", world.a.pk)}"' not in locate(world.people.petugas1, world.a.pk).content.decode()
    sent = stored(world) | {"phones": "021-99887766", "postcode": "13998"} | dict(HIDDEN.findall(shown))
    client = browser(world.people.kustodian)
    assert client.post(url("address", world.a.pk), sent).status_code == 303
    assert stored(world)["postcode"] == "13998"
    assert stored(world)["address"] == ADDRESS
    again = client.post(url("address", world.a.pk), sent)  # the same form, sent twice
    assert (again.status_code, again["Location"]) == (303, "/")
    assert HouseReference.every.filter(act="location.keep", house_id=world.a.pk).count() == 2


@pytest.mark.parametrize(
    ("wrong", "box"),
    [
        ({"address": "  "}, "address"),
        ({"kelurahan": ""}, "kelurahan"),
        ({"kecamatan": ""}, "kecamatan"),
        ({"postcode": "1377"}, "postcode"),
        ({"postcode": "１３７７７"}, "postcode"),
        ({"phones": "021-55667788\n110"}, "phones"),
        ({"latitude": "6.24681 LS"}, "latitude"),
        ({"latitude": "106.95317", "longitude": "-6.24681"}, "latitude"),
        ({"longitude": "1e2"}, "longitude"),
        ({"longitude": "nan"}, "longitude"),
        ({"longitude": "106"}, "longitude"),
        ({"longitude": "１０６.９"}, "longitude"),
        ({"latitude": ""}, "latitude"),
        ({"longitude": ""}, "longitude"),
    ],
)
def test_what_is_mistyped_is_said_at_its_box_without_repeating_it_and_all_stays_typed(world, wrong, box):
    client, typed = browser(world.people.kustodian), NEW | wrong
    before = AuditEntry.objects.count()
    answer = client.post(url("address", world.a.pk), typed)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert box in form.errors
    said = " ".join(message for messages in form.errors.values() for message in messages)
    assert [value for value in typed.values() if value.strip() and value in said] == []
    assert {name: form[name].value() for name in NEW} == typed
    assert AuditEntry.objects.count() == before
    assert stored(world)["address"] == ADDRESS


def test_longer_than_the_one_size_is_refused_when_typed_and_kept_on_the_page_alone(world):
    long = NEW | {"access_notes": "Ketuk pelan-pelan tiga kali. " * 80}
    client = browser(world.people.kustodian)
    answer = client.post(url("address", world.a.pk), long)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert form.non_field_errors() == [
        "Alamat dan catatan terlalu panjang. Yang lama tetap tersimpan; persingkat catatannya lalu simpan lagi."
    ]
    assert {name: form[name].value() for name in NEW} == long
    assert stored(world)["address"] == ADDRESS
    session = SessionStore(client.session.session_key).load()
    assert [value for value in NEW.values() if value in str(session)] == []
    assert client.post(url("address", world.a.pk), NEW).status_code == 303
    assert len({len(row.whereabouts._envelope) for row in Location.every.all()}) == 1


def test_what_is_written_is_an_event_of_the_house_and_told_by_no_statement(world):
    asked: list[str] = []

    def note(execute, sql, params, many, context):
        asked.append(f"{sql} {params}")
        return execute(sql, params, many, context)

    client, before = browser(world.people.kustodian), AuditEntry.objects.count()
    with connections["default"].execute_wrapper(note), connections["shelters"].execute_wrapper(note):
        assert client.post(url("address", world.a.pk), NEW).status_code == 303
    told = [value for value in (*NEW.values(), *KEPT["phones"]) if any(str(value) in one for one in asked)]
    assert told == []
    entries = list(AuditEntry.objects.order_by("time", "pk")[before:])
    assert {(e.action, e.object_kind, e.case_id, e.actor) for e in entries} == {("house.event", "reference", None, "")}
    assert sorted(str(e.decision) for e in entries) == ["done", "intended"]
    meaning = HouseReference.every.get(pk=entries[0].object_id)
    assert (meaning.act, meaning.house_id, meaning.staff_id) == ("location.keep", world.a.pk, world.people.kustodian.pk)


def test_an_address_that_does_not_open_any_more_is_written_anew_from_where_it_failed(world):
    other = bytes(Location.every.get(pk=world.b.pk).whereabouts._envelope)
    with connections["shelters"].cursor() as cursor:
        place = world.a.pk if connections["shelters"].vendor == "postgresql" else world.a.pk.hex
        cursor.execute("UPDATE shelters_location SET whereabouts = %s WHERE id = %s", [other, place])
    page = url("address", world.a.pk)
    answer = locate(world.people.kustodian, world.a.pk, REASON)
    assert (answer.status_code, page in answer.content.decode()) == (422, True)
    assert page not in locate(world.people.petugas1, world.a.pk).content.decode()
    assert page not in locate(world.people.kustodian, world.a.pk, "cek").content.decode()
    assert post(world.people.kustodian, "address", world.a.pk, **NEW).status_code == 303
    assert stored(world) == KEPT


def test_the_matcher_knows_the_new_address_at_its_next_step_and_the_old_one_no_more(world):
    holding = Holding()
    holding.refresh()
    texts = {text: holding.named(text) for text in (f"Antar ke {ADDRESS}.", f"Antar ke {NEW['address']}.")}
    assert list(texts.values()) == [{world.a.pk}, set()]
    assert post(world.people.kustodian, "address", world.a.pk, **NEW).status_code == 303
    assert holding.refresh()
    assert [holding.named(text) for text in texts] == [set(), {world.a.pk}]


def test_the_matcher_takes_each_line_of_the_notes_by_itself(world):
    holding = Holding()
    notes = "Pagar biru menghadap kebun pepaya\r\nBel tersembunyi di balik pot"
    assert post(world.people.kustodian, "address", world.a.pk, **NEW | {"access_notes": notes}).status_code == 303
    holding.refresh()
    assert holding.named("Rumahnya berpagar: pagar biru menghadap kebun pepaya.") == {world.a.pk}


def test_what_somebody_else_wrote_meanwhile_is_not_written_over_unnoticed(world):
    page = locate(world.people.kustodian, world.a.pk, REASON).content.decode()
    assert post(world.people.kustodian2, "address", world.a.pk, **NEW).status_code == 303
    mine = NEW | {"address": "Jalan Yang Lain No. 2"} | dict(HIDDEN.findall(page))
    client = browser(world.people.kustodian)
    answer = client.post(url("address", world.a.pk), mine)
    assert answer.status_code == 422
    assert "ditulis lagi sejak" in answer.content.decode()
    assert stored(world) == KEPT
    mine |= dict(HIDDEN.findall(answer.content.decode()))
    assert client.post(url("address", world.a.pk), mine).status_code == 303
    assert stored(world)["address"] == "Jalan Yang Lain No. 2"


def test_the_page_holds_neither_a_digest_nor_a_reference_of_what_stands_there(world):
    text = get(world.people.kustodian, "address", world.a.pk).content.decode()
    kept = HouseReference.every.get(act="location.keep", house_id=world.a.pk)
    assert dict(HIDDEN.findall(text))["dilihat"] == reveal_location.writing_of(world.a.pk)
    for secret in (str(kept.pk), kept.pk.hex, *kept.digests.values()):
        assert secret not in text


def test_a_house_without_an_address_says_so_and_leads_its_custodians_to_the_form(world):
    by, people = world.people.kustodian, world.people
    bare = actions.open_house("Kemuning", by=by)
    entrust(bare, KEEP, people.kustodian.unit, by=by)
    entrust(bare, SERVE, people.petugas1, by=by)
    page, open_it = url("address", bare.pk), url("location", bare.pk)
    told = {name: get(getattr(people, name), "house", bare.pk).content.decode() for name in ("kustodian", "petugas1")}
    assert [page in told[name] for name in told] == [True, False]
    assert [open_it in told[name] for name in told] == [False, False]
    assert all("Alamat rumah ini belum dicatat." in text for text in told.values())
    form = get(people.kustodian, "address", bare.pk).content.decode()
    assert ("belum dicatat" in form, "menggantikan" in form) == (True, False)
    empty = dict(HIDDEN.findall(form))
    assert post(people.kustodian, "address", bare.pk, **NEW | empty).status_code == 303
    assert stored(world, bare) == KEPT
    assert (
        post(
            people.kustodian, "address", bare.pk, **NEW | {"kirim": str(new_id()), "dilihat": empty["dilihat"]}
        ).status_code
        == 422
    )
    text = get(people.petugas1, "house", bare.pk).content.decode()
    assert open_it in text
    assert page not in get(people.kustodian, "house", bare.pk).content.decode()
