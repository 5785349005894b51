"""Somebody's PDF made fit to be bound: its pages as they look, and nothing that runs or hides in it.

Run as `python -m raadslag.render.attached` in a bounded process; `plain_pdf` asks it.
"""

from __future__ import annotations

import base64
import sys
from io import BytesIO
from typing import Any

from raadslag.bounded import Bounds, Died, lent_process
from raadslag.bounded.child import serve

MOST_PAGES = 1500
_BOUNDS = Bounds(memory_bytes=2 * 1024**3, cpu_seconds=30.0, wall_seconds=60.0)
REFUSED = {
    "locked": "Filen er låst med en adgangskode og kan ikke sættes ind her.",
    "broken": "Filen kan ikke læses som PDF og er ikke sat ind her.",
    "pages": f"Filen har flere end {MOST_PAGES} sider og er ikke sat ind her.",
}


def plain_pdf(data: bytes) -> tuple[bytes | None, str]:
    """The pages as a PDF of their own and a blank, or null and why not, in Danish."""
    try:
        with lent_process("raadslag.render.attached", _BOUNDS) as process:
            said = process.ask(data, {})
    except Died:
        said = {}
    if "file" in said:
        return base64.b64decode(said["file"]), ""
    return None, REFUSED.get(said.get("refused", ""), REFUSED["broken"])


def work(data: bytes, task: dict[str, Any]) -> dict[str, Any]:
    """`{"file": …}` in base64, or `{"refused": …}`: `locked`, `broken` or `pages`."""
    import pikepdf

    del task
    try:
        source = pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError:
        return {"refused": "locked"}
    except pikepdf.PdfError:
        return {"refused": "broken"}
    if not 0 < len(source.pages) <= MOST_PAGES:
        return {"refused": "pages" if source.pages else "broken"}
    source.flatten_annotations("screen")
    made = pikepdf.new()
    made.pages.extend(source.pages)
    for page in made.pages:
        _tame(page)
    into = BytesIO()
    made.save(into)
    return {"file": base64.b64encode(into.getvalue()).decode()}


def _tame(page: Any) -> None:
    """Keep links that lead to the web; everything else that acts, or hides a file, goes."""
    import pikepdf

    if "/AA" in page:
        del page["/AA"]
    kept = []
    for note in page.get("/Annots", ()):
        act = note.get("/A", {})
        if note.get("/Subtype") == "/Link" and act.get("/S") == "/URI":
            note.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=act.get("/URI", ""))
            if "/AA" in note:
                del note["/AA"]
            kept.append(note)
    if "/Annots" in page:
        page.Annots = pikepdf.Array(kept)


if __name__ == "__main__":
    import pikepdf as _loaded  # before the copies are made

    sys.exit(serve(work, (_loaded.PdfError,), apart=True))
