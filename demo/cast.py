"""The cast: who plays which role in the demo city. All of them are invented, and their names occur in no case.

The password is the same for all, printed by `demo_accounts`; it opens nothing outside this demo.
"""

from __future__ import annotations

from typing import NamedTuple

from access.roles import Role

PASSWORD = "lindung-demo-2026"


class Player(NamedTuple):
    """One member of the cast. House staff have a pseudonym as their name; their real name is sealed."""

    username: str
    name: str
    role: Role
    agency: str
    unit: str
    real_name: str = ""


# What is printed under the signatures of those who sign: office and (invented) civil-service number.
SIGNATORIES = {
    "kepala": ("Kepala UPT PPPA", "196808171994032004"),
    "dokter": ("Dokter pemeriksa", "198105222009011007"),
    "dokter2": ("Dokter pemeriksa", "198502112011012009"),
}

CAST = [
    Player("operator112", "Operator 07", Role.OPERATOR, "bpbd", "bpbd-112"),
    Player("piket_bpbd", "Perwira Piket 2", Role.DUTY_OFFICER, "bpbd", "bpbd-112"),
    Player("ambulans", "Regu Ambulans 3", Role.RESPONDER, "agd-dinkes", "agd-dinkes"),
    Player("damkar", "Regu Damkar 5", Role.RESPONDER, "damkar", "damkar"),
    Player("penerima", "Tiara Wulandhani", Role.RECEIVER, "uptppa", "uptppa-penerimaan"),
    Player("supervisor", "Laksmi Paramastri", Role.SUPERVISOR, "uptppa", "uptppa-supervisor"),
    Player("supervisor2", "Bondan Hutomowijaya", Role.SUPERVISOR, "uptppa", "uptppa-supervisor"),
    Player("manajer", "Retno Kusumadewanti", Role.CASE_MANAGER, "uptppa", "uptppa-manajer"),
    Player("manajer2", "Agnes Sitohangwati", Role.CASE_MANAGER, "uptppa", "uptppa-manajer"),
    Player("konselor", "Mira Adhiyaksani", Role.COUNSELLOR, "uptppa", "uptppa-konselor"),
    Player("dokter", "dr. Johan Prasetyatama", Role.DOCTOR, "rsud-tarakan", "rsud-tarakan"),
    Player("dokter2", "dr. Veronika Limbongan", Role.DOCTOR, "rsud-koja", "rsud-koja"),
    Player("perawat", "Ns. Yuliana Mandagiwati", Role.NURSE, "puskesmas-jatinegara", "puskesmas-jatinegara"),
    Player(
        "penyidik",
        "Brigpol Hesti Nuraviani",
        Role.INVESTIGATOR,
        "polres-metro-jakarta-timur",
        "polres-metro-jakarta-timur",
    ),
    Player("advokat", "Damar Wicaksonoputra, S.H.", Role.ADVOCATE, "lbh", "lbh"),
    Player("dinsos", "Sulastriningrum", Role.SOCIAL_AFFAIRS, "dinsos", "dinsos"),
    Player("lpsk", "Fajar Hidayatmoko", Role.LPSK, "lpsk", "lpsk"),
    Player("penempatan", "Ayudya Hapsarini", Role.PLACEMENT_OFFICER, "uptppa", "uptppa-penempatan"),
    Player("kustodian", "Nunik Herawatiningsih", Role.CUSTODIAN, "uptppa", "uptppa-kustodian"),
    Player("kustodian2", "Theodorus Manurungga", Role.CUSTODIAN, "lpsk", "lpsk-kustodian"),
    Player("pengantar", "Pengantar 4", Role.ESCORT, "uptppa", "uptppa-pengantar", "Slamet Rahardjatmo"),
    Player("petugas1", "Petugas Fajar", Role.HOUSE_STAFF, "uptppa", "uptppa-rumah", "Endah Puspitaningtyas"),
    Player("petugas2", "Petugas Kejora", Role.HOUSE_STAFF, "uptppa", "uptppa-rumah", "Gatot Subagyonoto"),
    Player("kepala", "Dr. Widyastutiningrat, M.Si.", Role.HEAD, "uptppa", "uptppa-kepala"),
    Player("auditor", "Ignatius Brotoseno", Role.AUDITOR, "inspektorat", "inspektorat"),
    Player("admin", "Rendra Tanujaya", Role.ADMINISTRATOR, "uptppa", "uptppa-admin"),
]

UNITS = {
    "bpbd": [("bpbd-112", "Jakarta Siaga 112")],
    "uptppa": [
        ("uptppa-penerimaan", "Penerimaan Pengaduan"),
        ("uptppa-supervisor", "Supervisor"),
        ("uptppa-manajer", "Manajer Kasus"),
        ("uptppa-konselor", "Konselor"),
        ("uptppa-penempatan", "Penempatan"),
        ("uptppa-kustodian", "Kustodian Lokasi"),
        ("uptppa-pengantar", "Unit Reaksi Cepat"),
        ("uptppa-rumah", "Rumah Aman"),
        ("uptppa-kepala", "Pimpinan"),
        ("uptppa-admin", "Sekretariat"),
    ],
    "lpsk": [("lpsk", "LPSK"), ("lpsk-kustodian", "Kustodian Lokasi LPSK")],
}
