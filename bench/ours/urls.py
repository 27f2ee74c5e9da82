"""The product's addresses and one empty page behind all its middleware."""

from django.http import HttpResponse
from django.urls import include, path

from settings.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def empty(request):
    """Nothing, for somebody signed in."""
    return HttpResponse(f"{request.user.is_authenticated}")


urlpatterns = [path("bench/kosong/", empty), path("", include("settings.urls"))]
