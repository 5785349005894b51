"""`./run lint`: every check on how the house is built, each run to its end, one verdict."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MOST_LINES = 400
MOST_FUNCTION_LINES = 60

STEPS: dict[str, list[str | Path]] = {
    "ruff": [BIN / "ruff", "check", "."],
    "ruff format": [BIN / "ruff", "format", "--check", "."],
    "mypy": [BIN / "mypy"],
    "import-linter": [BIN / "lint-imports", "--no-cache"],
    "licenser": [sys.executable, "tools/licences.py"],
    "kendte huller": [sys.executable, "tools/audit.py"],
    "migrationer": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
}


def too_long() -> Iterator[str]:
    """Files and functions that have grown past what one can take in."""
    for path in sorted(
        [*ROOT.glob("raadslag/**/*.py"), *ROOT.glob("tools/*.py"), *ROOT.glob("tests/**/*.py")]
    ):
        if "migrations" in path.parts:
            continue
        text = path.read_text()
        if (lines := text.count("\n")) > MOST_LINES:
            yield f"{path.relative_to(ROOT)}: {lines} linjer, højst {MOST_LINES}"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_FUNCTION_LINES:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} har {length} linjer"


def main() -> int:
    failed = []
    for name, command in STEPS.items():
        print(f"· {name}", flush=True)
        if subprocess.run(
            command, cwd=ROOT, env=os.environ | {"RAADSLAG_DEMO": "1"}, check=False
        ).returncode:
            failed.append(name)
    print("· længder", flush=True)
    if long := list(too_long()):
        print("\n".join(long))
        failed.append("længder")
    print(f"Lint: {', '.join(failed)} fejlede." if failed else "Lint: alt i orden.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
