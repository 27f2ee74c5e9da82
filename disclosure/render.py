"""From a context to a PDF that archives and screen readers accept: PDF/A-3a and PDF/UA-1 at once."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from django.template.loader import render_to_string
from django.utils import timezone, translation
from weasyprint import CSS, HTML
from weasyprint.document import Document as Rendering
from weasyprint.text.fonts import FontConfiguration

from disclosure.fetcher import DenyAll
from disclosure.letter import Letter
from disclosure.papers import Paper
from vault import entropy

HERE = Path(__file__).parent
STYLES = (HERE / "static" / "disclosure" / "paper.css", HERE / "print.css")
SHEET = "disclosure/paper.html"  # which papers of the packages below extend, that don't name this one
FRAMES = {"pdf": "disclosure/frame_pdf.html", "screen": "disclosure/frame_screen.html"}

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PDFUA = "http://www.aiim.org/pdfua/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"


def html(paper: Paper, context: Any, letter: Letter, *, frame: str = "pdf") -> str:
    """The document as HTML, in Indonesian whoever reads it: a whole page for the PDF, a part of one for the screen."""
    values = {"paper": paper, "data": context, "letter": letter, "frame": FRAMES[frame], "sheet": SHEET}
    with translation.override("id"):
        return render_to_string(paper.template, values)


def pdf(paper: Paper, context: Any, letter: Letter, *, made_at: datetime.datetime) -> bytes:
    """The document as an unsigned PDF. It fetches nothing and says nothing of the machine that made it."""
    fonts = FontConfiguration()
    fetcher = DenyAll()
    sheets = [CSS(string=sheet, font_config=fonts, url_fetcher=fetcher) for sheet in _sheets()]
    rendering = HTML(string=html(paper, context, letter), url_fetcher=fetcher).render(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/a-3a", pdf_tags=True
    )
    _say_what_it_is(rendering, paper, letter, made_at)
    return rendering.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True, pdf_identifier=entropy.random_bytes(16))


@lru_cache(maxsize=1)
def _sheets() -> tuple[str, ...]:
    return tuple(style.read_text() for style in STYLES)


def _say_what_it_is(rendering: Rendering, paper: Paper, letter: Letter, made_at: datetime.datetime) -> None:
    metadata = rendering.metadata
    metadata.title = f"{paper.title} {letter.number}".strip()
    metadata.authors = [letter.agency]
    metadata.lang = "id"
    metadata.generator = None
    moment = timezone.localtime(made_at).isoformat(timespec="seconds")
    metadata.created = metadata.modified = moment
    generate = metadata.generate_rdf_metadata

    def with_ua(variant: str, version: int, conformance: str) -> bytes:
        # xmp_metadata would append a second rdf block, which validators ignore: it has to stand inside this one
        root = ElementTree.fromstring(generate(variant, version, conformance))  # noqa: S314 (our own bytes)
        description = ElementTree.SubElement(root, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
        ElementTree.SubElement(description, f"{{{PDFUA}}}part").text = "1"
        _explain_schema(root)
        return ElementTree.tostring(root, encoding="utf-8")

    metadata.generate_rdf_metadata = with_ua


def _explain_schema(root: ElementTree.Element) -> None:
    """PDF/A wants every foreign property explained: that `pdfuaid:part` is the part of ISO 14289 kept here."""
    for prefix, uri in (("pdfaExtension", EXTENSION), ("pdfaSchema", SCHEMA), ("pdfaProperty", PROPERTY)):
        ElementTree.register_namespace(prefix, uri)
    resource = {f"{{{RDF}}}parseType": "Resource"}
    description = ElementTree.SubElement(root, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
    bag = ElementTree.SubElement(ElementTree.SubElement(description, f"{{{EXTENSION}}}schemas"), f"{{{RDF}}}Bag")
    schema = ElementTree.SubElement(bag, f"{{{RDF}}}li", resource)
    ElementTree.SubElement(schema, f"{{{SCHEMA}}}schema").text = "PDF/UA Universal Accessibility Schema"
    ElementTree.SubElement(schema, f"{{{SCHEMA}}}namespaceURI").text = PDFUA
    ElementTree.SubElement(schema, f"{{{SCHEMA}}}prefix").text = "pdfuaid"
    sequence = ElementTree.SubElement(ElementTree.SubElement(schema, f"{{{SCHEMA}}}property"), f"{{{RDF}}}Seq")
    part = ElementTree.SubElement(sequence, f"{{{RDF}}}li", resource)
    for name, text in (
        ("name", "part"),
        ("valueType", "Integer"),
        ("category", "internal"),
        ("description", "Indicates, which part of ISO 14289 standard is followed"),
    ):
        ElementTree.SubElement(part, f"{{{PROPERTY}}}{name}").text = text
