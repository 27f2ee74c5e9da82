"""A Django that signs people in, renders, and does nothing else."""

from bench import frame
from settings.environment import BASE_DIR, database, home

HOME = home("var/bench")
SECRET_KEY = "only-for-the-bench-" + "0" * 40
ALLOWED_HOSTS = ["localhost"]
DEBUG_PROPAGATE_EXCEPTIONS = True  # a peer that fails says why and ends
INSTALLED_APPS = frame.SETTINGS_APPS
MIDDLEWARE = frame.MIDDLEWARE
ROOT_URLCONF = "bench.limit.urls"
TEMPLATES = frame.templates()
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DATABASES = {"default": {**database("DATABASE_URL", HOME / "limit.sqlite3"), "CONN_MAX_AGE": None}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "id"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
STATIC_URL = "/static/"
