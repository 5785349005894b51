"""Fetch the Danish design system (dkfds) at its pinned version, check its hash, keep a subset.

    python tools/fetch_dkfds.py FOLDER

Nothing of it is committed. Without it Rådslag serves its own plain sheet, and this says so. Exit codes
as `npm_package.put`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from npm_package import Pinned, put

WANTED = Pinned(
    "dkfds", "11.2.0", "93d6b1deebdaafb8d08c7be075f1bbe09fbcfa606765b600cde951ddbb92be61"
)
KEPT = re.compile(
    r"package/dist/(LICENSE\.md|css/dkfds\.min\.css|js/dkfds\.min\.js|img/.+"
    r"|fonts/IBMPlexSans/complete/woff2/IBMPlexSans-[A-Za-z]+\.woff2"
    r"|fonts/IBMPlexSans/complete/otf/IBMPlexSans-(Regular|Italic|SemiBold|SemiBoldItalic)\.otf)"
)


def place_of(member: str) -> str | None:
    """A member's place under the folder, null for one that isn't served."""
    if not KEPT.fullmatch(member):
        return None
    return member.removeprefix("package/dist/").replace("IBMPlexSans/complete/", "")


def mend_css(text: str) -> str:
    """The sheet with woff2 as the only font format, and without a map that is not served.

    The pinned version lists .eot first and misspells a format, so that browsers fetch the wrong file.
    """
    text = re.sub(r"src:[^;}]*?(url\([^)]*\.woff2\) format\(\"woff2\"\))[^;}]*", r"src:\1", text)
    return re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", text)


def mend(fresh: Path) -> None:
    """Let the sheet and the script name only what is served."""
    css = fresh / "css" / "dkfds.min.css"
    css.write_text(mend_css(css.read_text().replace("IBMPlexSans/complete/", "")))
    script = fresh / "js" / "dkfds.min.js"
    script.write_text(re.sub(r"//# sourceMappingURL=.*", "", script.read_text()))


def main(target: Path) -> int:
    without = "Designsystemet kunne ikke hentes; siderne vises med Rådslags eget enkle ark."
    return put(WANTED, target, place_of=place_of, mend=mend, without=without)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
