"""Addresses of referrals."""

from django.urls import path

from referrals.views import letter, lists, police, receiving, referral, sending, visum

app_name = "referrals"

urlpatterns = [
    path("rujukan/", lists.ReferralList.as_view(), name="list"),
    path("rujukan/mendesak/<uuid:pk>/", sending.SendUrgent.as_view(), name="urgent"),
    path("rujukan/baru/<uuid:pk>/", sending.SendReferral.as_view(), name="new"),
    path("rujukan/<uuid:pk>/", referral.ReferralPage.as_view(), name="referral"),
    path("rujukan/<uuid:pk>/terima/", receiving.Accept.as_view(), name="accept"),
    path("rujukan/<uuid:pk>/tolak/", receiving.Decline.as_view(), name="decline"),
    path("rujukan/<uuid:pk>/jawab/", receiving.Reply.as_view(), name="answer"),
    path("rujukan/<uuid:pk>/catatan/", receiving.RewriteNote.as_view(), name="rewrite-note"),
    path("rujukan/<uuid:pk>/surat/", letter.WriteLetter.as_view(), name="write-letter"),
    path("rujukan/<uuid:pk>/surat/serahkan/", letter.HandLetter.as_view(), name="hand-letter"),
    path("rujukan/jawaban/<uuid:pk>/", receiving.RewriteAnswer.as_view(), name="rewrite-answer"),
    path("rujukan/<uuid:pk>/periksa/", visum.RecordVisum.as_view(), name="record-visum"),
    path("rujukan/<uuid:pk>/surat-penyidik/", visum.RecordLetter.as_view(), name="record-letter"),
    path("rujukan/<uuid:pk>/laporan-polisi/", police.RecordReport.as_view(), name="record-report"),
    path("rujukan/<uuid:pk>/minta-visum/", police.AskVisum.as_view(), name="ask-visum"),
    path("rujukan/penyerahan/<uuid:pk>/terima/", police.ReceiveVisum.as_view(), name="receive-visum"),
    path("visum/<uuid:pk>/", visum.VisumPage.as_view(), name="visum"),
    path("visum/<uuid:pk>/teks/", visum.ReviseVisum.as_view(), name="revise-visum"),
    path("visum/<uuid:pk>/susun/", visum.PrepareVisum.as_view(), name="prepare-visum"),
    path("visum/<uuid:pk>/serahkan/", visum.DeliverVisum.as_view(), name="deliver-visum"),
    path("visum/<uuid:pk>/ambil/", visum.TakeItem.as_view(), name="take-item"),
    path("visum/barang/<uuid:pk>/langkah/", visum.AddStep.as_view(), name="add-step"),
    path("visum/foto/<uuid:pk>/", visum.Photo.as_view(), name="photo"),
]
