"""The signing key and its certificates: made once at set-up, kept beside the other keys, readable by the service alone.

A real installation puts the key and the chain that its certification authority gave it (PEM) into the same three files.
The demo authority signs this one certificate and its own key is thrown away at once.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.conf import settings

from vault import entropy

KEY, CERTIFICATE, AUTHORITY = "key.pem", "certificate.pem", "authority.pem"
BITS = 3072  # RSA with PKCS #1 v1.5 signs deterministically, and every PDF reader knows it
YEARS = 10


def folder() -> Path:
    """Where the signing key lies."""
    return Path(settings.VAULT_KEYS_DIR) / "signing"


def exists() -> bool:
    """Whether set-up has made a signing key."""
    return all((folder() / name).exists() for name in (KEY, CERTIFICATE, AUTHORITY))


def make(now: datetime.datetime) -> bool:
    """Makes a demo authority and a certificate by it; does nothing, and says so with False, when there is one."""
    if exists():
        return False
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    authority_key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    authority = _authority(authority_key, now)
    certificate = _certificate(key, authority, authority_key, now)
    _write(KEY, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _write(CERTIFICATE, certificate.public_bytes(Encoding.PEM))
    _write(AUTHORITY, authority.public_bytes(Encoding.PEM))
    return True


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Lindung"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _begun(subject: str, issuer: x509.Name, public_key, now: datetime.datetime) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(int.from_bytes(entropy.random_bytes(19), "big") | 1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=365 * YEARS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(*, signs_documents: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs_documents,
        content_commitment=signs_documents,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_documents,
        crl_sign=not signs_documents,
        encipher_only=False,
        decipher_only=False,
    )


def _authority(key, now: datetime.datetime) -> x509.Certificate:
    subject = "Lindung, otoritas sertifikat demo"
    begun = _begun(subject, _name(subject), key.public_key(), now)
    begun = begun.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return begun.add_extension(_usage(signs_documents=False), critical=True).sign(key, hashes.SHA256())


def _certificate(key, authority: x509.Certificate, authority_key, now: datetime.datetime) -> x509.Certificate:
    begun = _begun("Lindung, segel dokumen demo", authority.subject, key.public_key(), now)
    begun = begun.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    begun = begun.add_extension(_usage(signs_documents=True), critical=True)
    by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    return begun.add_extension(by, critical=False).sign(authority_key, hashes.SHA256())


def _write(name: str, content: bytes) -> None:
    with os.fdopen(os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
