"""The addresses of safe houses."""

from django.urls import path

from shelters.views import (
    address,
    alerts,
    asking,
    desk,
    escorts,
    houses,
    landmarks,
    location,
    looks,
    questions,
    residents,
)

app_name = "shelters"

urlpatterns = [
    path("penempatan/", desk.Desk.as_view(), name="desk"),
    path("penempatan/<uuid:pk>/", desk.RequestPage.as_view(), name="request"),
    path("penempatan/<uuid:pk>/jawab/", desk.Decline.as_view(), name="decline"),
    path("penempatan/minta/kasus/<uuid:pk>/", asking.AskFromCase.as_view(), name="ask_from_case"),
    path("penempatan/minta/tiket/<uuid:pk>/", asking.AskFromTicket.as_view(), name="ask_from_ticket"),
    path("penempatan/ditahan/<uuid:pk>/lepas/", desk.Release.as_view(), name="release"),
    path("penempatan/ditahan/<uuid:pk>/pengantar/", desk.Escort.as_view(), name="escort"),
    path("peringatan/", alerts.Alerts.as_view(), name="alerts"),
    path("peringatan/<uuid:pk>/selesai/", alerts.HandleAlert.as_view(), name="handle-alert"),
    path("rumah/", houses.Houses.as_view(), name="houses"),
    path("rumah/<uuid:pk>/", houses.HousePage.as_view(), name="house"),
    path("rumah/<uuid:pk>/lokasi/", location.Location.as_view(), name="location"),
    path("rumah/<uuid:pk>/alamat/", address.Address.as_view(), name="address"),
    path("rumah/<uuid:pk>/pembukaan/", looks.Looks.as_view(), name="looks"),
    path("rumah/<uuid:pk>/penanda/", landmarks.Landmarks.as_view(), name="landmarks"),
    path("rumah/<uuid:pk>/hunian/", houses.Board.as_view(), name="board"),
    path("hunian/datang/<uuid:pk>/", residents.Arrive.as_view(), name="arrive"),
    path("hunian/<uuid:pk>/", residents.Card.as_view(), name="card"),
    path("hunian/<uuid:pk>/perpanjang/", residents.Extend.as_view(), name="extend"),
    path("hunian/<uuid:pk>/keluar/", residents.Leave.as_view(), name="leave"),
    path("log/peristiwa/<uuid:pk>/", questions.EventExplanations.as_view(), name="event"),
    path("log/peristiwa/pertanyaan/<uuid:pk>/tinjau/", questions.ReviewEvent.as_view(), name="review_question"),
    path("pertanyaan/rumah/<uuid:pk>/", questions.AnswerEvent.as_view(), name="answer_question"),
    path("antar/<uuid:pk>/", escorts.TransferPage.as_view(), name="transfer"),
    path("antar/<uuid:pk>/selesai/", escorts.FinishTransfer.as_view(), name="finish_transfer"),
]
