from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "disclosure"
    label = "disclosure"
    verbose_name = "how anything leaves"
    default_auto_field = "django.db.models.BigAutoField"
