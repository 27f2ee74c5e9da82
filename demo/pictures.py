"""Invented files for the living cases, drawn in code: a photograph of nothing, and a page of a chat."""

from __future__ import annotations

import io

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFilter

SIZE = (640, 480)


def photo(name: str, tint: tuple[int, int, int]) -> ContentFile:
    """A blurred patch of that colour on a pale ground, as a JPEG: no photograph of anybody."""
    picture = Image.new("RGB", SIZE, (226, 214, 203))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((210, 150, 430, 320), fill=tint)
    draw.rectangle((60, 420, 260, 436), fill=(250, 250, 245))
    for centimetre in range(9):
        draw.line((70 + 22 * centimetre, 420, 70 + 22 * centimetre, 436), fill=(30, 30, 30), width=2)
    drawn = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(3)).save(drawn, "JPEG", quality=80)
    return ContentFile(drawn.getvalue(), name=name)


def page(name: str, *lines: str) -> ContentFile:
    """One page of text as a PDF, written by hand. LINES are plain ASCII without brackets."""
    text = "BT /F1 13 Tf 60 760 Td 20 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
    ]
    made, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    made += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{made.index('xref')}\n%%EOF\n"
    return ContentFile(made.encode("ascii"), name=name)
