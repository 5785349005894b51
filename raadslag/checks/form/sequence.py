"""Numbers that must follow one another inside a case: points of a list, "Ad n)", attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView, Part, Passage
from raadslag.danish.moments import MONTH
from raadslag.record import Where

_MARKS = (
    ("ad", re.compile(r"^Ad\s?(?:punkt\s|pkt\.\s|nr\.\s)?(\d{1,2}|[a-h])\b\s?[).:]?", re.IGNORECASE)),
    ("letter", re.compile(r"^([A-Ha-h])[.)]\s")),
    ("number", re.compile(rf"^(\d{{1,2}})[.)]\s(?!(?:{MONTH}|kvartal|halvår|plads|behandling|klasse|sal)\b)")),
    ("named", re.compile(r"^((?:Bilag|Fase|Spor|Model|Scenarie|Etape|Tema|Trin|Mål|Fokusområde|Indsatsområde|Pejlemærke)\s)(\d{1,2}|[A-H])\b\s?[:.–-]", re.IGNORECASE)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed number or letter at the head of a point; `number` counts a, b, c as 1, 2, 3."""

    style: str
    number: int
    text: str
    where: Where | None

    @property
    def operand(self) -> Operand:
        return Operand(self.text, str(self.number), self.where)


@rule("form-109")
def numbered_points(item: ItemView) -> Iterator[Verdict]:
    """1, 2, 6, 4: one odd number in a row of three or more, as points, "Ad n)" or attachments."""
    for part in item.parts:
        for style in ("point", "ad", "letter", "number", "named"):
            marks = [mark for mark in _marks(part) if mark.style.startswith(style)]
            for run in _runs(marks):
                yield from _odd(run)
    titles = (Passage(a.title, item.item.where) for a in item.item.attachments)
    numbered = [m for t in titles if (m := text_to_mark(t)) is not None and m.style != "ad"]
    if len(numbered) == len(item.item.attachments):
        for run in _runs(numbered):
            yield from _odd(run)


def _marks(part: Part) -> Iterator[Mark]:
    for passage in part.passages:
        if passage.point:
            shown = f"{passage.point}. {passage.text[:40]}"
            yield Mark("point", passage.point, shown, passage.where)
        elif (mark := text_to_mark(passage)) is not None:
            yield mark


def text_to_mark(passage: Passage) -> Mark | None:
    for style, pattern in _MARKS:
        match = pattern.match(passage.text)
        if match is not None:
            printed = match[match.lastindex or 1]
            number = int(printed) if printed.isdecimal() else ord(printed.lower()) - ord("a") + 1
            kind = match[1].strip().lower() if style == "named" else ""
            return Mark(style + kind, number, passage.text[:40], passage.where)
    return None


def _runs(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """The row cut where it begins again with 1; a 1 inside that fits nowhere stays with its row."""
    run: list[Mark] = []
    for place, mark in enumerate(marks):
        following = marks[place + 1].number if place + 1 < len(marks) else 0
        last = not following and mark.style != "ad"
        anew = mark.number == 1 and following != len(run) + 2
        if run and ((anew and (following == 2 or last)) or mark.style != run[0].style):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _odd(run: Sequence[Mark]) -> Iterator[Verdict]:
    if len(run) < 3:
        return
    wrong = [place for place, mark in enumerate(run) if mark.number != place + 1]
    if not wrong:
        yield Held(tuple(mark.operand for mark in run))
    elif len(wrong) == 1:
        mark, fits = run[wrong[0]], wrong[0] + 1
        yield Flaw(
            severity="warning",
            message=f"Nummeret ved »{mark.text}« følger ikke rækken; nummer {fits} passer.",
            operands=tuple(mark.operand for mark in run),
            calculation=" → ".join(str(mark.number) for mark in run),
            tolerance="0",
        )


@rule("form-110")
def answers_to_points(part: Part) -> Iterator[Verdict]:
    """Five numbered points and answers "Ad 1)" to "Ad 6)"."""
    marks = list(_marks(part))
    points = [mark for mark in marks if mark.style in ("point", "number")]
    answers = [mark for mark in marks if mark.style == "ad"]
    if len(points) < 2 or len(answers) < 2 or points[-1].number != len(points):
        return
    operands = tuple(mark.operand for mark in (*points, *answers))
    if max(mark.number for mark in answers) <= len(points):
        yield Held(operands)
    else:
        last = max(answers, key=lambda mark: mark.number)
        yield Flaw(
            severity="warning",
            message=f"»{last.text}« svarer på punkt {last.number}, men listen har {len(points)} punkter.",
            operands=operands,
            calculation=f"{last.number} > {len(points)}",
            tolerance="0",
        )
