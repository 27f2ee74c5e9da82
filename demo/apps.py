from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
    label = "demo"
    verbose_name = "a synthetic Jakarta"

    def ready(self) -> None:
        from access import signin
        from demo.cards import cards

        signin.panels.append(cards)
