"""Keys and the invented city's cast: `python -m bench.log.cast`; in the stock peer one user."""

from __future__ import annotations


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    if settings.BENCH_PEER == "stock":
        from django.contrib.auth import get_user_model

        get_user_model().objects.create_user("manajer")
        return
    for command in ("init_keys", "init_signing"):
        call_command(command, verbosity=0)
    from demo.city import load_city

    load_city()


if __name__ == "__main__":
    main()
