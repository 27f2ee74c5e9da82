"""What the log costs: to write beside plain inserts, to verify beside hashing, to read beside SQL written by hand.

    make bench OF=log

BENCH_SECONDS (3): how long each kind of writer writes in each of five rounds. BENCH_LEAVES (100000): entries that are
verified. BENCH_ENTRIES (100000): entries that are read. Ratios are judged, times are shown.
"""
