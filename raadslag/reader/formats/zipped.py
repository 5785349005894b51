"""Zip files from strangers: what they unpack to is counted before and while it is unpacked."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib

from raadslag.reader.door.limits import Limits
from raadslag.reader.lines.line import UnreadableFile

_RATIO = 250
"""Unpacked bytes for each packed one; text seldom reaches 30."""
_SMALL = 1_000_000
_CHUNK = 1 << 20
_ENCRYPTED = 0x1


class Zipped:
    """A zip file in memory, read part by part within the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise broken() from error
        self._left = limits.unpacked_bytes
        self._parts = {part.filename: part for part in self._zip.infolist()}
        if sum(part.file_size for part in self._parts.values()) > limits.unpacked_bytes:
            raise _bomb()

    def names(self) -> list[str]:
        """Every part's name."""
        return list(self._parts)

    def read(self, name: str) -> bytes | None:
        """One part, null where it is missing. Raises `UnreadableFile`."""
        part = self._parts.get(name)
        if part is None:
            return None
        if part.flag_bits & _ENCRYPTED:
            raise UnreadableFile(
                "encrypted",
                "Filen er låst med adgangskode. Gem en udgave uden adgangskode, og prøv igen.",
            )
        try:
            return self._unpack(part)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise broken() from error
        except (zlib.error, lzma.LZMAError, RuntimeError) as error:
            raise broken() from error

    def _unpack(self, part: zipfile.ZipInfo) -> bytes:
        whole = bytearray()
        with self._zip.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                whole += chunk
                self._left -= len(chunk)
                too_dense = len(whole) > _SMALL and len(whole) > _RATIO * max(part.compress_size, 1)
                if self._left < 0 or too_dense:
                    raise _bomb()
        return bytes(whole)


def broken() -> UnreadableFile:
    """The zip file cannot be opened."""
    return UnreadableFile(
        "broken-zip",
        "Filen er beskadiget og kan ikke pakkes ud. Hent den igen, eller gem den på ny.",
    )


def _bomb() -> UnreadableFile:
    return UnreadableFile(
        "too-large",
        "Filen fylder urimeligt meget, når den pakkes ud, og bliver ikke læst. "
        "Gem dokumentet på ny uden store indlejrede dele.",
    )
