"""What people carry into the script: photographs that say where they were taken, and files that hold the address."""

from __future__ import annotations

import io

from PIL import ExifTags, Image

from tests.two_worlds.bodies import ADDRESS

SOUTH, EAST = ((6, 13, 26.09), (106, 53, 21.02))  # where the house stands in world A


def named(name: str, content: bytes) -> io.BytesIO:
    """A file as a form sends it."""
    file = io.BytesIO(content)
    file.name = name
    return file


def photograph() -> io.BytesIO:
    """A picture whose camera noted where it stood, and whose name is the address."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = ADDRESS
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "S", SOUTH
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", EAST
    written = io.BytesIO()
    Image.new("RGB", (48, 32), (90, 120, 60)).save(written, "JPEG", exif=exif)
    return named(f"{ADDRESS}.jpg", written.getvalue())


def paper() -> io.BytesIO:
    """A small PDF that says the address."""
    text = f"BT /F1 12 Tf 20 100 Td ({ADDRESS}) Tj ET".encode()
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, part) for n, part in enumerate(parts, 1))
    return named("surat.pdf", body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF\n")


def words() -> io.BytesIO:
    """Plain text, of a kind that is kept nowhere."""
    return named("catatan.txt", f"Ia tinggal di {ADDRESS}.\n".encode())
