#!/usr/bin/env python
"""Lindung's command line."""

import os
import sys

DEMO_ONLY = {"demo_accounts", "demo_secrets", "demo_serve", "demo_setup", "demo_story", "issue_samples"}


def main() -> int:
    os.umask(0o077)  # what is made here (databases, keys, files, mail) is nobody else's to read
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from settings.logging import tell_no_values

    tell_no_values()
    try:
        installed = settings.INSTALLED_APPS
    except ImproperlyConfigured as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if sys.argv[1:2] and sys.argv[1] in DEMO_ONLY and "demo" not in installed:
        print(f"{sys.argv[1]} exists in the demo only. Nothing was done. See: manage.py help", file=sys.stderr)
        return 2
    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
