"""What a page costs here, beside the same page without our promises and beside a common way to build it.

    make bench                       1,000, 10,000 and 100,000 cases, on SQLite and PostgreSQL
    BENCH_N=1000 make bench          one size (several: BENCH_N="1000 10000 100000")

Three peers get the same invented cases and answer the same requests with the same templates:

- `bench.ours`: the product as it is served.
- `bench.stock`: guardian's generic rows, django-auditlog and a Fernet field, wired as their READMEs say.
- `bench.limit`: SQL written by hand with the grant checked inside it, bare AES-GCM, one durable log row where ours
  writes one ("audited limit"). Its search writes none: there the target is against the limit without a log.

Each peer of each size is a process of its own; they take turns in five rounds. Ratios are judged, times are shown.
"""
