"""Bad files: an answer in Danish or a partial record, never a traceback, a hang or a full memory."""

from __future__ import annotations

import io
import os
import random
import signal
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
import typst
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raadslag.reader import Limits, ReadingProcess, UnreadableFile, read, read_bytes

pytestmark = pytest.mark.faults

TIGHT = Limits(
    file_bytes=8_000_000,
    memory_bytes=600 * 1024 * 1024,
    cpu_seconds=4,
    wall_seconds=8,
    soft_seconds=1.5,
    unpacked_bytes=20_000_000,
)
MINUTES = """Referat af Havneudvalget
Mødedato: 4. marts 2024 kl. 16:00

Punkt 1: Ny mole ved fiskerihavnen

Sagsfremstilling
Molen er slidt, og fiskerne har bedt om en ny.

Beslutning
Godkendt.
"""
FAULTS = {"reader-fault"}


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess(TIGHT) as child:
        yield child


def refusal(process: ReadingProcess, data: bytes) -> UnreadableFile | None:
    """Null where the bytes were read, else the refusal, which must be fit for a person."""
    try:
        meetings = read_bytes(data, "fil", process=process)
    except UnreadableFile as error:
        refused = error
    else:
        assert meetings
        return None
    assert str(refused).endswith((".", "«."))
    assert "Traceback" not in str(refused)
    assert refused.code not in FAULTS
    return refused


def pdf_of(source: str) -> bytes:
    return bytes(typst.compile(source.encode()))


def small_pdf() -> bytes:
    return pdf_of("= Referat\n\nMødedato: 4. marts 2024\n\n== Punkt 1: Ny mole\n\nGodkendt.")


def small_docx() -> bytes:
    document = Document()
    document.add_heading("Referat", 1)
    document.add_paragraph("Molen er slidt.")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


HTML = b"<html><body><h1>Referat</h1><p>Molen er slidt.</p></body></html>"
XML = (
    b"<?xml version='1.0'?><Meeting><Committee>Havneudvalget</Committee><MeetingAgendaTypes>"
    b"<MeetingAgendaType><MeetingAgendaItems><MeetingAgendaItem><AgendaItemNumber>1"
    b"</AgendaItemNumber><FullText>1. Ny mole</FullText></MeetingAgendaItem></MeetingAgendaItems>"
    b"</MeetingAgendaType></MeetingAgendaTypes></Meeting>"
)
JSON = (
    b'{"Id": "1", "Udvalg": {"Navn": "Havneudvalget"}, "Dagsordenpunkter": [{"Navn": "Ny mole"}]}'
)
GOOD = {
    "pdf": small_pdf(),
    "docx": small_docx(),
    "html": HTML,
    "xml": XML,
    "json": JSON,
    "text": MINUTES.encode(),
}


@pytest.mark.parametrize("name", list(GOOD))
def test_a_whole_file_is_read(name: str, process: ReadingProcess) -> None:
    assert refusal(process, GOOD[name]) is None


@given(data=st.binary(max_size=3000))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_random_bytes_are_read_or_refused(data: bytes, process: ReadingProcess) -> None:
    refusal(process, data)


@given(name=st.sampled_from(list(GOOD)), share=st.floats(0, 1))
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_cut_file_is_read_or_refused(name: str, share: float, process: ReadingProcess) -> None:
    data = GOOD[name]
    refusal(process, data[: int(share * len(data))])


@given(name=st.sampled_from(list(GOOD)), seed=st.integers(0, 10**6))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_file_is_read_or_refused(name: str, seed: int, process: ReadingProcess) -> None:
    data = bytearray(GOOD[name])
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    refusal(process, bytes(data))


def test_an_empty_file_says_that_it_is_empty(tmp_path: Path) -> None:
    empty = tmp_path / "tom.pdf"
    empty.write_bytes(b"")
    with pytest.raises(UnreadableFile, match="tom"):
        read(empty)


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="findes ikke"):
        read(tmp_path / "væk.pdf")


def test_a_locked_pdf_asks_for_one_without_a_password(process: ReadingProcess) -> None:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(small_pdf())) as document:
        document.save(held, encryption=pikepdf.Encryption(owner="ejer", user="laeser"))
    error = refusal(process, held.getvalue())
    assert error is not None
    assert error.code == "encrypted"
    assert "adgangskode" in str(error)


def test_a_pdf_that_only_forbids_copying_is_read(process: ReadingProcess) -> None:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(small_pdf())) as document:
        document.save(held, encryption=pikepdf.Encryption(owner="ejer", user=""))
    assert refusal(process, held.getvalue()) is None


def test_a_scanned_pdf_asks_for_text_recognition(process: ReadingProcess) -> None:
    error = refusal(process, pdf_of("#rect(width: 5cm, height: 3cm, fill: gray)"))
    assert error is not None
    assert "OCR" in str(error)


def zip_of(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return held.getvalue()


def test_a_zip_bomb_is_refused_before_it_fills_the_memory(process: ReadingProcess) -> None:
    error = refusal(process, zip_of({"word/document.xml": b" " * 30_000_000}))
    assert error is not None
    assert error.code == "too-large"


def test_a_zip_that_lies_about_its_size_is_refused(process: ReadingProcess) -> None:
    honest = zip_of({"word/document.xml": b"<a>" + b" " * 15_000_000})
    lying = honest.replace((15_000_003).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != honest
    assert refusal(process, lying) is not None


def bomb_pdf(size: int) -> bytes:
    """One page whose content unpacks to `size` bytes of drawing."""
    document = pikepdf.new()
    document.add_blank_page()
    unit = b"BT /F1 9 Tf 10 10 Td (mole) Tj ET\n"
    packed = zlib.compress(unit * (size // len(unit)), 9)
    stream = pikepdf.Stream(document, packed)
    stream.Filter = pikepdf.Name.FlateDecode
    document.pages[0].Contents = document.make_indirect(stream)
    held = io.BytesIO()
    document.save(held, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return held.getvalue()


def test_a_pdf_that_unpacks_without_end_is_stopped(process: ReadingProcess) -> None:
    started = time.monotonic()
    error = refusal(process, bomb_pdf(300_000_000))
    assert error is not None
    assert error.code in {"too-slow", "crashed", "too-large", "no-text"}
    assert time.monotonic() - started < TIGHT.wall_seconds + 30


def test_the_next_file_is_read_after_one_that_killed_the_child() -> None:
    with ReadingProcess(Limits(cpu_seconds=1, wall_seconds=20, soft_seconds=60)) as process:
        slow = refusal(process, bomb_pdf(300_000_000))
        assert slow is not None
        assert refusal(process, HTML) is None


def test_entities_are_refused_and_never_expanded(process: ReadingProcess) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "mole">'
    bomb += "".join(f'<!ENTITY a{n} "&a{n - 1 or ""};&a{n - 1 or ""};">' for n in range(1, 40))
    error = refusal(process, f"{bomb}]><Meeting><Committee>&a39;</Committee></Meeting>".encode())
    assert error is not None
    assert error.code == "entities"


def test_an_outside_file_is_never_fetched_by_xml(tmp_path: Path, process: ReadingProcess) -> None:
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("kanariefugl")
    data = f'<?xml version="1.0"?><!DOCTYPE a SYSTEM "{secret.as_uri()}"><Meeting>&x;</Meeting>'
    error = refusal(process, data.encode())
    assert error is None or "kanariefugl" not in str(error)


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "span", "p><b"])
def test_html_nested_without_end_is_read_flat(tag: str, process: ReadingProcess) -> None:
    data = f"<html><body>{f'<{tag}>' * 100_000}Molen er slidt.</body></html>".encode()
    started = time.monotonic()
    meetings = read_bytes(data, "dyb.html", process=process)
    assert "too-deep" in {note.code for note in meetings[0].notes}
    assert time.monotonic() - started < 60


def test_deep_json_and_deep_xml_are_refused(process: ReadingProcess) -> None:
    assert refusal(process, b'{"a":' + b"[" * 200_000) is not None
    assert refusal(process, b"<?xml version='1.0'?>" + b"<a>" * 100_000) is not None


def test_a_long_pdf_is_read_as_far_as_time_allows() -> None:
    document = pikepdf.open(io.BytesIO(small_pdf()))
    for _ in range(1999):
        document.pages.append(document.pages[0])
    held = io.BytesIO()
    document.save(held)
    with ReadingProcess(Limits(pages=150, wall_seconds=60)) as process:
        meeting = read_bytes(held.getvalue(), "lang.pdf", process=process)[0]
    short = [note for note in meeting.notes if note.code == "cut-short"]
    assert short
    assert "150 af 2000" in short[0].text


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "stor.txt"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    started = time.monotonic()
    with pytest.raises(UnreadableFile, match="for stor"):
        read(large)
    assert time.monotonic() - started < 20


def test_the_child_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://bruger:kode@vaert/base")
    with ReadingProcess() as process:
        process.start()
        environment = Path(f"/proc/{process.pid}/environ")
        if not environment.exists():
            pytest.skip("only Linux shows a process's surroundings")
        process.read(HTML)
        assert b"kode" not in environment.read_bytes()


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "roer"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFile):
        read(pipe)


def test_a_child_that_died_between_two_files_is_replaced(process: ReadingProcess) -> None:
    process.read(HTML)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    assert refusal(process, HTML) is None
