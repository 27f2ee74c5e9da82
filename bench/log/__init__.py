"""What the log costs: to verify beside hashing its entries, to read beside SQL by hand, to write beside bare inserts.

    make bench OF=log

BENCH_LEAVES (100000): entries that are verified. BENCH_ENTRIES (1000000): entries in which the auditor's pages are
asked for, on both databases. BENCH_SECONDS (10): how long each kind of writer writes, on PostgreSQL alone. BENCH_PARTS
("verify read write") and BENCH_DATABASES choose among them. Ratios are judged, times are shown.
"""
