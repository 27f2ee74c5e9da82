"""The product's addresses, and beside them the same two pages by hand."""

from django.urls import include, path

from bench.log import limit
from settings.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("bench/log/", limit.first),
    path("bench/log/<uuid:case_id>/", limit.of_file),
    path("", include("settings.urls")),
]
