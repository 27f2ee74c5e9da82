"""Django and auditlog, no more."""

from bench import frame
from bench.stock.settings import *  # noqa: F403

INSTALLED_APPS = [*frame.SETTINGS_APPS, "auditlog", "bench.log"]
BENCH_PEER = "stock"
ROOT_URLCONF = __name__  # it serves no page
urlpatterns: list = []
