"""The addresses of the limit."""

from bench import frame
from bench.limit import views

urlpatterns = frame.addresses(views.of_list, views.of_case, views.of_search, views.of_note, views.empty)
