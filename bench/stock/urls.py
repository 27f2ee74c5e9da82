"""The addresses of the stock peer."""

from bench import frame
from bench.stock import views

urlpatterns = frame.addresses(
    views.CaseList.as_view(), views.CaseDetail.as_view(), views.search, views.WriteNote.as_view(), views.empty
)
