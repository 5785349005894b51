"""`python -m tests.faults.run MODULE ARGUMENT…`: load the house, then the module's `main`."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadslag.settings")
    django.setup()
    import_module(f"tests.faults.{sys.argv[1]}").main(*sys.argv[2:])
