from django.apps import AppConfig


class ShelterRootsConfig(AppConfig):
    name = "shelters.roots"
    label = "shelter_roots"
    verbose_name = "safe houses by code name"
    default_auto_field = "django.db.models.BigAutoField"
