"""What the log costs: to verify beside hashing its entries, to read beside SQL by hand, to write beside bare inserts.

    make bench OF=log

BENCH_LEAVES (100000): entries that are verified. BENCH_ENTRIES (1000000): entries of the log in which the auditor's
pages are asked for, on both databases; BENCH_BUDGET (1): seconds for each page in each of five rounds. BENCH_SECONDS
(3): how long each kind of writer writes in each of five rounds, on PostgreSQL alone. BENCH_PARTS ("verify read write")
and BENCH_DATABASES choose among them. Ratios are judged, times are shown.
"""
