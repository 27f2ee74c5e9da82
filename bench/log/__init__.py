"""What it costs to prove and to verify a log, beside hashing its entries.

    make bench OF=log

BENCH_LEAVES (100000): entries that are verified. Ratios are judged, times are shown.
"""
