"""The app of the pages by hand: their one row."""

from django.apps import AppConfig


class BenchLog(AppConfig):
    name = "bench.log"
    label = "bench_log"
    default_auto_field = "django.db.models.BigAutoField"
