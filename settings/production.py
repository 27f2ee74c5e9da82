"""Settings of a real installation: everything comes from the environment, and what is missing stops the start."""

from django.core.exceptions import ImproperlyConfigured

from settings.base import *  # noqa: F403
from settings.base import SECRET_KEY
from settings.environment import env, secret

if not secret("LINDUNG_HOME"):
    raise ImproperlyConfigured("LINDUNG_HOME is not set: name the directory that holds keys, files and documents.")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing or shorter than 50 characters: put a random one in SECRET_KEY_FILE."
    )
for name in ("DATABASE_URL", "SHELTERS_DATABASE_URL"):
    if not secret(name):
        raise ImproperlyConfigured(f"{name} is not set: name the database, or put its URL in {name}_FILE.")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
AUDIT_SEALER_RUNS = True
SERVED_BY_OURS = True
MATCHER_SOCKET = secret("MATCHER_SOCKET", "/run/lindung/matcher")  # never in a web process
