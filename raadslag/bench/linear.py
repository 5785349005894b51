"""./run bench linear: does the work grow as the text does?

Every regular expression of the house, then every rule, reader, paste and search step, is fed texts
made to be slow (runs of one kind, nested brackets, pieces of the expression itself) at one length
and at twice it. A ratio near 2 is linear, near 4 quadratic. Exit code 1 when something grows faster.

    ./run bench linear [patterns|work] [WORD …]     WORD: only what has it in its name
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from raadslag.bench.linear_patterns import Where, patterns_of_the_house, shapes_for
from raadslag.bench.linear_work import STEPS

LENGTHS, TOO_MUCH_SECONDS = (60, 250, 1_000, 4_000), 0.008
"""Tried in this order, so that what explodes is found while it is short; what takes less at the
last of them is not slow."""
MOST_GROWTH = 2.9
SHAPES = (
    *(
        "1",
        "1 ",
        "1 2 ",
        "1.",
        "1.234",
        " ",
        "\n",
        "\t",
        "a",
        "A",
        "Aa ",
        "a ",
        "a, ",
        "a. ",
        "A. ",
        "æ",
    ),
    *("(", "((a", "[", "<", "<a", "<p>", "</", "&", "|", " | ", ";", ":", "_", "**", "%", "kr. "),
    *("»", '"', "01-01-2020", "0101201234", "x@", "@a.", "http://", "og ", "1) ", "a-", "- 1"),
    *(
        "a\n",
        "1\n",
        " \n",
        "12/12 ",
        "kl. 1",
        "\u00a0",
        "–",
        "mio. ",
        "§ 1 ",
        "Punkt 1\n",
        ". ",
        "-",
    ),
)


def repeated(shape: str, length: int) -> str:
    """The shape again and again, ended by a letter that fits nothing."""
    return (shape * (length // len(shape) + 1))[:length] + "\x00"


def seconds(act: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    act(text)
    return time.process_time() - begun


def growth(act: Callable[[str], object], shape: str, length: int) -> float:
    """How many times longer twice the text takes; the smallest of three pairs, to be fair."""
    return min(
        seconds(act, repeated(shape, 2 * length)) / max(seconds(act, repeated(shape, length)), 1e-6)
        for _ in range(3)
    )


def slow_patterns(words: list[str]) -> Iterator[str]:
    """A line for each expression that grows faster than its text."""
    for where, expression in patterns_of_the_house().items():
        if words and not any(word in str(where) for word in words):
            continue

        def act(text: str, where: Where = where) -> None:
            where.use(text)

        for shape in dict.fromkeys([*SHAPES, *shapes_for(expression)]):
            length = slow_from(act, shape)
            if length and (ratio := growth(act, shape, length // 2)) > MOST_GROWTH:
                yield f"{ratio:5.1f} ×  {where}  af {shape[:30]!r}: {expression.pattern[:90]!r}"
                break


def slow_from(act: Callable[[str], object], shape: str) -> int:
    """The first length at which the act takes noticeably long; 0 where none does."""
    for length in LENGTHS:
        if seconds(act, repeated(shape, length)) > TOO_MUCH_SECONDS:
            return length
    return 0


def slow_steps(words: list[str]) -> Iterator[str]:
    """A line for each step of the house that grows faster than its text; prints every ratio."""
    for name, (act, length) in STEPS.items():
        if words and not any(word in name for word in words):
            continue
        worst, worst_shape = 0.0, ""
        for shape in SHAPES:
            if seconds(act, repeated(shape, length)) < 4 * TOO_MUCH_SECONDS:
                continue
            ratio = growth(act, shape, length)
            if ratio > worst:
                worst, worst_shape = ratio, shape
        line = f"{worst:5.1f} ×  {name}  værst af {worst_shape!r} ({length} tegn)"
        print(f"  {line}", flush=True)
        if worst > MOST_GROWTH:
            yield line


def main(arguments: list[str]) -> int:
    kinds = [one for one in arguments if one in {"patterns", "work"}] or ["patterns", "work"]
    words = [one for one in arguments if one not in {"patterns", "work"}]
    slow: list[str] = []
    if "patterns" in kinds:
        print(
            f"{len(patterns_of_the_house())} mønstre, hvert mod {len(SHAPES)} former og sine egne"
        )
        for line in slow_patterns(words):
            print(f"  {line}", flush=True)
            slow.append(line)
    if "work" in kinds:
        print(f"{len(STEPS)} arbejdsgange: vækst ved dobbelt længde (2 er lineært)")
        slow += slow_steps(words)
    print(f"{len(slow)} vokser hurtigere end teksten")
    return 1 if slow else 0


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadslag.settings")
    django.setup()
    sys.exit(main(sys.argv[1:]))
