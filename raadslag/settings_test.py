"""Settings for tests: everything in a folder of its own, plain static files, fast password hashes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# A worker of pytest-xdist inherits its controller's environment, and needs a folder of its own.
if "RAADSLAG_VAR" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["RAADSLAG_VAR"] = tempfile.mkdtemp(prefix="raadslag-test-")

from raadslag.settings import *  # noqa: F403
from raadslag.settings import ROOT, VAR

_fetched = Path(os.environ.get("RAADSLAG_DKFDS", ROOT / "var" / "dkfds"))
FETCHED = {"dkfds": _fetched, "pdfjs": ROOT / "var" / "pdfjs"}
STATICFILES_DIRS = [
    ROOT / "raadslag" / "static",
    *((name, folder) for name, folder in FETCHED.items() if folder.is_dir()),
]
FONTS = (_fetched / "fonts" / "otf", *(ROOT / "var" / "fonts" / name for name in ("noto", "cjk")))
DEMO = True
SEAL = "own"
LIMITS = (
    False  # a suite is one address that asks a thousand times; tests/people/test_limits.py sets it
)
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
# Looked up when asked for: else every Client() of the suite walks all static files at its first request.
WHITENOISE_AUTOREFRESH = True
FILES = VAR / "files"
SEARCH_INDEX = VAR / "search"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, so that a live server's threads wait for each other; in memory they share one
    # connection and stumble. Nothing here need survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}  # noqa: F405
    _options = DATABASES["default"]["OPTIONS"]  # noqa: F405
    _options["init_command"] = _options["init_command"].replace(
        "synchronous=FULL", "synchronous=OFF"
    )
