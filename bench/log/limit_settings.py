"""The limit: a Django that signs people in, renders the product's templates, and asks the log in SQL by hand."""

from bench.limit.settings import *  # noqa: F403
from bench.limit.settings import DATABASES, HOME, TEMPLATES
from settings.environment import BASE_DIR, database

ROOT_URLCONF = "bench.log.limit"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "audit" / "templates")
DATABASES["log"] = {**database("SHELTERS_DATABASE_URL", HOME / "unused"), "CONN_MAX_AGE": None}
BENCH_PEER = "limit"
