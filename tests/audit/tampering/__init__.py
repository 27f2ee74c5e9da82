"""What an attacker would do to the log: each attack by name, who finds it, and the place that is named.

    python -m tests.audit.tampering      a line an attack: `found: NAME: WHAT WAS SAID`

On PostgreSQL: `python scripts/with_postgres.py python -m tests.audit.tampering`.
"""
