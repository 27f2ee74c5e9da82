"""The ASGI entry point."""

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

from settings.environment import people_wait
from settings.logging import tell_no_values
from settings.served import refuse_unfit

os.umask(0o077)  # what is made here (databases, files, mail) is nobody else's to read
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.production")
tell_no_values()
people_wait(settings.DATABASES)
application = get_asgi_application()
refuse_unfit()
