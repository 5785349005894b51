"""Fetch the viewer of PDF files (pdf.js, Apache-2.0) at its pinned version, check its hash, keep a subset.

    python tools/fetch_pdfjs.py FOLDER

Nothing of it is committed. 9 MB to fetch, 5 MB on disk: the build for older browsers, its worker, the
fonts that every reader must have, the tables of East Asian letters, and the picture decoders that need no
WebAssembly, which our content security policy does not allow. Without it an attachment opens by the
browser itself, and this says so. Exit codes as `npm_package.put`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from npm_package import Pinned, put

WANTED = Pinned(
    "pdfjs-dist", "6.5.438", "7461aefcd27c4ef0dd76f9ca5760f09466eb6b3f934432670c12132e7b3d6faa"
)
KEPT = re.compile(
    r"package/(LICENSE|legacy/build/pdf(\.worker)?\.min\.mjs|cmaps/[^/]+|standard_fonts/[^/]+"
    r"|wasm/(LICENSE_(PDFJS_)?(JBIG2|OPENJPEG)|\w+_nowasm_fallback\.js))"
)


def place_of(member: str) -> str | None:
    """A member's place under the folder, null for one that isn't served.

    Modules are called `.js`: a web server that knows no `.mjs` would serve them as something else.
    """
    if not KEPT.fullmatch(member):
        return None
    return re.sub(r"\.mjs$", ".js", member.removeprefix("package/").removeprefix("legacy/build/"))


def mend(fresh: Path) -> None:
    """Let the scripts name only what is served."""
    for name in ("pdf.min.js", "pdf.worker.min.js"):
        script = fresh / name
        script.write_text(re.sub(r"//# sourceMappingURL=.*", "", script.read_text()))


def main(target: Path) -> int:
    without = "Fremviseren af PDF kunne ikke hentes; bilag åbnes af browseren selv. ./run design prøver igen."
    return put(WANTED, target, place_of=place_of, mend=mend, without=without)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
