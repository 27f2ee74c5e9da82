"""What the log costs: to verify beside hashing its entries, to read beside SQL by hand.

    make bench OF=log

BENCH_LEAVES (100000): entries that are verified. BENCH_ENTRIES (1000000): entries of the log in which the auditor's
pages are asked for, on both databases. BENCH_PARTS ("verify read") and BENCH_DATABASES choose among them. Ratios are
judged, times are shown.
"""
