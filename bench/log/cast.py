"""Keys and the invented city's cast: `python -m bench.log.cast`; in the stock peer one user."""

from __future__ import annotations


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model

    if settings.BENCH_PEER == "stock":
        get_user_model().objects.create_user("manajer")
        return
    from bench.ours import seeding

    seeding.found()


if __name__ == "__main__":
    main()
