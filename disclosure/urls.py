"""Addresses of documents and of the release desk."""

from django.urls import path

from disclosure.views import deciding, document, drafting, releasing

app_name = "disclosure"

urlpatterns = [
    path("pelepasan/", releasing.ReleaseList.as_view(), name="releases"),
    path("pelepasan/<uuid:pk>/", releasing.OpenRelease.as_view(), name="release"),
    path("pelepasan/<uuid:pk>/lepaskan/", releasing.LetGo.as_view(), name="let-go"),
    path("pelepasan/<uuid:pk>/tulis-ulang/", releasing.AskRewrite.as_view(), name="ask-rewrite"),
    path("dokumen/baru/<slug:kind>/<uuid:about>/", drafting.NewDocument.as_view(), name="new"),
    path("dokumen/<uuid:pk>/", document.DocumentPage.as_view(), name="document"),
    path("dokumen/<uuid:pk>/unduh/", document.Download.as_view(), name="download"),
    path("dokumen/<uuid:pk>/isi/", drafting.SaveDraft.as_view(), name="save"),
    path("dokumen/<uuid:pk>/kirim/", drafting.SendForReview.as_view(), name="send"),
    path("dokumen/<uuid:pk>/kembalikan/", deciding.TakeBack.as_view(), name="take-back"),
    path("dokumen/<uuid:pk>/tarik/", deciding.Withdraw.as_view(), name="withdraw"),
    path("dokumen/<uuid:pk>/tanda-tangan/", deciding.Sign.as_view(), name="sign"),
    path("dokumen/<uuid:pk>/serahkan/", deciding.Hand.as_view(), name="hand"),
]
