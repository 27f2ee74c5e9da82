"""Django with guardian and auditlog, no more."""

from bench import frame
from settings.environment import BASE_DIR, database, home

HOME = home("var/bench")
SECRET_KEY = "only-for-the-bench-" + "0" * 40
FERNET_KEY = "YmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtISE="
ALLOWED_HOSTS = ["localhost"]
DEBUG_PROPAGATE_EXCEPTIONS = True  # a peer that fails says why and ends
INSTALLED_APPS = [*frame.SETTINGS_APPS, "guardian", "auditlog", "bench.stock"]
MIDDLEWARE = [*frame.MIDDLEWARE, "auditlog.middleware.AuditlogMiddleware"]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "guardian.backends.ObjectPermissionBackend"]
ROOT_URLCONF = "bench.stock.urls"
TEMPLATES = frame.templates()
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DATABASES = {"default": {**database("DATABASE_URL", HOME / "stock.sqlite3"), "CONN_MAX_AGE": None}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "id"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
STATIC_URL = "/static/"
