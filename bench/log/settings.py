"""The product's settings, and the app that writes notes."""

from bench.ours.settings import *  # noqa: F403
from bench.ours.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.log"]
BENCH_PEER = "ours"
