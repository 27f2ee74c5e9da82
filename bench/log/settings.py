"""The product's settings, with the pages by hand beside its own."""

from bench.ours.settings import *  # noqa: F403

ROOT_URLCONF = "bench.log.urls"
LOGIN_URL = "/masuk/"
