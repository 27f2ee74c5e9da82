"""What a file says, wherever in it that stands."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from PIL import ExifTags, Image

from disclosure.extraction import text_of

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SENTENCE = "Klien dijemput di Jl. Kenanga Raya No. 12"


def test_a_signed_document_gives_its_words(made):
    content = made["sample_report"].read_bytes()
    text = " ".join(text_of(content, PDF).split())
    for words in ("Klien dipukul oleh suaminya", "mampu mengambil keputusan", "Dewi Ayu Ḷaras", "konseling lanjutan"):
        assert words in text


def test_words_in_notes_links_and_metadata_of_a_pdf_are_read_too():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Contents=SENTENCE, Rect=[0, 0, 1, 1])
    link = pikepdf.Dictionary(A=pikepdf.Dictionary(URI="https://peta.example/?q=-6.2,106.8"), Rect=[0, 0, 1, 1])
    pdf.pages[0].Annots = pdf.make_indirect([note, link])
    pdf.docinfo["/Title"] = "Seroja"
    file = io.BytesIO()
    pdf.save(file)
    text = text_of(file.getvalue(), PDF)
    assert SENTENCE in text
    assert "-6.2,106.8" in text
    assert "Seroja" in text


def test_a_letter_gives_its_paragraphs():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr(
            "word/document.xml",
            "<w:p><w:t>Klien dijemput di Jl. </w:t><w:t>Kenanga Raya No. 12</w:t></w:p><w:p><w:t>Lain</w:t></w:p>",
        )
        parts.writestr("word/media/picture.png", b"\x89PNG")
    assert f"{SENTENCE}\nLain" in text_of(file.getvalue(), DOCX)


def test_a_picture_says_where_it_was_taken():
    picture = Image.new("RGB", (4, 4))
    exif = picture.getexif()
    exif[ExifTags.Base.ImageDescription] = "pagar hijau"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "S",
            ExifTags.GPS.GPSLatitude: (6.0, 13.0, 26.09),
            ExifTags.GPS.GPSLongitudeRef: "E",
            ExifTags.GPS.GPSLongitude: (106.0, 53.0, 21.02),
        }
    )
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif)
    text = text_of(file.getvalue(), "image/jpeg")
    assert "pagar hijau" in text
    assert "6.223914, 106.889172" in text


@pytest.mark.parametrize("kind", [PDF, DOCX, "image/jpeg", "text/plain", "application/octet-stream", ""])
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\xff\xd8\xff", SENTENCE.encode()])
def test_a_broken_file_is_read_as_far_as_it_goes(kind, content):
    assert isinstance(text_of(content, kind), str)
    assert text_of(SENTENCE.encode("utf-16"), "text/plain") == SENTENCE
