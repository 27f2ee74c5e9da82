"""The steps at other agencies: hospital, puskesmas, police, legal aid, social affairs, LPSK."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from demo.living.casefile import SHARING_WITH, CaseFileSteps
from demo.pictures import photo
from disclosure import actions as desk
from disclosure.models import Release
from referrals.actions import custody, police, receiving, sending, visum
from referrals.models import Answer, CustodyItem, Referral, Visum

NOTE = "Mohon diperiksa oleh tenaga perempuan."
NOTE_WITH_PLACE = "Klien diantar dari warung dekat masjid; mohon diperiksa oleh tenaga perempuan."
ANSWER_WITH_PLACE = "Paket kebutuhan dasar sudah diantar ke kos dekat pasar."
REPORT_NUMBER = "LP/B/1207/XI/2026/SPKT/Polres Metro Jakarta Timur/Polda Metro Jaya"


class AgencySteps(CaseFileSteps):
    """Referrals, and what their receivers do with them."""

    def refer(self, step: str, *needs: str, note: str = "") -> Referral:
        """An ordinary referral on her consent."""
        unit = self.agencies[SHARING_WITH[step]].units.order_by("code").first()
        return sending.send_referral(
            self.case, to_unit=unit, needs=needs, basis="consent", sex="F", age=32, note=note, by=self.manager
        )

    def hospital(self) -> None:
        self.at_hospital = self.refer("hospital", "visum", "treatment", note=NOTE)

    def other_hospital(self) -> None:
        self.refer("other_hospital", "visum", "treatment", note=NOTE_WITH_PLACE)

    def clinic(self) -> None:
        self.refer("clinic", "mental_health")

    def legal(self) -> None:
        self.refer("legal", "legal_advice")

    def protect(self) -> None:
        self.refer("protect", "witness_protection")

    def social(self) -> None:
        self.at_social_affairs = self.refer("social", "basic_needs")

    def social_answer(self) -> None:
        """Answers with a text that says where somebody is; the custodian asks to write it anew."""
        by = self.cast.dinsos
        referral = receiving.accept(self.at_social_affairs, by=by)
        receiving.answer(referral, outcome="done", services=["basic_needs"], text=ANSWER_WITH_PLACE, by=by)
        reply = Answer.every.get(referral=referral)
        for release in Release.objects.filter(subject=reply.text_subject, state="waiting"):
            desk.ask_rewrite(release, by=self.cast.kustodian)

    def examine(self) -> None:
        self.at_hospital = receiving.accept(self.at_hospital, by=self.cast.dokter)
        self.visum_made: Visum = visum.record_visum(
            self.at_hospital,
            kind="definitive",
            examined_at=timezone.now() - timedelta(minutes=25),
            findings=[("neck", "strangulation"), ("left_arm", "bruise")],
            cause="blunt",
            degree="medium",
            findings_text="Pada leher bagian depan tampak jejas kemerahan mendatar; pada lengan kiri memar kebiruan.",
            conclusion="Jejas leher dan memar lengan akibat kekerasan tumpul yang menimbulkan halangan bekerja sementara waktu.",
            agreed=True,
            by=self.cast.dokter,
        )

    def custody(self) -> None:
        """A swab and a photograph of the injury are taken into custody."""
        taken = {"at": timezone.now() - timedelta(minutes=5), "by": self.cast.dokter}
        self.swab: CustodyItem = custody.take_item(self.visum_made, kind="specimen", specimen="swab", **taken)
        custody.take_item(
            self.visum_made, kind="photo", specimen="image", file=photo("lengan.jpg", (118, 88, 128)), **taken
        )

    def keep(self) -> None:
        custody.add_step(self.swab, act="stored", keeping="forensic_fridge", at=timezone.now(), by=self.cast.dokter)

    def police(self) -> None:
        self.at_police = self.refer("police", "police_report")

    def report_made(self) -> None:
        self.at_police = receiving.accept(self.at_police, by=self.cast.penyidik)
        police.record_report(self.at_police, number=REPORT_NUMBER, reported_at=timezone.now(), by=self.cast.penyidik)

    def ask_visum(self) -> None:
        police.ask_visum(
            self.at_police,
            number="R/71/XI/2026/VER",
            dated=timezone.localdate(),
            exam="injury",
            rank="brigadir",
            investigator="Penyidik Unit PPA",
            by=self.cast.penyidik,
        )
