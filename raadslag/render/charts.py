"""Charts drawn as SVG by hand: bars and lines, every line and bar labelled where it stands, no legend.

The same drawing stands in pages and in PDF. Colours are written in it for paper; a page's style sheet
gives the same classes its own names, so that a dark page has a dark chart. Text is never scaled: a
chart has a wide form and a narrow one, and the page shows the one that fits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Literal

WIDE, NARROW = 680, 340
"""Units of width: of a column of text, and of a telephone's."""
SIZE = 13
_INK, _MUTED, _GRID = "#16211f", "#50605c", "#d5dcd9"
_SERIES = (
    ("own", "#0c4a52", ""),
    ("second", "#a84a00", ""),
    ("third", "#5d6b68", "2 4"),
    ("fourth", "#6b4fa0", "7 3"),
    ("fifth", "#1f78b4", "3 3"),
)
"""Class, colour on white (each 4.5:1 or better) and dashes, in the order in which they are used."""
_BAR, _BETWEEN, _GROUP = 20, 3, 14
_PLOT_HEIGHT, _LINES = 240, 4
_NB = "\u00a0"


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or the bars of one colour. A null is a value that isn't there."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`labels` name the places that every series has a value for; `unit` follows each number."""

    form: Literal["bar", "line"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    decimals: int = 0


def number(value: Decimal, decimals: int, unit: str = "") -> str:
    """`1.234,5 pct.`: Danish, a true minus, no break before the unit."""
    text = f"{abs(value):,.{decimals}f}".replace(",", "§").replace(".", ",").replace("§", ".")
    sign = "−" if value < 0 else ""
    return f"{sign}{text}{_NB}{unit}" if unit else f"{sign}{text}"


def draw(chart: Chart, *, width: int = WIDE) -> str:
    """The chart as one SVG element of that many units' width."""
    return _bars(chart, width) if chart.form == "bar" else _lines(chart, width)


def told(chart: Chart) -> str:
    """All of the chart in words: its alternative text where no table stands beside it."""
    kind = "Søjlediagram" if chart.form == "bar" else "Kurve"
    parts = []
    for place, label in enumerate(chart.labels):
        values = ", ".join(
            f"{one.name} {_said(one.values[place], chart)}".strip() for one in chart.series
        )
        parts.append(f"{label}: {values}")
    title = f"{kind}: {chart.title.rstrip('.')}. " if chart.title else f"{kind}. "
    return title + ended("; ".join(parts))


def summary(chart: Chart) -> str:
    """What the chart shows in a sentence: its highest and lowest value, or where each line begins and ends."""
    if chart.form == "line":
        return " ".join(filter(None, (_course(one, chart) for one in chart.series)))
    found = [
        (value, f"{one.name} {label}".strip() if len(chart.series) > 1 else label)
        for one in chart.series
        for value, label in zip(one.values, chart.labels, strict=True)
        if value is not None
    ]
    low, high = min(found), max(found)
    return ended(
        f"Højest er {high[1]} med {_said(high[0], chart)}, lavest {low[1]} med {_said(low[0], chart)}"
    )


def ended(text: str) -> str:
    """The sentence with one full stop, also after an abbreviation."""
    return text if text.endswith(".") else f"{text}."


def _course(one: Series, chart: Chart) -> str:
    known = [(label, value) for label, value in zip(chart.labels, one.values, strict=True) if value is not None]  # fmt: skip
    if not known:
        return ""
    (first, begins), (last, ends) = known[0], known[-1]
    name = f"{one.name}: " if one.name else ""
    return ended(f"{name}{_said(begins, chart)} i {first}, {_said(ends, chart)} i {last}")


def _said(value: Decimal | None, chart: Chart) -> str:
    return "ikke oplyst" if value is None else number(value, chart.decimals, chart.unit)


def _bars(chart: Chart, width: int) -> str:
    """Bars lie down, so that a name has room; on a telephone it stands above its bars."""
    narrow = width < 480
    names = 0.0 if narrow else min(max(map(_wide, chart.labels)) + 14, width * 0.42)
    ends = max(
        _wide(_end(one, value, chart), bold=True)
        for one in chart.series
        for value in (*one.values, None)
    )
    values = [float(v) for one in chart.series for v in one.values if v is not None]
    low, high = min(0.0, *values), max(0.0, *values)
    room = width - names - ends - 14
    scale = room / ((high - low) or 1)
    zero = names - low * scale
    above = 22 if narrow else 0
    group = above + len(chart.series) * (_BAR + _BETWEEN) - _BETWEEN + _GROUP
    parts, y = [], 6.0
    for place, label in enumerate(chart.labels):
        middle = y + (group - _GROUP) / 2
        for line, text in enumerate(rows := [label] if narrow else _fitted(label, names - 13.9)):
            at = y + 14 if narrow else middle + 4.5 + (line - (len(rows) - 1) / 2) * (SIZE + 2)
            parts.append(_text(0 if narrow else names - 10, at, text, end=not narrow))
        for n, one in enumerate(chart.series):
            top = y + above + n * (_BAR + _BETWEEN)
            parts.append(_bar(one, place, top, n, zero, scale, chart))
        y += group
    height = y - _GROUP + 8
    axis = f'<path class="c-axis" d="M{_n(zero)} 2V{_n(height - 2)}" stroke="{_INK}" stroke-width="1"/>'
    return _svg(width, height, [*parts, axis], chart)


def _bar(
    one: Series, place: int, top: float, n: int, zero: float, scale: float, chart: Chart
) -> str:
    value = one.values[place]
    length = float(value or 0) * scale
    name, colour, _ = _SERIES[n]
    drawn = "" if value is None else (
        f'<rect class="c-{name}" x="{_n(min(zero, zero + length))}" y="{_n(top)}" width="{_n(abs(length))}"'
        f' height="{_BAR}" fill="{colour}"/>'
    )  # fmt: skip
    x = zero + max(length, 0) + 7
    said = "–" if value is None else number(value, chart.decimals, chart.unit)
    named = f' <tspan class="c-muted" font-weight="400" fill="{_MUTED}">{escape(one.name)}</tspan>' if len(chart.series) > 1 and one.name else ""  # fmt: skip
    return drawn + (
        f'<text class="c-ink" x="{_n(x)}" y="{_n(top + _BAR / 2 + 4.6)}" font-weight="600" fill="{_INK}">{said}{named}</text>'
    )


def _end(one: Series, value: Decimal | None, chart: Chart) -> str:
    said = "–" if value is None else number(value, chart.decimals, chart.unit)
    return f"{said} {one.name}" if len(chart.series) > 1 else said


def _lines(chart: Chart, width: int) -> str:
    values = [float(v) for one in chart.series for v in one.values if v is not None]
    low, high, step = _ticks(min(values), max(values))
    steps = round((high - low) / step)
    tick_decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else 0
    ticks = [low + n * step for n in range(steps + 1)]
    said = [number(Decimal(str(round(t, 6))), tick_decimals) for t in ticks]
    left = max(map(_wide, said)) + 8
    ends = _ends(chart)
    right = min(max((_wide(text, bold=True) for text, _ in ends), default=0) + 20, width * 0.42)
    top, bottom = 26 if chart.unit else 12, 28
    plot = width - left - right
    height = top + _PLOT_HEIGHT + bottom
    across = plot / max(1, len(chart.labels) - 1)

    def down(value: float) -> float:
        return top + (high - value) * _PLOT_HEIGHT / (high - low)

    parts = [_text(0, 12, chart.unit, muted=True)] if chart.unit else []
    for tick, text in zip(ticks, said, strict=True):
        y = down(tick)
        parts.append(f'<path class="c-grid" d="M{_n(left)} {_n(y)}H{_n(left + plot)}" stroke="{_GRID}" stroke-width="1"/>')  # fmt: skip
        parts.append(_text(left - 8, y + 4.5, text, end=True, muted=True))
    parts += _along(chart.labels, left, across, top + _PLOT_HEIGHT, width)
    for n, one in enumerate(chart.series):
        places = [
            None if value is None else (left + place * across, down(float(value)))
            for place, value in enumerate(one.values)
        ]
        parts.append(_line(places, n))
    wanted = [down(value) for _, value in ends]
    spread = _spread(wanted, SIZE + 5, top, top + _PLOT_HEIGHT)
    named = [n for n, one in enumerate(chart.series) if any(v is not None for v in one.values)]
    for (text, _), n, y in zip(ends, named, spread, strict=True):
        name, colour, _ = _SERIES[n]
        value_said, _, rest = text.partition(" ")
        parts.append(
            f'<text class="c-{name}" x="{_n(left + plot + 12)}" y="{_n(y + 4.6)}" fill="{colour}">'
            f'<tspan font-weight="600">{value_said}</tspan> {escape(rest)}</text>'
        )
    return _svg(width, height, parts, chart)


def _ends(chart: Chart) -> list[tuple[str, float]]:
    """What stands at the end of each line, and the value it stands at."""
    found = []
    for one in chart.series:
        last = next((value for value in reversed(one.values) if value is not None), None)
        if last is not None:
            found.append((f"{number(last, chart.decimals)} {one.name}".strip(), float(last)))
    return found


def _line(places: Sequence[tuple[float, float] | None], n: int) -> str:
    """One line; it stops at a value that is missing, and one alone is a dot."""
    name, colour, dash = _SERIES[n]
    path, pen = "", "M"
    for place in places:
        if place is None:
            pen = "M"
            continue
        path += f"{pen}{_n(place[0])} {_n(place[1])}"
        pen = "L"
    known = [place for place in places if place is not None]
    dots = known if len(known) <= 12 else known[-1:]
    wide = 3 if n == 0 else 2
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    drawn = (
        f'<path class="l-{name}" d="{path}" fill="none" stroke="{colour}" stroke-width="{wide}"'
        f' stroke-linejoin="round" stroke-linecap="round"{dashes}/>'
    )
    return drawn + "".join(
        f'<circle class="c-{name}" cx="{_n(x)}" cy="{_n(y)}" r="{3.6 if n == 0 else 2.8}" fill="{colour}"/>'
        for x, y in dots
    )


def _along(
    labels: Sequence[str], left: float, across: float, bottom: float, width: int
) -> Iterator[str]:
    """As many of the places' names as there is room for: the first, the last, and evenly between."""
    widest = max(map(_wide, labels)) + 16
    every = max(1, math.ceil(widest / across)) if across else 1
    last = len(labels) - 1
    for place, label in enumerate(labels):
        if place != last and (place % every or (last - place) * across < widest):
            continue
        x = left + place * across
        yield f'<path class="c-axis" d="M{_n(x)} {_n(bottom)}v5" stroke="{_MUTED}" stroke-width="1"/>'
        half = _wide(label) / 2
        yield _text(max(half, min(x, width - half)), bottom + 20, label, middle=True, muted=True)


def _ticks(low: float, high: float) -> tuple[float, float, float]:
    """Bounds and step of an axis of about four round steps; it begins at nought where that is near."""
    if low > 0 and low < high * 0.6:
        low = 0.0
    span = (high - low) or abs(high) or 1.0
    rough = span / _LINES
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= rough)
    return math.floor(low / step) * step, math.ceil(high / step + 1e-9) * step, step


def axis_begins(chart: Chart) -> str:
    """Where a line's axis begins, when that is not nought: the reader must know. Else nothing."""
    if chart.form == "bar":
        return ""
    values = [float(v) for one in chart.series for v in one.values if v is not None]
    low, _, step = _ticks(min(values), max(values))
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else 0
    begins = number(Decimal(str(round(low, 6))), decimals, chart.unit)
    return ended(f"Aksen begynder ved {begins}") if low > 0 else ""


def _spread(wanted: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """The places moved apart to at least `gap`, as little as may be, within the bounds."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    placed: list[float] = []
    for n in order:
        placed.append(max(wanted[n], placed[-1] + gap) if placed else max(wanted[n], top))
    over = placed[-1] - bottom if placed else 0
    if over > 0:
        placed[-1] = bottom
        for at in range(len(placed) - 2, -1, -1):
            placed[at] = min(placed[at], placed[at + 1] - gap)
    found = [0.0] * len(wanted)
    for n, y in zip(order, placed, strict=True):
        found[n] = y
    return found


def _fitted(label: str, room: float) -> list[str]:
    """A name on one line or two; what is longer still ends in dots, and stands whole in the table."""
    if _wide(label) <= room:
        return [label]
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if _wide(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} …"]
    return lines


def _text(
    x: float, y: float, text: str, *, end: bool = False, middle: bool = False, muted: bool = False
) -> str:
    anchor = ' text-anchor="end"' if end else ' text-anchor="middle"' if middle else ""
    name, colour = ("muted", _MUTED) if muted else ("ink", _INK)
    return f'<text class="c-{name}" x="{_n(x)}" y="{_n(y)}" fill="{colour}"{anchor}>{escape(text)}</text>'


def _svg(width: int, height: float, parts: Sequence[str], chart: Chart) -> str:
    kind = "Søjlediagram" if chart.form == "bar" else "Kurve"
    label = escape(f"{kind}: {chart.title or 'tallene i tabellen'}. {summary(chart)}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {"narrow" if width < 480 else "wide"}"'
        f' viewBox="0 0 {width} {_n(height)}" width="{width}" height="{_n(height)}" role="img" aria-label="{label}"'
        f' font-family="IBM Plex Sans" font-size="{SIZE}">{"".join(parts)}</svg>'
    )


def _wide(text: str, *, bold: bool = False) -> float:
    """About how wide a text is: digits and most letters alike, narrow ones and capitals apart."""
    units = sum(
        0.29
        if sign in "iljtfrI.,:;'| \u00a0-"
        else 0.86
        if sign in "mwMW"
        else 0.68
        if sign.isupper()
        else 0.6
        for sign in text
    )
    return units * SIZE * (1.05 if bold else 1.0)


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
