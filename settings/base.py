"""Settings that every way of running Lindung shares."""

from __future__ import annotations

import sys

from django.utils.translation import gettext_lazy as _

from settings.environment import BASE_DIR, app_role, database, env, home, secret
from settings.logging import LOGGING  # noqa: F401  (Django reads it here)
from settings.security import *  # noqa: F403  (headers, cookies, CSP: one file to review)

HOME = home("var/demo")
AS_OWNER = sys.argv[1:2] in (["migrate"], ["backup"], ["restore"])  # all tables, whole

DEBUG = False
LOGGING_CONFIG = "logging.config.dictConfig"
SECRET_KEY = secret("SECRET_KEY")
# a call that was kept while the database was away bears a signature under the secret of its day (casework.spool)
SECRET_KEY_FALLBACKS = [before for before in [secret("SECRET_KEY_BEFORE")] if before]
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "shelters",
    "shelters.roots",
    "referrals",
    "casework",
    "disclosure",
    "audit",
    "access",
    "vault",
    "guardian",
    "auditlog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "settings.middleware.HeadWithoutBody",
    "django.middleware.security.SecurityMiddleware",
    "settings.middleware.AnswerHeaders",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "casework.middleware.DeskGoesOn",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "settings.middleware.ChosenLanguage",
    "access.middleware.SignInWall",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vault.middleware.HoldKeys",
    "settings.middleware.ShreddedIsAbsent",
    "settings.middleware.FilesAreAway",
]

ROOT_URLCONF = "settings.urls"
WSGI_APPLICATION = "settings.wsgi.application"
SERVED_BY_OURS = False  # whether any other web server is refused
ASGI_APPLICATION = "settings.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "settings.frame.frame",
            ],
            "builtins": ["settings.tags", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": database("DATABASE_URL", HOME / "lindung.sqlite3", owner=AS_OWNER),
    "shelters": database("SHELTERS_DATABASE_URL", HOME / "shelters.sqlite3", owner=AS_OWNER),
}
# after migrating as their owner, what the application's own role may do with the tables (audit.database_roles)
DATABASE_APP_ROLES = {"default": app_role("DATABASE_URL"), "shelters": app_role("SHELTERS_DATABASE_URL")}
DATABASE_ROUTERS = ["settings.routers.ByLabel"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Staff"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]

# vault: where root keys and wraps live (never a database), and where sealed files go
VAULT_PROVIDER = secret("VAULT_PROVIDER", "file")
VAULT_KEYS_DIR = HOME / "keys"
VAULT_PKCS11_LIBRARY = secret("VAULT_PKCS11_LIBRARY")
VAULT_PKCS11_TOKEN = secret("VAULT_PKCS11_TOKEN")
VAULT_PKCS11_PIN_FILE = env("VAULT_PKCS11_PIN_FILE", default="")  # the PIN itself never stands in a setting
VAULT_BACKUP_DIRS = env.list("VAULT_BACKUP_DIRS", default=[])  # no root and no wrap may lie inside
SEALED_FILES_DIR = HOME / "files"
DOCUMENTS_DIR = HOME / "documents"
SPOOL_DIR = secret("SPOOL_DIR") or HOME / "spool"  # where calls wait while something is away: best on another disk
# a bucket of an S3-compatible store, which takes over from both folders (vault.objects); empty: the folders
SEALED_FILES_BUCKET = secret("SEALED_FILES_BUCKET")
SEALED_FILES_ENDPOINT = secret("SEALED_FILES_ENDPOINT")
SEALED_FILES_REGION = secret("SEALED_FILES_REGION")
SEALED_FILES_ACCESS_KEY = secret("SEALED_FILES_ACCESS_KEY")
SEALED_FILES_SECRET_KEY = secret("SEALED_FILES_SECRET_KEY")
BACKUP_TREES = {"default": {"files": SEALED_FILES_DIR, "documents": DOCUMENTS_DIR}}  # beside each database's copy

# audit: witnesses outside, one a line, `URL VKEY`; strict: a location opens only once one has seen who asked for it
AUDIT_WITNESSES = secret("AUDIT_WITNESSES").splitlines()
AUDIT_STRICT = env.bool("AUDIT_STRICT", default=False)
# whether `manage.py sealer` runs beside: who opens a location then waits for it, else takes its step
AUDIT_SEALER_RUNS = env.bool("AUDIT_SEALER_RUNS", default=False)

# what the reading room's rules call much, often or night; only what differs (audit.rules.limits)
AUDIT_LIMITS = env.json("AUDIT_LIMITS", default={})
AUDIT_FINDINGS_KEPT = env.int("AUDIT_FINDINGS_KEPT", default=60)  # seconds; those about reads, before looking anew

# where the matcher answers (a path of at most 107 bytes); empty: it is stepped in this process
MATCHER_SOCKET = secret("MATCHER_SOCKET")

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = "lindung@localhost"

# shared by all workers on this machine: slowed guesses; nothing else is cached
CACHES = {
    "default": {
        "BACKEND": "access.slowing.Counts",  # no stranger pushes out what was counted
        "LOCATION": HOME / "cache",
        "KEY_FUNCTION": "access.slowing.hidden",  # whose guesses were slowed, no disk tells
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "OPTIONS": {"id_function": "vault.entropy.new_id"}}}

# guardian: direct-FK grant rows only; its backend stays out of AUTHENTICATION_BACKENDS because it knows no expiry
ANONYMOUS_USER_NAME = None
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
AUTHENTICATION_BACKENDS = ["access.backends.SignIn"]

# auditlog: the smoke detector beside @action; its own table is never made
AUDITLOG_LOGENTRY_MODEL = "audit.AuditEntry"
AUDITLOG_USE_BASE_MANAGER = True
AUDITLOG_STORE_JSON_CHANGES = True
MIGRATION_MODULES = {"auditlog": None, "guardian": "settings.no_tables"}
