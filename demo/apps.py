from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
    label = "demo"
    verbose_name = "a synthetic Jakarta"
    default_auto_field = "django.db.models.BigAutoField"
