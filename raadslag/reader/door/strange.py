"""Files that we know but do not read: each is refused with what to do instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from raadslag.reader.lines.line import UnreadableFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "WordDocument".encode("utf-16-le")
"""The stream that every old Word file has, in the directory of its parts."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")
_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")


def refuse_known_strangers(data: bytes) -> None:
    """Raises `UnreadableFile` for old Word, locked Office, RTF, pictures, archives and web archives."""
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise UnreadableFile(
                "encrypted",
                "Filen er låst med adgangskode. Gem en udgave uden adgangskode, og prøv igen.",
            )
        if _WORD not in data:
            raise _other_office()
        raise UnreadableFile(
            "old-office",
            "Filen er i et ældre Word-format. Åbn den i Word, og gem den som .docx eller PDF.",
        )
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile(
            "rtf", "Filen er i RTF-format. Åbn den i Word, og gem den som .docx eller PDF."
        )
    if data.startswith(_PACKED):
        raise _archive()
    if data.startswith(_PICTURES) and b"\x00" in data[:4096]:
        raise UnreadableFile(
            "picture",
            "Filen er et billede. Kør tekstgenkendelse (OCR), og gem resultatet som PDF eller tekst.",
        )
    if b"multipart/related" in data[:4096] and b"MIME-Version" in data[:4096]:
        raise UnreadableFile(
            "web-archive",
            "Filen er et webarkiv (mhtml). Gem siden fra browseren som »Webside, kun HTML«.",
        )


def refuse_zip(names: Sequence[str], kind: bytes) -> NoReturn:
    """Raises `UnreadableFile` that says what the zip file is, if we know it; `kind` is what OpenDocument says."""
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise _other_office()
    if "content.xml" in names:
        if b"opendocument.text" not in kind:
            raise _other_office()
        raise UnreadableFile(
            "open-document",
            "Filen er i OpenDocument-format. Åbn den, og gem den som .docx eller PDF.",
        )
    raise _archive()


def _other_office() -> UnreadableFile:
    return UnreadableFile(
        "other-office",
        "Filen er et regneark eller en præsentation, ikke et referat. Vælg referatet som Word eller PDF.",
    )


def _archive() -> UnreadableFile:
    return UnreadableFile(
        "archive", "Filen er et pakket arkiv. Pak det ud, og vælg de enkelte filer."
    )


def unknown_format() -> UnreadableFile:
    """Nothing that we know."""
    return UnreadableFile(
        "unknown-format",
        "Filens indhold genkendes ikke. Rådslag læser PDF, Word (.docx), HTML, ren tekst og "
        "eksporter fra FirstAgenda, eDagsorden og eDoc.",
    )
