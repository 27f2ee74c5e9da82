"""The app that writes notes: watched as the product watches its models, or as django-auditlog says in its README."""

from django.apps import AppConfig
from django.conf import settings


class BenchLog(AppConfig):
    name = "bench.log"
    label = "bench_log"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from bench.log.models import Note

        if settings.BENCH_PEER == "stock":
            from auditlog.registry import auditlog

            auditlog.register(Note)
        else:
            from audit.register import watch

            watch(Note)
