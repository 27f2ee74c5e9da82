"""Addresses of the reading room, and of the one page of it that is for whoever an auditor asks."""

from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("log/", views.LogView.as_view(), name="log"),
    path("log/cari/", views.FindFileView.as_view(), name="find-file"),
    path("log/cari-orang/", views.FindPersonView.as_view(), name="find-person"),
    path("log/tinjau/", views.ReviewView.as_view(), name="review"),
    path("log/sudah-ditinjau/", views.ReviewedView.as_view(), name="reviewed"),
    path("log/berkas/<uuid:case_id>/", views.FileView.as_view(), name="file"),
    path("log/berkas/<uuid:case_id>/dapat-membuka/", views.OpenersView.as_view(), name="openers"),
    path("log/orang/<uuid:person_id>/", views.PersonView.as_view(), name="person"),
    path("log/entri/<uuid:entry_id>/", views.EntryView.as_view(), name="entry"),
    path("log/entri/<uuid:entry_id>/bukti/", views.ProofView.as_view(), name="proof"),
    path("log/entri/<uuid:entry_id>/penjelasan/", views.EntryExplanations.as_view(), name="explanations"),
    path("log/pertanyaan/", views.QuestionsView.as_view(), name="questions"),
    path("log/pertanyaan/<uuid:pk>/tinjau/", views.ReviewQuestion.as_view(), name="review-question"),
    path("pertanyaan/<uuid:pk>/", views.AnswerEntry.as_view(), name="answer"),
    path("log/pemeriksaan/", views.CheckView.as_view(), name="check"),
    path("log/ekspor/", views.ExportView.as_view(), name="export"),
    path("log/laporan/", views.ReportsView.as_view(), name="reports"),
    path("log/laporan/bulan/", views.NewMonth.as_view(), name="new-month"),
    path("log/kegagalan/orang/<uuid:person_id>/", views.BreachOfPerson.as_view(), name="breach-of-person"),
    path("log/kegagalan/berkas/<uuid:case_id>/", views.BreachOfFile.as_view(), name="breach-of-file"),
]
