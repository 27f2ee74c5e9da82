"""PAdES baseline-B signatures: made in the worker, checked before a file is given out and whenever one comes back."""

from __future__ import annotations

import dataclasses
import datetime
import io
from functools import lru_cache
from pathlib import Path

from asn1crypto import x509
from django.utils import timezone
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from disclosure import authority
from vault import entropy

FIELD = "TandaTangan"
RESERVED = 16384


class NoSigningKey(Exception):
    """Set-up has not made a signing key: run the command init_signing."""


class SignatureBroken(Exception):
    """A file's signature doesn't hold, or doesn't cover all of it."""


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What `verify` found; `problem` is empty when the signature holds and covers the entire file."""

    good: bool
    problem: str = ""
    signer: str = ""
    signed_at: datetime.datetime | None = None


class _Writer(IncrementalPdfFileWriter):
    """Takes the second half of the file's identifier from the product's one source of randomness, and leaves the
    metadata as the renderer wrote it: a clock of its own would make no two files of one document alike."""

    @classmethod
    def _handle_id(cls, prev):
        first, _ = prev.trailer["/ID"]
        if isinstance(first, generic.TextStringObject):
            first = generic.ByteStringObject(first.original_bytes)
        return generic.ArrayObject([first, generic.ByteStringObject(entropy.random_bytes(16))])

    def _update_meta(self) -> None:
        pass


class _Session(signers.PdfSigner):
    """A signer whose clock is the caller's."""

    def __init__(self, *args, at: datetime.datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def init_signing_session(self, *args, **kwargs):
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


def sign(pdf: bytes, *, reason: str, at: datetime.datetime) -> bytes:
    """The PDF with one invisible signature over all of it. What a reader sees of it stands on the sheet itself."""
    key, certificate, chain = _material(str(authority.folder()))
    signer = signers.SimpleSigner(
        signing_cert=certificate, signing_key=key, cert_registry=SimpleCertificateStore.from_certs(chain)
    )
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        reason=reason,
        location="Jakarta",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    session = _Session(metadata, signer=signer, at=timezone.localtime(at))
    return session.sign_pdf(_Writer(io.BytesIO(pdf)), bytes_reserved=RESERVED).getvalue()


def verify(pdf: bytes) -> Verdict:
    """Whether the file carries one signature, by this installation's certificate, that covers it to its last byte."""
    _, certificate, chain = _material(str(authority.folder()))
    try:
        found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if len(found) != 1:
            return Verdict(False, "berkas ini tidak memuat tepat satu tanda tangan")
        trust = ValidationContext(trust_roots=chain, allow_fetching=False)
        status = validate_pdf_signature(found[0], signer_validation_context=trust)
    except (PdfError, SigningError, SignatureValidationError, ValueError, KeyError, TypeError):
        return Verdict(False, "berkas ini bukan PDF yang dapat diperiksa")
    signer = status.signing_cert.subject.native.get("common_name", "")
    signed_at = status.signer_reported_dt
    if not status.bottom_line or status.signing_cert.dump() != certificate.dump():
        return Verdict(False, "tanda tangannya tidak berlaku", signer, signed_at)
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        # bytes appended behind a signature leave it valid; the delivered file ends with it
        return Verdict(False, "ada isi sesudah tanda tangannya", signer, signed_at)
    return Verdict(True, "", signer, signed_at)


@lru_cache(maxsize=2)
def _material(folder: str):
    if not authority.exists():
        raise NoSigningKey
    path = Path(folder)
    key = load_private_key_from_pemder(str(path / authority.KEY), passphrase=None)
    certificate: x509.Certificate = load_cert_from_pemder(str(path / authority.CERTIFICATE))
    return key, certificate, [load_cert_from_pemder(str(path / authority.AUTHORITY))]
