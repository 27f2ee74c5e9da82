"""Steps 4 and 5 of the road, page by page: her visum, from the ticket to the police officer's desk."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from casework import today
from demo.walk import Walker
from disclosure import jobs
from disclosure.models import Document
from referrals.models import Referral, Visum, VisumDelivery
from tests.referrals import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture(scope="session")
def signing_key(keys):
    call_command("init_signing", verbosity=0)


def to(name, *args):
    return reverse(f"referrals:{name}", args=args)


def document(name, *args):
    return reverse(f"disclosure:{name}", args=args)


def send_urgent(walker, ticket, staff, needs) -> Referral:
    unit = world.unit_of(staff)
    walker.send(
        "operator112",
        to("urgent", ticket.pk),
        to_unit=str(unit.pk),
        needs=needs,
        basis="spoken",
        contact_rule="present",
    )
    return Referral.every.get(to_unit=unit)


def test_her_visum_goes_from_the_ticket_to_the_doctor_and_on_to_the_police(people, signing_key):
    walker, ticket = Walker(), world.ticket(people)
    hospital = send_urgent(walker, ticket, people.dokter, ["visum"])
    police = send_urgent(walker, ticket, people.penyidik, ["police_report"])
    assert [item.reference for item in today.lists(people.dokter)["new"]] == [hospital.reference]

    walker.send("dokter", to("accept", hospital.pk), on=to("referral", hospital.pk))
    walker.send(
        "dokter", to("record-visum", hospital.pk), agreed="on", region_1="face", injury_1="bruise", cause="blunt",
        degree="light", findings_text=world.FINDINGS, conclusion=world.CONCLUSION,
    )  # fmt: skip
    visum = Visum.every.get()
    walker.send("dokter", to("take-item", visum.pk), kind="specimen", specimen="swab")
    walker.send("dokter", to("answer", hospital.pk), outcome="done", services=["visum"])

    walker.send("penyidik", to("accept", police.pk), on=to("referral", police.pk))
    walker.send("penyidik", to("record-report", police.pk), number="LP/B/7/XI/2026/SPKT/Polda Metro Jaya")
    walker.send(
        "penyidik", to("ask-visum", police.pk), number="R/45/XI/2026/VER", dated=f"{timezone.localdate()}",
        exam="injury", rank="aipda",
    )  # fmt: skip

    walker.send("dokter", to("prepare-visum", visum.pk), on=to("visum", visum.pk))
    paper = Document.every.get()
    walker.send("dokter", document("send", paper.pk), on=document("document", paper.pk))
    walker.send("dokter", document("sign", paper.pk), on=document("document", paper.pk))
    jobs.run_all(timezone.now())
    walker.send("dokter", to("deliver-visum", visum.pk), on=to("visum", visum.pk))

    assert "Visum menunggu tanda terima" in [str(item.title) for item in today.lists(people.penyidik)["new"]]
    delivery = VisumDelivery.every.get()
    before = walker.get("penyidik", to("referral", police.pk)).content.decode()
    assert document("document", paper.pk) not in before
    walker.send("penyidik", to("receive-visum", delivery.pk), on=to("referral", police.pk))
    after = walker.get("penyidik", to("referral", police.pk)).content.decode()
    assert document("document", paper.pk) in after
    pdf = b"".join(walker.get("penyidik", document("download", paper.pk)).streaming_content)
    assert pdf.startswith(b"%PDF-1.7")

    seen = walker.get("dokter", to("visum", visum.pk)).content.decode()
    assert re.search(r"diterima Brigpol Hesti Nuraviani, \d+ \w+ \d{4}, \d\d\.\d\d WIB", seen)
    for path in (to("referral", hospital.pk), to("visum", visum.pk), document("document", paper.pk)):
        walker.get("dokter2", path, expect=404)
        walker.get("penyidik", path, expect=404 if path != document("document", paper.pk) else 200)


def test_a_manager_writes_the_letter_the_head_signs_it_and_the_receiver_reads_it(people, signing_key):
    walker, case = Walker(), world.case(people)
    world.agree(case, people.advokat.agency, people)
    walker.send("manajer", to("new", case.pk), to_unit=str(world.unit_of(people.advokat).pk), needs=["legal_advice"])
    referral = Referral.every.get()
    walker.send("manajer", to("write-letter", referral.pk), on=to("referral", referral.pk))
    paper = Document.every.get()
    walker.send("manajer", document("send", paper.pk), reason="Perlu kuasa hukum.", summary="")
    walker.send("kepala", document("sign", paper.pk), on=document("document", paper.pk))
    jobs.run_all(timezone.now())
    walker.send("manajer", to("hand-letter", referral.pk), on=to("referral", referral.pk))
    assert document("document", paper.pk) in walker.get("advokat", to("referral", referral.pk)).content.decode()
    walker.get("advokat", document("document", paper.pk))
    walker.get("dinsos", document("document", paper.pk), expect=404)


def test_the_new_referral_offers_her_name_age_and_sex_as_the_file_knows_them(people):
    case = world.case(people)
    text = Walker().get("manajer", to("new", case.pk)).content.decode()
    assert f'value="{world.NAME}"' in text
    assert re.search(r'name="age" value="3\d"', text)
    assert '<option value="F" selected>' in text


def test_the_panels_stand_on_ticket_and_case(people):
    walker, ticket = Walker(), world.ticket(people)
    referral = world.urgent(people, on=ticket)
    text = walker.get("operator112", reverse("casework:ticket", args=[ticket.pk])).content.decode()
    assert referral.reference in text
    assert to("urgent", ticket.pk) in text
