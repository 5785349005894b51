"""A seal of one's own for the demo and for trials: a small certificate authority on this machine.

It proves that a document was not changed since this house sealed it; it is no qualified seal, and
its certificates say so.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from raadslag.render.seal import NotSealed

YEARS = 10
ROOT_NAME = "Rådslag prøverod"
SEAL_NAME = "Rådslag prøvesegl"


class KeyLost(NotSealed):
    """The key is gone and documents are sealed with it; `str(error)` is a Danish sentence."""


@dataclass(frozen=True, slots=True)
class OwnSeal:
    """Key and certificates in a folder, made at the first use, readable by their owner only.

    `may_make` false: documents are sealed with this key already. A new one would make them all look
    forged, so `KeyLost` is raised where the key is not there.
    """

    folder: Path
    may_make: bool = True

    def signer(self) -> Any:
        """The seal's P-256 key with its chain."""
        from pyhanko.sign import signers

        self._need()
        load: Callable[..., Any] = signers.SimpleSigner.load
        signer = load(
            str(self.folder / "seal.key"),
            str(self.folder / "seal.pem"),
            ca_chain_files=(str(self.folder / "root.pem"),),
        )
        if signer is None:
            raise OSError(f"Seglets nøgle i {self.folder} kan ikke læses.")
        return signer

    def roots(self) -> Sequence[Any]:
        """The root that this machine made."""
        self._need()
        return load_roots(self.folder / "root.pem")

    def _need(self) -> None:
        """Make key and certificates once; the last file to appear says that all are there."""
        if (self.folder / "seal.pem").exists():
            return
        if not self.may_make:
            raise KeyLost(
                f"Seglets nøgle mangler i {self.folder}, og huset har forseglede dokumenter. Læg mappen "
                "tilbage fra sikkerhedskopien; med en ny nøgle ville de se falske ud."
            )
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (self.folder / "seal.pem").exists():
                for name, data in _made().items():
                    _keep(self.folder / name, data)


def load_roots(place: Path) -> list[Any]:
    """The certificates in a PEM file."""
    from pyhanko import keys

    load: Callable[..., Any] = keys.load_certs_from_pemder
    return list(load([str(place)]))


def as_pem(certificate: bytes) -> bytes:
    """A certificate's DER as PEM."""
    from asn1crypto import pem

    armoured: bytes = pem.armor("CERTIFICATE", certificate)
    return armoured


def _made() -> dict[str, bytes]:
    """Root, key and seal certificate as PEM, the certificate last. The root's own key is not kept."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return {
        "root.pem": _certificate(ROOT_NAME, root_key, root_key, root=True),
        "seal.key": secret,
        "seal.pem": _certificate(SEAL_NAME, key, root_key, root=False),
    }


def _certificate(name: str, key: Any, signed_by: Any, *, root: bool) -> bytes:
    """A certificate for the key, signed by the root's, as PEM."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    now = datetime.now(UTC)
    rights = {"digital_signature": not root, "content_commitment": not root}
    rights |= {"key_cert_sign": root, "crl_sign": root}
    none = ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only")
    usage = x509.KeyUsage(**rights, **dict.fromkeys((*none, "decipher_only"), False))
    issuer_key = x509.SubjectKeyIdentifier.from_public_key(signed_by.public_key())
    issuer = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_key)
    own_key = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    built = (
        x509.CertificateBuilder(_named(ROOT_NAME), _named(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=root, path_length=0 if root else None), True)
        .add_extension(usage, True)
        .add_extension(own_key, False)
        .add_extension(issuer, False)
        .sign(signed_by, hashes.SHA256())
    )
    return built.public_bytes(serialization.Encoding.PEM)


def _named(name: str) -> Any:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "DK"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _keep(place: Path, data: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    half = place.with_suffix(f"{place.suffix}.{os.getpid()}")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(place)
