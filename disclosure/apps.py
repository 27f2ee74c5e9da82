from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    name = "disclosure"
    label = "disclosure"
    verbose_name = "how anything leaves"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from access.navigation import Place
        from access.navigation import register as add_place
        from access.permissions import Permission
        from audit.register import watch
        from audit.rules import window
        from disclosure import checks, gate, of_the_log, queries, samples, unhanded  # noqa: F401  (checks register)
        from disclosure.actions.documents import on_release
        from disclosure.models import Document, DocumentCopy, NumberSeries, Release, Signatory, Withdrawal

        samples.register()
        of_the_log.register()
        watch(Document, DocumentCopy, NumberSeries, Release, Signatory, Withdrawal)
        gate.on_decision("document:", on_release)
        window.register("unhanded papers", unhanded.findings)
        add_place(
            Place(
                label=_("Pelepasan"),  # type: ignore[arg-type]
                url_name="disclosure:releases",
                permission=Permission.SERVICE_RELEASE,
                icon="box-arrow-up-right",
                order=20,
                waiting=queries.waiting_count,
            )
        )
        autodiscover_modules("papers", "cubes")
