"""Every regular expression of the house, and texts that each may find hard."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as code  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import raadslag
from raadslag.danish.late import Late
from raadslag.danish.sought import Sought

PASSED_OVER = ("migrations", "bench", "management", "demo", "wsgi", "settings")
LONGEST_PIECE = 300


@dataclass(frozen=True)
class Where:
    """An expression's place (`module.NAME` or `module:line`) and how the house uses it on a text."""

    name: str
    use: Callable[[str], object]

    def __str__(self) -> str:
        return self.name


@cache
def patterns_of_the_house() -> dict[Where, re.Pattern[str]]:
    """Expressions kept in modules (also inside tuples, dicts and dataclasses) and those written in calls."""
    found: dict[tuple[str, int], tuple[str, str, re.Pattern[str]]] = {}
    for module in pkgutil.walk_packages(raadslag.__path__, "raadslag."):
        if any(part in module.name for part in PASSED_OVER):
            continue
        loaded = importlib.import_module(module.name)
        named = [(f"{module.name}.{n}", "", p) for n, v in vars(loaded).items() for p in _inside(v)]
        written = _written(module.name, Path(str(loaded.__file__)).read_text())
        for name, call, pattern in [*named, *written]:
            if isinstance(pattern.pattern, str):
                found.setdefault((pattern.pattern, pattern.flags), (name, call, pattern))
    return {
        Where(name, _use(pattern, name, call)): pattern
        for name, call, pattern in sorted(found.values(), key=lambda one: one[0])
    }


def _use(pattern: re.Pattern[str], name: str, call: str) -> Callable[[str], object]:
    """Only at the start, as a whole, or anywhere: by what the source calls on that name."""
    calls = {call} if call else _calls().get(name.rpartition(".")[2], set())
    if calls and calls <= {"match", "fullmatch"}:
        return pattern.fullmatch if "fullmatch" in calls else pattern.match
    return lambda text: (sum(1 for _ in pattern.finditer(text)), pattern.match(text))


@cache
def _calls() -> dict[str, set[str]]:
    """Name of an expression → what is called on it, anywhere in the house."""
    found: dict[str, set[str]] = {}
    for path in Path(raadslag.__path__[0]).rglob("*.py"):
        for name, call in _CALL.findall(path.read_text()):
            found.setdefault(name, set()).add(call)
    return found


_CALL = re.compile(r"\b([A-Z_a-z]+)\.(match|fullmatch|search|finditer|findall|sub|subn|split)\b")


def _inside(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, Sought | Late):
        yield value.compiled
    elif isinstance(value, re.Pattern):
        yield value
    elif depth < 3:
        for part in _parts(value):
            yield from _inside(part, depth + 1)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, list | tuple | set | frozenset):
        return value
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, one.name, None) for one in fields(value)]
    return ()


def _written(module: str, source: str) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """`re.sub("…", …)` and its like."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        owner, first = node.func.value, node.args[0]
        of_re = isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr != "compile"
        if of_re and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield f"{module}:{node.lineno}", node.func.attr, re.compile(first.value)


def shapes_for(pattern: re.Pattern[str]) -> list[str]:
    """Pieces of what the expression matches: what it repeats, its branches, and the whole less its end."""
    pieces: list[str] = []
    whole = _written_out(parser.parse(pattern.pattern, pattern.flags), pieces)
    pieces += [whole, whole + " ", whole[:-1]]
    return [piece for piece in dict.fromkeys(pieces) if 0 < len(piece) < LONGEST_PIECE]


def _written_out(parsed: Any, pieces: list[str]) -> str:
    """A text that the parsed expression matches (as nearly as is needed); its parts go to `pieces`."""
    return "".join(_one(op, value, pieces) for op, value in parsed)


def _one(op: Any, value: Any, pieces: list[str]) -> str:
    if op is code.LITERAL:
        return chr(value)
    if op is code.NOT_LITERAL:
        return "y" if value == ord("x") else "x"
    if op is code.ANY:
        return "a"
    if op is code.IN:
        return str(_of_set(value))
    if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        low, _, inner = value
        text = _written_out(inner, pieces)
        pieces.append(text)
        return str(text * min(max(low, 1), 12))
    if op is code.SUBPATTERN:
        return _written_out(value[3], pieces)
    if op is code.ATOMIC_GROUP:
        return _written_out(value, pieces)
    if op is code.BRANCH:
        texts = [_written_out(branch, pieces) for branch in value[1]]
        pieces.extend(texts[:6])
        return texts[0]
    return ""


_CLASSES = {
    code.CATEGORY_DIGIT: "1", code.CATEGORY_SPACE: " ", code.CATEGORY_WORD: "a",
    code.CATEGORY_NOT_SPACE: "x", code.CATEGORY_NOT_WORD: "-", code.CATEGORY_NOT_DIGIT: "x",
}  # fmt: skip


def _of_set(parts: Any) -> str:
    inside = [
        chr(value) if op is code.LITERAL else chr(value[0]) if op is code.RANGE else _CLASSES[value]
        for op, value in parts
        if op is not code.NEGATE
    ]
    if all(op is not code.NEGATE for op, _ in parts):
        return str(inside[0]) if inside else "a"
    return next((one for one in "a1 .,-x(<" if one not in inside), "q")
