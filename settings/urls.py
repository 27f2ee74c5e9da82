"""Every address of Lindung: each package's own, and the frame's."""

from django.conf import settings
from django.urls import include, path

from settings import views

urlpatterns = [
    path("", include("casework.urls")),
    path("", include("referrals.urls")),
    path("", include("shelters.urls")),
    path("", include("disclosure.urls")),
    path("", include("audit.urls")),
    path("", include("access.urls")),
    path("bahasa/", views.switch_language, name="language"),
    path("kosong/", views.blank, name="blank"),
]
if getattr(settings, "DEMO", False):
    urlpatterns += [path("", include("demo.urls")), path("komponen/", views.components, name="components")]

handler400 = "settings.views.bad_request"
handler403 = "settings.views.forbidden"
handler404 = "access.views.missing.not_found"
handler500 = "settings.views.server_error"
