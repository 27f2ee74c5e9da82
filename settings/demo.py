"""Settings of the demo: a synthetic Jakarta, on this machine alone."""

from settings.base import *  # noqa: F403
from settings.base import HOME, INSTALLED_APPS

DEMO = True
INSTALLED_APPS = ["demo", *INSTALLED_APPS]
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
SECRET_KEY_FILE = HOME / "keys" / "django"  # made by the demo's set-up; unusable until then
SECRET_KEY = SECRET_KEY_FILE.read_text() if SECRET_KEY_FILE.exists() else "made-by-set-up"
DEMO_SIGN_IN = True
WITNESSES_FILE = HOME / "witnesses" / "list"  # written whenever the demo is served (demo.witnesses)
AUDIT_WITNESSES = WITNESSES_FILE.read_text().splitlines() if WITNESSES_FILE.exists() else []
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http on this machine alone
ACCOUNT_RATE_LIMITS = False  # the demo throttles nothing
