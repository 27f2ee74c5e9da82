"""The auditor's first page and "who opened this file", in a log of so many entries, beside SQL written by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import uuid

from bench.judge import Figures, Verdicts, ratio
from bench.log.reader import FILES
from bench.log.stage import ROOT, Place

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "100000"))
ROUNDS, BUDGET, MOST = 5, 1.0, 25
OF_A_FILE = 50  # entries, on the average
PAGES = {"first": "the auditor's first page", "file": "who opened this file"}
CASE = "md5('file ' || {})::uuid"
# a year at ten million; one in 500 was denied; every sixth touched a list of files, one of them this one
FILL = f"""
INSERT INTO audit_auditentry (id, time, actor, agency, role, action, purpose, object_kind, object_id, case_id,
    decision, digests, stamp, number)
SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, now() - ({{count}} - i) * interval '3.15 s',
    people.id[1 + i % array_length(people.id, 1)]::text, 'PPAPP', 'case_manager',
    (ARRAY['case.read', 'message.write', 'case.read', 'task.add', 'document.download'])[1 + i % 5], 'case.summary',
    'case', {CASE.format("i::bigint * 7919 % {files}")}::text, {CASE.format("i::bigint * 7919 % {files}")},
    CASE WHEN i % 500 = 0 THEN 'denied' ELSE 'allowed' END,
    jsonb_build_object('casework.case:' || i, repeat('0', 64)), decode(md5(i::text), 'hex'), i
FROM generate_series(0, {{count}} - 1) AS i, (SELECT array_agg(id) AS id FROM access_staff) AS people"""
TOUCHED = f"""
INSERT INTO audit_touched (id, entry_id, case_id, time)
SELECT id, id, {CASE.format("(number * 31 + 7) % {files}")}, time FROM audit_auditentry WHERE number % 6 = 0"""
CHECKPOINT = """
INSERT INTO audit_checkpoint (size, root, frontier, leaves, note, at) VALUES ({count}, '', '', '', '', now())"""
INDEXES = """SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('audit_auditentry', 'audit_touched')
    AND indexname NOT IN (SELECT conname FROM pg_constraint)"""


def fill(place: Place, count: int) -> float:
    """COUNT entries of invented cases, past triggers and indexes, which come back afterwards; seconds."""
    import psycopg

    before, files = time.monotonic(), max(count // OF_A_FILE, FILES)
    tables = ("audit_auditentry", "audit_touched", "audit_checkpoint", "audit_departure")
    with psycopg.connect(place.owner) as owner:
        owner.execute("SET LOCAL maintenance_work_mem = '512MB'")
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or a table whose rows wait for their check can't be altered
        indexes = owner.execute(INDEXES).fetchall()
        for table in tables:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table in ("audit_touched", "audit_auditentry", "audit_departure", "audit_checkpoint"):
            owner.execute(f"DELETE FROM {table}")
        for name, _ in indexes:
            owner.execute(f"DROP INDEX {name}")
        for statement in (FILL, TOUCHED, CHECKPOINT):
            owner.execute(statement.format(count=count, files=files))
        for _, definition in indexes:
            owner.execute(definition)
        for table in tables:
            for name in ("audit_final_rows", "audit_final_truncate"):
                owner.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    with psycopg.connect(place.owner, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
    return time.monotonic() - before


class Reader:
    """A peer as a process."""

    def __init__(self, environment: dict[str, str]) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        command = [sys.executable, "-m", "bench.log.reader"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)

    def times(self, page: str, most: int = MOST, seconds: float = BUDGET) -> list[float]:
        self.process.stdin.write(f"{page} {most} {seconds}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("a peer ended; what it said stands above")
        return json.loads(line)

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()


def measure(ours: Place, verdicts: Verdicts) -> None:
    """Both peers take turns in five rounds; the limit has a database of its own for its sessions."""
    print(f"   {ENTRIES:,} entries in {fill(ours, ENTRIES):.0f} s", flush=True)
    count = max(ENTRIES // OF_A_FILE, FILES)
    numbers = range(0, count, max(count // FILES, 1))
    asked = ", ".join(CASE.format(number) for number in list(numbers)[:FILES])
    files = " ".join(str(uuid.UUID(str(case))) for case in ours.asked(f"SELECT {asked}")[0])
    limit = Place("bench.log.limit_settings", ours.home.with_name("limit"), "bench_log_limit")
    asks = {"BENCH_FILES": files}
    readers = {
        "ours": Reader(ours.environment | asks),
        "limit": Reader(limit.environment | asks | {"SHELTERS_DATABASE_URL": ours.owner}),
    }
    taken = {(peer, page): Figures([]) for peer in readers for page in PAGES}
    try:
        for peer, page in taken:
            readers[peer].times(page, most=5)
        for _ in range(ROUNDS):
            for page in PAGES:
                for peer, reader in readers.items():
                    taken[peer, page].rounds.append(reader.times(page))
    finally:
        for reader in readers.values():
            reader.end()
    for page, title in PAGES.items():
        mine, other = taken["ours", page], taken["limit", page]
        shown = f"; p50 ms: ours {mine.p50 * 1000:.1f}, limit {other.p50 * 1000:.1f}"
        verdicts.ratio(f"{title}, {ENTRIES:,} entries", ratio(mine, other), 1.5, "keyset SQL by hand", shown)
