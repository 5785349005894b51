"""What a file is, told by its first bytes and never by its name. Pure."""

from __future__ import annotations

SNIFFED = 4096
"""Bytes looked at to tell what a file is."""


def media_type_of(head: bytes) -> str:
    """What the first bytes say a file is; by content, never by name."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(head)
    lower = start[:1024].lower()
    if lower.startswith((b"<!doctype html", b"<html")) or b"<html" in lower or b"<body" in lower:
        return "text/html"
    if lower.startswith(b"<?xml"):
        return "application/xml"
    if start.startswith((b"{", b"[")):
        return "application/json"
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    return "application/octet-stream" if b"\x00" in head[:SNIFFED] else "text/plain"


_MAGIC = {
    b"\x89PNG\r\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"\xd0\xcf\x11\xe0": "application/x-ole-storage",
    b"{\\rtf": "application/rtf",
}


def _zip_kind(head: bytes) -> str:
    office = "application/vnd.openxmlformats-officedocument."
    if b"word/" in head or b"[Content_Types].xml" in head:
        return office + "wordprocessingml.document"
    if b"xl/" in head:
        return office + "spreadsheetml.sheet"
    return "application/zip"
