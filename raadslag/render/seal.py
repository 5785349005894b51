"""Sealing a PDF and looking a seal over: PAdES B-B, certifying, no change allowed afterwards.

Whoever holds the key is behind `Keyholder`: a file in the demo, a card or a remote service (both
through pyHanko's own signers) in a municipality.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any, Protocol

FIELD = "Segl"
EMBEDDED = "record.json"
MARKS = re.compile(r"raadslag-(record|journal|content):([0-9a-f:]+)")


class Keyholder(Protocol):
    """Who holds the seal's key, and whom a reader of the seal trusts."""

    def signer(self) -> Any:
        """A `pyhanko.sign.signers.Signer`: SimpleSigner, PKCS11Signer, ExternalSigner …"""
        ...

    def roots(self) -> Sequence[Any]:
        """The certificates (asn1crypto) that a valid seal leads back to."""
        ...


class NotSealed(Exception):
    """The bytes are no PDF that carries our seal; `str(error)` is a Danish sentence."""


@dataclass(frozen=True, slots=True)
class SealMarks:
    """What a sealed document says about itself in its metadata.

    `record_hash`: of the record that is shown and embedded. `journal`: number and hash of the
    journal's newest line when it was sealed. `content_hash`: names the document's whole content.
    """

    record_hash: str
    sequence: int
    journal_hash: str
    content_hash: str = ""

    def keywords(self) -> list[str]:
        """The marks as the PDF's keywords."""
        return [
            f"raadslag-record:{self.record_hash}",
            f"raadslag-journal:{self.sequence}:{self.journal_hash}",
            f"raadslag-content:{self.content_hash}",
        ]


@dataclass(frozen=True, slots=True)
class SealReport:
    """What looking a sealed PDF over showed. `sound`: the signature holds, whoever put it there."""

    valid: bool
    sound: bool
    whole: bool
    trusted: bool
    sealed_by: str
    sealed_at: datetime | None
    marks: SealMarks | None
    record: dict[str, Any] | None


def seal_pdf(document: bytes, keyholder: Keyholder, *, reason: str = "") -> bytes:
    """The document with the seal put on it: certified, and no later change leaves it valid."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    writer = IncrementalPdfFileWriter(BytesIO(document))
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=reason or None,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    unseen = fields.InvisSigSettings(
        set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
    )
    place = fields.SigFieldSpec(
        FIELD, readable_field_name="Elektronisk segl", invis_sig_settings=unseen
    )
    sealer = signers.PdfSigner(metadata, signer=keyholder.signer(), new_field_spec=place)
    made = _apart(lambda: sealer.sign_pdf(writer))
    return bytes(made.getbuffer())


def sign_bytes(data: bytes, keyholder: Keyholder) -> bytes:
    """A detached CMS signature of any bytes by the seal's key, as DER."""
    signer = keyholder.signer()

    async def sign() -> Any:
        return await signer.async_sign_general_data(data, "sha256")

    made: bytes = _apart(lambda: asyncio.run(sign())).dump()
    return made


def who_signed(data: bytes, signature: bytes, roots: Sequence[Any]) -> str | None:
    """Whose detached signature it is; null where it is broken or leads back to no root of ours."""
    from asn1crypto.cms import ContentInfo
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.validation import errors
    from pyhanko.sign.validation.generic_cms import async_validate_detached_cms
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=list(roots), allow_fetching=False)

    async def look() -> Any:
        signed = ContentInfo.load(signature)["content"]
        return await async_validate_detached_cms(data, signed, signer_validation_context=context)

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    try:
        status = _apart(lambda: asyncio.run(look()))
    except (errors.SignatureValidationError, SigningError, ValueError, KeyError, TypeError):
        return None
    if not status.bottom_line:
        return None
    return str(status.signing_cert.subject.native.get("common_name", ""))


def _apart(work: Callable[[], Any]) -> Any:
    """Do the work in a thread of its own: pyHanko starts an event loop, which a thread that has one refuses."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


def look_over(document: bytes, roots: Sequence[Any]) -> SealReport:
    """Is the seal whole and valid, who put it there, and what does the document carry?

    Raises `NotSealed` where the bytes are no PDF, or a PDF without a seal.
    """
    signature = _signature(document)
    status = _status(signature, roots)
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    name = signature.signer_cert.subject.native.get("common_name", "")
    return SealReport(
        valid=status is not None and bool(status.bottom_line),
        sound=status is not None and bool(status.intact and status.valid),
        whole=status is not None and status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        trusted=status is not None and bool(status.trusted),
        sealed_by=str(name),
        sealed_at=signature.self_reported_timestamp,
        marks=marks_of(document),
        record=embedded_record(document),
    )


def _signature(document: bytes) -> Any:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        found = PdfFileReader(BytesIO(document), strict=False).embedded_signatures
    except (PdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise NotSealed("Filen er ikke en PDF, der kan læses.") from error
    if not found:
        raise NotSealed("Filen bærer intet segl.")
    return found[0]


def _status(signature: Any, roots: Sequence[Any]) -> Any:
    """pyHanko's verdict; null where the seal is so broken that there is none."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.validation import errors, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=list(roots), allow_fetching=False)
    logging.getLogger("pyhanko").setLevel(
        logging.CRITICAL
    )  # the verdict is the answer, not its log
    try:
        return _apart(lambda: validate_pdf_signature(signature, signer_validation_context=context))
    except (errors.SignatureValidationError, SigningError, PdfError, ValueError, KeyError):
        return None


def marks_of(document: bytes) -> SealMarks | None:
    """The marks in the PDF's metadata; null where they are not all there."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(document)) as pdf:
            words = str(pdf.docinfo.get("/Keywords", ""))
    except pikepdf.PdfError:
        return None
    found = dict(MARKS.findall(words))
    sequence, _, journal_hash = found.get("journal", "").partition(":")
    if "record" not in found or not sequence.isdigit():
        return None
    return SealMarks(found["record"], int(sequence), journal_hash, found.get("content", ""))


def embedded_record(document: bytes) -> dict[str, Any] | None:
    """The record that lies in the PDF, as its JSON data; null where there is none to read."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(document)) as pdf:
            found = pdf.attachments.get(EMBEDDED)
            data = json.loads(found.get_file().read_bytes()) if found is not None else None
    except (pikepdf.PdfError, ValueError, KeyError):
        return None
    return data if isinstance(data, dict) else None


def digest(document: bytes) -> str:
    """sha256 (hex): the name that the bytes are kept under."""
    return sha256(document).hexdigest()
