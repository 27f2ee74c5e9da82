"""Acts of the script in which somebody looks: at a whole file, at figures, at the log, or where nobody let them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from demo.cast import PASSWORD
from demo.second_factor import totp_secret
from tests.two_worlds import carried, pinned
from tests.two_worlds.bodies import ADDRESS
from tests.two_worlds.housing import HELPS_OUT, UNDER_WAY
from tests.two_worlds.observing import Seen, ask, signed_in
from tests.two_worlds.worlds import READERS

AS_SCRIPT = {"accept": "application/json"}
PURPOSE = {"purpose": "pemeriksaan rutin rumah"}
TABS = (
    "case", "persons", "consents", "assessment", "plan", "tasks", "thread", "handovers", "counselling", "evidence",
    "documents", "events",
)  # fmt: skip


SEARCHING = ("manajer", "penerima", "supervisor", "manajer2", "kepala", "auditor", "admin", "dokter", "petugas2")
OPENING = ("penerima", "konselor", "kepala", "supervisor", "operator112", "dokter")
TRYING = 7  # of those off the list, where few look


class Looking:
    """Mixed into Script, which says who sees what and knows houses and cases."""

    def sign_ins(self) -> Iterator[Seen]:
        """Wrong names, wrong passwords, wrong codes; then the right code, and a look at where one has come."""
        client = signed_in(None)
        for username, password in (("petugas1", "salah"), ("tidak-ada", "salah"), (ADDRESS, ADDRESS)):
            for _ in range(2):
                self.shift(31)
                yield self.unsigned(client, "/masuk/", {"login": username, "password": password})
        yield self.unsigned(client, "/masuk/", {"login": "manajer2", "password": PASSWORD})
        yield self.unsigned(client, "/masuk/kode/", {"code": "000000"})
        self.shift(31)
        yield self.unsigned(client, "/masuk/kode/", {"code": _code("manajer2")})
        self.step += 1
        yield Seen("manajer2", f"script {self.step} with a code", ask(client, "GET", "/").data)

    def unsigned(self, client, path: str, data: dict) -> Seen:
        """What nobody yet known is answered."""
        self.step += 1
        return Seen("nobody", f"script {self.step}", ask(client, "POST", path, data).data)

    def step_up(self) -> Iterator[Seen]:
        """A custodian and an officer with a real sign-in open an address: they are asked again who they are."""
        for who in ("kustodian2", "penempatan"):
            with pinned.aside(f"a real sign-in of {who}"):
                client = signed_in(None)
                ask(client, "POST", "/masuk/", {"login": who, "password": PASSWORD})
                ask(client, "POST", "/masuk/kode/", {"code": _code(who)})
                asked = ask(client, "POST", reverse("shelters:location", args=[self.first.pk]), PURPOSE)
            self.step += 1
            assert asked.headers.get("Location") == reverse("access:step_up"), asked.status
            yield Seen(who, f"script {self.step} before a step-up", asked.data)

    def reasoned_looks(self) -> Iterator[Seen]:
        """A custodian opens an address and types it as the reason; the other one reads why, an auditor finds a look."""
        house = self.first.pk
        yield self.see("kustodian", "POST", reverse("shelters:location", args=[house]), {"purpose": ADDRESS})
        for who in ("kustodian2", "petugas1", "penempatan", "auditor"):
            for method in ("GET", "POST"):
                yield self.see(who, method, reverse("shelters:looks", args=[house]))
        yield self.see("auditor", "GET", reverse("audit:log"))

    def locked(self) -> Iterator[Seen]:
        """A case manager locks her screen, looks at what passes, opens it with a code; comes back with one on paper."""
        from access import recovery_codes

        staff = self.people.manajer
        yield self.see("manajer", "POST", reverse("access:lock"), {"tutup": "ya"})
        for path in ("/", reverse("access:lock"), reverse("casework:case", args=[self.resident.pk])):
            yield self.see("manajer", "GET", path)
        for name in ("alarms", "unlock_with_passkey"):
            yield self.see("manajer", "GET", reverse(f"access:{name}"), headers=AS_SCRIPT)
        yield self.see("manajer", "POST", reverse("access:unlock"), {"code": "000000"}, headers=AS_SCRIPT)
        self.shift(31)
        yield self.see("manajer", "POST", reverse("access:unlock"), {"code": _code("manajer")}, headers=AS_SCRIPT)
        yield self.see("manajer", "GET", reverse("casework:case", args=[self.resident.pk]))
        recovery_codes.make(staff, codes=["0123456789"], by=staff)
        client = signed_in(None)
        yield self.unsigned(client, "/masuk/", {"login": "manajer", "password": PASSWORD})
        yield self.unsigned(client, "/masuk/kode/", {"code": "0123456789"})
        self.step += 1
        yield Seen("manajer", f"script {self.step} with a code on paper", ask(client, "GET", "/akun/").data)

    def uploads(self) -> Iterator[Seen]:
        """Files that hold the address: a photograph with its place, a paper, and words of a kind that is refused."""
        from casework.models import Evidence

        page = reverse("casework:add_evidence", args=[self.resident.pk])
        for file in (carried.photograph(), carried.paper(), carried.words()):
            yield from self.send("manajer", page, title=ADDRESS, file=file)
        for piece in Evidence.every.filter(case=self.resident).order_by("at", "pk"):
            yield self.see("manajer", "GET", reverse("casework:evidence_item", args=[piece.pk]))
            for name in ("evidence_copy", "evidence_original"):
                yield self.see("manajer", "POST", reverse(f"casework:{name}", args=[piece.pk]), {})
        yield from self.examination()

    def examination(self) -> Iterator[Seen]:
        """A doctor photographs, with a camera that notes the place, and looks at it."""
        from access import policy
        from access.permissions import Permission
        from referrals.models import Visum, VisumPhoto

        doctor = self.people.dokter
        visum = policy.visible(doctor, Permission.REFERRAL_EXAMINE, of=Visum).order_by("pk").first()
        taken = {"kind": "photo", "specimen": "image", "at": f"{timezone.localtime():%Y-%m-%dT%H:%M}"}
        page = reverse("referrals:take-item", args=[visum.pk])
        yield from self.send("dokter", page, file=carried.photograph(), **taken)
        for photo in VisumPhoto.every.filter(item__visum=visum).order_by("pk"):
            yield self.see("dokter", "POST", reverse("referrals:photo", args=[photo.pk]), {})

    def searches(self) -> Iterator[Seen]:
        """Whoever may search at all, and who may not, searches for the address, its telephone, its region, nothing."""
        for who in SEARCHING[:: 3 if self.few else 1]:
            for q in (ADDRESS, "0899771100421", "0899771100", "Jatinegara"):
                yield self.see(who, "POST", "/cari/", {"q": q})
            yield self.see(who, "POST", "/cari/", {})
        for q in (ADDRESS, self.resident.reference, self.alike[0].reference):
            yield self.see("auditor", "POST", reverse("audit:find-file"), {"q": q, "kode": q})

    def whole_files(self) -> Iterator[Seen]:
        """Every tab of the files of those who are placed and of the one who isn't, for all who may open some of it."""
        reason = {"alasan": "menggantikan rekan yang cuti"}
        for case in (self.resident, *self.alike):
            for tab in TABS:
                yield self.see("manajer", "GET", reverse(f"casework:{tab}", args=[case.pk]))
            for tab in ("case", "handovers", "events"):
                yield self.see("manajer2", "POST", reverse(f"casework:{tab}", args=[case.pk]), reason)
            for who in OPENING[:: 3 if self.few else 1]:
                yield self.see(who, "GET", reverse("casework:case", args=[case.pk]))
                yield self.see(who, "GET", reverse("casework:handovers", args=[case.pk]))

    def figures(self) -> Iterator[Seen]:
        """Figures looked at, printed and taken away."""
        for who in ("operator112", "penerima", "kepala"):
            yield self.see(who, "GET", reverse("casework:statistics"))
            yield self.see(who, "POST", reverse("casework:print_statistics"), {})
            yield self.see(who, "POST", reverse("casework:export_statistics"), {})

    def the_log(self) -> Iterator[Seen]:
        """The auditor reads the log, each file's pages to the oldest and what single people did."""
        yield self.see("auditor", "GET", reverse("audit:log"))
        for case in (self.resident, *self.alike):
            yield from self.to_the_end("auditor", reverse("audit:file", args=[case.pk]))
            yield self.see("auditor", "GET", reverse("audit:openers", args=[case.pk]))
        for person in (self.people.petugas1, self.people.petugas2, self.people.manajer):
            yield self.see("auditor", "GET", reverse("audit:person", args=[person.pk]))
        yield self.see("auditor", "POST", reverse("audit:export"), {"alasan": "diperiksa oleh lembaga lain"})
        yield from self.proofs()

    def proofs(self) -> Iterator[Seen]:
        """The auditor takes the proof of the first and the newest entry of each file."""
        from audit.models import AuditEntry

        for case in (self.resident, *self.alike):
            of_file = AuditEntry.objects.filter(case_id=case.pk).order_by("time", "pk")
            for entry in (of_file.first(), of_file.last()):
                page = reverse("audit:proof", args=[entry.pk])
                yield self.see("auditor", "POST", page, {"alasan": "diminta majelis hakim"})

    def to_the_end(self, who: str, page: str) -> Iterator[Seen]:
        """A list by its pages, to the oldest."""
        older: re.Match | None = re.match("()", "")
        while older is not None:
            yield self.see(who, "GET", page + older[1])
            older = re.search(r'href="(\?sesudah=[^"&]+)"', self.last.body.decode())

    def attempts(self) -> Iterator[Seen]:
        """Everybody off the list tries the house's page, its board, its address and landmarks, and writing these."""
        trying = [None, *sorted(set(vars(self.people)) - READERS["N1"])]
        for who in trying[:: len(trying) // TRYING] if self.few else trying:
            seen_as = {"petugas2": "petugas2 at another house", "pengantar": UNDER_WAY}.get(who, who)
            yield from self.try_all(who, self.first, seen_as)
        yield from self.try_all("petugas1", self.second, "petugas1 at another house")

    def try_all(self, who, house, seen_as) -> Iterator[Seen]:
        """One person's tries at one house."""
        for name in ("house", "board"):
            yield self.see(who, "GET", reverse(f"shelters:{name}", args=[house.pk]), seen_as=seen_as)
        for name in ("location", "landmarks", "address"):
            yield self.see(who, "POST", reverse(f"shelters:{name}", args=[house.pk]), PURPOSE, seen_as=seen_as)

    def former_readers(self) -> Iterator[Seen]:
        """Somebody of another house helps out for a moment, another time for an hour; afterwards both are over."""
        from access import policy
        from shelters.roots.actions import SERVE, entrust, withdraw

        people, house = self.people, self.first
        entrust(house, SERVE, people.petugas2, by=people.kustodian)
        yield self.see("petugas2", "GET", reverse("shelters:house", args=[house.pk]), seen_as=HELPS_OUT)
        withdraw(house, SERVE, people.petugas2, by=people.kustodian)
        yield from self.try_all("petugas2", house, "petugas2 afterwards")
        until = timezone.now() + timedelta(hours=1)
        policy.grant(house, SERVE, people.petugas2, by=people.kustodian, why="standing", until=until)

    def asleep(self) -> Iterator[Seen]:
        """An administrator closes a custodian's account and opens it again, who then sees nothing of any house until
        the head has approved it."""
        who, everybody = self.people.kustodian2, reverse("access:accounts")
        for name in ("close_account", "reopen_account"):
            yield from self.send("admin", everybody, reverse(f"access:{name}", args=[who.pk]))
        self.clients.pop(who.username, None)
        for page in ("/", reverse("access:account"), reverse("access:approvals")):
            yield self.see(who.username, "GET", page, seen_as="kustodian2 asleep")
        yield from self.try_all(who.username, self.first, "kustodian2 asleep")
        yield self.see("kepala", "GET", reverse("access:approvals"))
        yield from self.send("kepala", reverse("access:approve_account", args=[who.pk]))

    def shift_covered(self) -> Iterator[Seen]:
        """Somebody covers a supervisor's shift; when it is over, the files are shut before any job has run."""
        from access import covering

        who, head, now = self.people.manajer2, self.people.kepala, timezone.now()
        of = self.people.supervisor
        cover = covering.approve(who, role=of.role, unit=of.unit, by=head)
        covering.begin(cover, until=now + timedelta(minutes=5), by=self.people.admin)
        files = [reverse("casework:case", args=[case.pk]) for case in self.alike]
        for page in files:
            yield self.see("manajer2", "GET", page, seen_as="manajer2 on a supervisor's shift")
        self.shift(5 * 60)
        for page in files:
            yield self.see("manajer2", "GET", page, seen_as="manajer2 when the shift is over")
        covering.withdraw(cover, by=head)

    def hours_over(self) -> Iterator[Seen]:
        """An escort's hours are over, and the place is still held."""
        self.shift(3.5 * 3600)
        yield from self.try_all("pengantar", self.first, "pengantar")

    def too_late(self) -> Iterator[Seen]:
        """After the hours: an arrival at a hold that has run out, a helper and an escort whose time is over."""
        arrival = reverse("shelters:arrive", args=[self.held.pk])
        yield self.see("petugas1", "GET", arrival, seen_as="petugas1 too late")
        sent = {"rules_agreed": "on", "things": ["phone"]}
        yield self.see("petugas1", "POST", arrival, sent, seen_as="petugas1 too late")
        for who in ("petugas2", "pengantar"):
            yield from self.try_all(who, self.first, f"{who} afterwards")
        for who in ("petugas2", "manajer", "piket_bpbd"):
            yield self.see(who, "GET", "/")
        yield from self.looked_at()

    def in_english_and_out(self) -> Iterator[Seen]:
        """Another language is chosen, and somebody signs out; the browser then tries what it had been shown."""
        pages = ["/", *(reverse("casework:case", args=[case.pk]) for case in self.alike)]
        for who in ("manajer2", "penerima", "dokter"):
            yield self.see(who, "POST", "/bahasa/", {"bahasa": "en", "kembali": pages[-1]})
            yield from (self.see(who, "GET", page) for page in pages)
            yield from (self.see(who, method, reverse("access:sign_out"), {}) for method in ("GET", "POST"))
            signed_out = f"{who} signed out"
            yield from (self.see(who, "GET", page, seen_as=signed_out) for page in pages)
            yield from self.try_all(who, self.first, signed_out)


def _code(username: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(totp_secret(username), int(timezone.now().timestamp()) // 30))
