"""`docs/rules/obstacles.md`: every way in which the house says no, read from the code itself.

python tools/list_obstacles.py > docs/rules/obstacles.md
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "raadslag"

HEAD = """# Forhindringer

Når noget ikke må ske, siger huset det med en kode, en grund på dansk og lovens paragraf, hvor der er
en. Samme funktion forklarer det på siden og gør knappen grå. Listen er skrevet af
`python tools/list_obstacles.py` ud fra koden; … står for det, der skifter.
"""


def obstacles() -> Iterator[tuple[str, str, str, str]]:
    """Room, code, reason and law of every `Obstacle` that the code can give."""
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = _constants(tree)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "Obstacle"
                and node.args
            ):
                named = {keyword.arg: keyword.value for keyword in node.keywords}
                law = node.args[2] if len(node.args) > 2 else named.get("law")
                reason = node.args[1] if len(node.args) > 1 else named.get("reason")
                if isinstance(node.args[0], ast.Constant):
                    yield room, str(node.args[0].value), _words(reason, known), _words(law, known)


def _constants(tree: ast.Module) -> dict[str, str]:
    """The texts that the module gives a name, such as a paragraph of law."""
    named = (node for node in tree.body if isinstance(node, ast.Assign))
    return {
        target.id: str(node.value.value)
        for node in named
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Constant)
    }


def _words(node: ast.expr | None, known: dict[str, str]) -> str:
    """The text of a literal; what is put into it as an ellipsis."""
    match node:
        case None:
            return ""
        case ast.Constant():
            return "" if node.value is None else str(node.value)
        case ast.JoinedStr():
            return "".join(
                _words(part, known) if isinstance(part, ast.Constant) else "…"
                for part in node.values
            )
        case ast.BinOp():
            return _words(node.left, known) + _words(node.right, known)
        case ast.Name():
            return known.get(node.id, "…")
        case _:
            return "…"


def text() -> str:
    rows = [f"| {room} | `{code}` | {reason} | {law} |" for room, code, reason, law in obstacles()]
    table = ["| rum | kode | grund | kilde |", "| --- | --- | --- | --- |", *dict.fromkeys(rows)]
    return HEAD + "\n" + "\n".join(table) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
