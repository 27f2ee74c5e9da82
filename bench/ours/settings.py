"""The product's settings; only what every installation chooses for itself is chosen here."""

from settings.base import *  # noqa: F403

SECRET_KEY = "only-for-the-bench-" + "0" * 40
ALLOWED_HOSTS = ["localhost"]
DEBUG_PROPAGATE_EXCEPTIONS = True  # a peer that fails says why and ends
ROOT_URLCONF = "bench.ours.urls"
