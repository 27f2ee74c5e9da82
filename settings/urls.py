"""Every address of Lindung: each package's own, and the frame's."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from settings import views

urlpatterns = [
    path("bahasa/", views.switch_language, name="language"),
    path("kosong/", views.blank, name="blank"),
]
_packages = ["access", "audit", "disclosure", "casework", "referrals", "shelters"]
if getattr(settings, "DEMO", False):
    _packages.append("demo")
    urlpatterns.append(path("komponen/", views.components, name="components"))
urlpatterns += [path("", include(f"{p}.urls")) for p in _packages if find_spec(f"{p}.urls")]

handler400 = "settings.views.bad_request"
handler403 = "settings.views.forbidden"
handler404 = "access.views.missing.not_found"
handler500 = "settings.views.server_error"
