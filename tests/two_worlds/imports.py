"""What the code may import: parts of Python that let nothing out, and packages of others, each with a reason."""

from __future__ import annotations

HERE = "tests/two_worlds/imports.py"

# of ways out, what lets nothing out
NO_WAY = (
    "urllib.parse", "http.HTTPStatus", "threading.Event", "threading.Lock", "threading.local", "sys.argv", "sys.exit",
    "sys.executable", "sys.stdin", "sys.modules", "traceback.extract_tb", "os.environ", "os.path", "os.getpid",
    "os.getuid", "os.getcwd", "os.umask", "os.walk", "os.close", "os.fsync", "os.sync", "os.read", "os.unlink",
    "os.urandom", "shutil.rmtree", "zipfile.BadZipFile", "zipfile.ZipInfo", "django.utils.log.configure_logging",
    "logging.LogRecord", "psycopg.conninfo", "psycopg.errors", "tarfile.AREGTYPE", "tarfile.PAX_FORMAT",
    "tarfile.REGTYPE", "tarfile.TarError", "tarfile.TarInfo", "os.strerror",
)  # fmt: skip
# of Python itself, what computes and keeps to itself
PLAIN = {
    "__future__", "abc", "argparse", "base64", "binascii", "bisect", "collections", "contextlib", "contextvars", "csv",
    "dataclasses", "datetime", "enum", "fcntl", "functools", "getpass", "hashlib", "heapq", "hmac", "html", "inspect",
    "io", "ipaddress", "itertools", "json", "math",
    "operator", "pathlib", "random", "re", "resource", "signal", "stat", "statistics", "struct", "time",
    "types", "typing", "unicodedata", "uuid", "weakref", "xml", "zlib", "zoneinfo",
}  # fmt: skip
# packages of others → what they could let out, and how that is observed
OF_OTHERS = {
    "django": "answers, mails, logs and files, each observed; its ways out stand above",
    "allauth": "answers; mails, which are compared; accounts have no address",
    "auditlog": "entries in the main database, which is compared whole",
    "csp": "a header",
    "django_tasks": "the queue, a table of the main database",
    "django_tasks_db": "the queue, a table of the main database",
    "environ": "reads the environment",
    "guardian": "grants, a table of the main database",
    "gunicorn": "serves in production; what it writes itself is held by tests/road",
    "asn1crypto": "certificates, in memory",
    "cryptography": "keys and ciphers, in memory",
    "magic": "looks at what is uploaded",
    "phonenumbers": "reads a telephone number",
    "PIL": "pictures, in memory",
    "pikepdf": "PDF, in memory",
    "pkcs11": "the token that holds root keys; no world has one",
    "pyhanko": "signatures in documents, which are compared; fetches nothing",
    "pyhanko_certvalidator": "checks signatures; fetches nothing",
    "qrcode": "a picture on a page",
    "segno": "a picture on a sheet with a share",
    "shamir_mnemonic": "shares of a root key, in memory",
    "weasyprint": "documents, which are compared; fetches through disclosure.fetcher alone",
}
