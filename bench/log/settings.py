"""The product's settings, with the rows that the bench writes and the pages by hand beside its own."""

from bench.ours.settings import *  # noqa: F403
from bench.ours.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.log"]
BENCH_PEER = "ours"
ROOT_URLCONF = "bench.log.urls"
LOGIN_URL = "/masuk/"
