"""Headers, cookies and sign-in: the one settings file a security reviewer reads."""

from __future__ import annotations

from csp.constants import NONE, SELF

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY = {
    name: [] for name in ("camera", "microphone", "geolocation", "payment", "usb", "fullscreen", "midi")
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer would break Django's CSRF check
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "settings.views.stale_form"

DEFAULT_EXCEPTION_REPORTER = "settings.errors.Reporter"

SESSION_ENGINE = "access.sessions"  # in the database, under the digest of the cookie
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 13 * 3600  # a shift and an hour
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_USE_SESSIONS = False

LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"

FILE_UPLOAD_PERMISSIONS = 0o600  # collected static files, too: only this service serves them
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["vault.uploads.MemoryUpload"]  # nothing unsealed touches the disk
UPLOAD_MEMORY_LIMIT = 26 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# sign-in: django-allauth checks password and code; no sign-up, no mail
ACCOUNT_ADAPTER = "access.adapters.ClosedAccounts"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser, at the latest after SESSION_COOKIE_AGE
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# they slow guesses at one account's password; its owner waits with whoever guesses, five minutes at most, or comes in
# with a passkey; none counts by network address, which would tell a house
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
ACCOUNT_RATE_LIMITS: dict | bool = {"login": "", "login_failed": "5/5m/key", "reauthenticate": "10/m/user",
                                     "shift_code": "600/5m/key"}  # fmt: skip
ACCOUNT_FORMS = {"login": "access.entry_forms.SignInForm"}
MFA_FORMS = {
    "authenticate": "access.entry_forms.SignInCode",
    "reauthenticate": "access.entry_forms.StepUpCode",
    "login_webauthn": "access.entry_forms.SignInKey",
    "authenticate_webauthn": "access.entry_forms.SignInKeyAfterPassword",
    "reauthenticate_webauthn": "access.entry_forms.StepUpKey",
}
MFA_ADAPTER = "access.mfa.SealedMfa"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # whoever finds a telephone has no key yet
MFA_RATE_LIMITS = {"webauthn_login": ""}  # a signature can't be guessed: nobody is kept out with a passkey
MFA_TOTP_ISSUER = "Lindung"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # there are no mail addresses

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
