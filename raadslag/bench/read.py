"""How fast files are read: `./run bench read [FILE...]`, as ratios to bare text extraction.

Every reader is timed in the same process, turn by turn, in processor time, and its best counts: that
is what the work costs whatever else the machine does. The start of the child process is shown by
itself, in seconds on the clock.
"""

from __future__ import annotations

import gc
import importlib.util
import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import _lru_cache_wrapper, cache
from pathlib import Path

import pypdfium2
import typst

from raadslag.reader.door.child import calm_collector
from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.reader.door.process import ReadingProcess
from raadslag.reader.formats.pdf.file import pdf_to_source

_ROOT = Path(__file__).resolve().parents[2]
_LOCK = _ROOT / "requirements-bench.lock"
_SHARED = _ROOT.parent / "shared" / "exports"
_TURNS = 7
_SLOW_TURNS = 2
_GOAL = 2.0

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timing:
    """The best time of one reader over one file, in seconds."""

    name: str
    seconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where every PDF is read within the goal, else 1."""
    calm_collector()
    names = list(sys.argv[1:] if arguments is None else arguments)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(name) for name in names] or _own_files(Path(folder))
        others = _others_ready()
        print(
            f"Læserens egen proces: {_start_cost():.2f} s at starte (én gang, ikke med i tallene)"
        )
        kept = [_bench_file(file, others) for file in files]
        return 0 if all(kept) else 1


def _own_files(folder: Path) -> list[Path]:
    made = folder / "egen.pdf"
    made.write_bytes(typst.compile(_minutes_source().encode()))
    return [made, *sorted(_SHARED.glob("*.pdf"))]


def _minutes_source() -> str:
    """Invented minutes with headings, paragraphs and a table in each of 24 items, as Typst."""
    parts = ['#set page(footer: context [Side #counter(page).display()])\n#set text(lang: "da")']
    parts.append("= Referat af Teknik- og Fritidsudvalget\n\nMødedato: 12. marts 2024 kl. 16:00\n")
    for number in range(1, 25):
        parts.append(
            f"== Punkt {number}: Status for vej nummer {number}\n\n05.01.00-G01-{number}-24"
        )
        for heading in ("Sammendrag", "Sagsfremstilling", "Økonomi", "Indstilling", "Beslutning"):
            text = (
                "Vejene gennemgås hvert forår, og de værste huller lappes inden sommerferien. " * 6
            )
            parts.append(f"=== {heading}\n\n{text}")
        rows = ", ".join(f"[Vej {n}], [{n * 3},5], [{n * 2},0]" for n in range(1, 9))
        parts.append(f"#table(columns: 3, [*Vej*], [*Budget*], [*Forbrug*], {rows})")
    return "\n\n".join(parts)


def _start_cost() -> float:
    """Seconds from asking for a child to its first answer, for a file that costs nothing."""
    started = time.perf_counter()
    with ReadingProcess() as process:
        process.read(b"Referat\n")
    return time.perf_counter() - started


def _bench_file(path: Path, others: bool) -> bool:
    data = path.read_bytes()
    if b"%PDF-" not in data[:1024]:
        best = _best([lambda: bytes_to_meetings(data, Limits())], _TURNS)[0]
        print(f"\n{path.name}\n  Rådslag  {best:8.4f} s")
        return True
    pages = len(pypdfium2.PdfDocument(data))
    works: list[tuple[str, Work]] = [
        ("pypdfium2, kun teksten", lambda: _bare(data)),
        ("Rådslag, hele læsningen", lambda: bytes_to_meetings(data, Limits())),
        ("- uden hukommelse", lambda: _read_anew(data)),
        ("- heraf linjer af siderne", lambda: pdf_to_source(data, Limits())),
    ]
    timings = _timed(works, _TURNS)
    if others:
        timings += _timed(_other_works(path, data), _SLOW_TURNS)
    bare = timings[0].seconds
    print(f"\n{path.name}: {pages} sider")
    for timing in timings:
        per_page = 1000 * timing.seconds / max(pages, 1)
        print(
            f"  {timing.name:<26} {timing.seconds:8.4f} s  {per_page:8.2f} ms/side"
            f"  {timing.seconds / bare:7.2f} x"
        )
    ratio = timings[1].seconds / bare
    print(f"  Mål: højst {_GOAL:.1f} x - {'holdt' if ratio <= _GOAL else 'IKKE holdt'}")
    return ratio <= _GOAL


def _timed(works: Sequence[tuple[str, Work]], turns: int) -> list[Timing]:
    best = _best([work for _, work in works], turns)
    return [Timing(name, seconds) for (name, _), seconds in zip(works, best, strict=True)]


def _best(works: Sequence[Work], turns: int) -> list[float]:
    """Best seconds of each, taken by turns so that a busy moment hits all alike."""
    best = [float("inf")] * len(works)
    for _ in range(turns):
        for place, work in enumerate(works):
            started = time.process_time()
            work()
            best[place] = min(best[place], time.process_time() - started)
    return best


def _read_anew(data: bytes) -> object:
    """The whole reading by a process that has kept nothing of the file: what the first reading costs."""
    for kept in _memories():
        kept.cache_clear()
    return bytes_to_meetings(data, Limits())


@cache
def _memories() -> list[_lru_cache_wrapper[object]]:
    """The house's bounded memories of what was read; tables that are loaded once are none."""
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, _lru_cache_wrapper)
        and str(one.__module__).startswith("raadslag.")
        and one.cache_parameters()["maxsize"] is not None
    ]


def _bare(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    letters = 0
    for page in document:
        text = page.get_textpage()
        letters += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return letters


def _other_works(path: Path, data: bytes) -> list[tuple[str, Work]]:
    import pdfplumber
    from markitdown import MarkItDown

    def plumb() -> int:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return sum(len(page.extract_text() or "") for page in document.pages)

    converter = MarkItDown(enable_plugins=False)
    return [("pdfplumber, teksten", plumb), ("markitdown", lambda: converter.convert(path))]


def _others_ready() -> bool:
    """The readers that we compare with; fetched by their hashes where they are missing."""
    wanted = ("pdfplumber", "markitdown")
    if all(importlib.util.find_spec(name) for name in wanted):
        return True
    uv = shutil.which("uv")
    command = (
        [uv, "pip", "install", "-p", sys.executable]
        if uv
        else [sys.executable, "-m", "pip", "install"]
    )
    print("Henter pdfplumber og markitdown til sammenligningen ...")
    done = subprocess.run(
        [*command, "--require-hashes", "-r", str(_LOCK)], capture_output=True, check=False
    )
    importlib.invalidate_caches()
    if done.returncode == 0 and all(importlib.util.find_spec(name) for name in wanted):
        return True
    print("De kunne ikke hentes; der sammenlignes kun med pypdfium2.")
    return False


if __name__ == "__main__":
    sys.exit(main())
