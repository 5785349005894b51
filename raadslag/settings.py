"""Settings. Everything that differs between a laptop and a municipality comes from the environment.

DATABASE_URL   postgres://user:password@host:port/name or sqlite:///path (default: var/raadslag.sqlite3)
RAADSLAG_VAR   folder for database, files, search index and secret key (default: ./var)
RAADSLAG_HOSTS comma list of host names served (default: localhost)
RAADSLAG_DEMO  1: sign in by choosing a person; mail goes to the outbox page
RAADSLAG_ORIGIN, RAADSLAG_SEAL, RAADSLAG_SEAL_ROOTS: what sealed documents are sealed with and say
RAADSLAG_ANCHOR_COPIES: a folder elsewhere that gets a copy of each kept head
RAADSLAG_ANCHOR_MAIL: where the journal's head is sent each day
RAADSLAG_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _ROLES_CLAIM: sign-in with OpenID Connect
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from raadslag.database import from_url

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("RAADSLAG_VAR", ROOT / "var")).resolve()
os.umask(0o077)
"""What we write is ours alone to read: cases, minutes, keys and the database that holds them all."""
VAR.mkdir(parents=True, exist_ok=True)


READING = frozenset({"verify", "backup", "check", "showmigrations", "diffsettings"})
"""Commands that look and leave the house as it is."""


OF_A_HOUSE = ("raadslag.sqlite3", "seal", "files", "anchors")
"""What lies in VAR when a house has been at work there."""
KEY_IS_GONE = """Der er et hus i {var}, men nøglen secret-key mangler, og RAADSLAG_SECRET_KEY er ikke sat.
En ny nøgle ville logge alle ud og gøre aftryk og mærker ukendelige, så ingen laves af sig selv.
 · Læg secret-key tilbage fra sikkerhedskopien, eller sæt RAADSLAG_SECRET_KEY som tjenesten har den.
 · Er nøglen tabt for altid, så kør kommandoen én gang med RAADSLAG_NEW_KEY=1."""


def secret_key(command: str = "") -> str:
    """The key from the environment, else one made once and kept in VAR, readable by its owner only.

    A command that only looks makes no key: it has one for its own time where the house has none here. Ends
    the program where a house has lost its key, so that no command makes another unasked.
    """
    if key := os.environ.get("RAADSLAG_SECRET_KEY"):
        return key
    place = VAR / "secret-key"
    if not place.exists() and command in READING:
        return secrets.token_urlsafe(50)
    has_house = any((VAR / name).exists() for name in OF_A_HOUSE)
    if not place.exists() and has_house and os.environ.get("RAADSLAG_NEW_KEY") != "1":
        sys.exit(KEY_IS_GONE.format(var=VAR))
    if not place.exists():
        place.touch(mode=0o600)
        place.write_text(secrets.token_urlsafe(50))
    return place.read_text()


DEMO = os.environ.get("RAADSLAG_DEMO") == "1"
DEBUG = os.environ.get("RAADSLAG_DEBUG") == "1"
SECRET_KEY_IS_NEW = "RAADSLAG_SECRET_KEY" not in os.environ and not (VAR / "secret-key").exists()
"""Whether this very process made the key: a refused restore takes it away again."""
SECRET_KEY = secret_key(sys.argv[1] if len(sys.argv) > 1 else "")
ALLOWED_HOSTS = os.environ.get("RAADSLAG_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("RAADSLAG_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_prose_editor",
    "csp",
    "raadslag.journal",
    "raadslag.jobs",
    "raadslag.files",
    "raadslag.people",
    "raadslag.review",
    "raadslag.cases",
    "raadslag.meetings",
    "raadslag.minutes",
    "raadslag.public",
    "raadslag.importer",
    "raadslag.proof",
    "raadslag.operation",
    "raadslag.backup",
    "raadslag.demo",
]

MIDDLEWARE = [
    "raadslag.people.door.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "raadslag.people.door.cleaning.CleanCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "raadslag.people.door.idle.Idle",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "raadslag.people.door.errors.ErrorPages",
    "raadslag.people.door.limits.Limits",
    "raadslag.people.door.cleaning.CleanInput",
    "raadslag.public.texts.WithdrawnAnswer",
]

ROOT_URLCONF = "raadslag.urls"
WSGI_APPLICATION = "raadslag.wsgi.application"
AUTH_USER_MODEL = "people.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "front"
CSRF_FAILURE_VIEW = "raadslag.people.door.errors.csrf_failure"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "raadslag" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "raadslag.people.menu.menu",
                "raadslag.people.menu.kept_here",
                "raadslag.people.menu.drafts",
            ],
            "builtins": ["django.templatetags.static", "raadslag.people.templatetags.forms"],
        },
    }
]

DATABASES = {
    "default": from_url(os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'raadslag.sqlite3'}"))
}

LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

DKFDS = VAR / "dkfds"
FONTS: tuple[Path, ...] = (DKFDS / "fonts" / "otf", VAR / "fonts" / "noto", VAR / "fonts" / "cjk")
"""Folders of fonts for documents, the body's typeface first, as `./run design` fetches them."""
STATIC_URL = "/statisk/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
FETCHED = {"dkfds": DKFDS, "pdfjs": VAR / "pdfjs"}
"""What `./run design` fetches to be served, by its name under STATIC_URL."""
STATICFILES_DIRS = [
    ROOT / "raadslag" / "static",
    *((name, folder) for name, folder in FETCHED.items() if folder.is_dir()),
]
WHITENOISE_USE_FINDERS = DEMO or DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

FILES = VAR / "files"
"""Kept files, named by their sha256."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "kept": {"BACKEND": "raadslag.files.storage.HashedFiles"},
}
SEARCH_INDEX = VAR / "search"
UPLOAD_LIMIT_BYTES = 200 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
HTTPS = os.environ.get("RAADSLAG_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sund/$"]  # a monitor beside us asks without TLS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, TAKEN_COOKIE_NAME, SIGNED_OUT_COOKIE_NAME = (
    f"__Host-{name}" if HTTPS else name
    for name in ("sessionid", "csrftoken", "taken_form", "signed_out")
)
"""`__Host-`: no other host and no unencrypted page can set them. TAKEN tells the browser that a form was taken, SIGNED_OUT to wipe what it keeps to be read offline."""
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
"""A message may name a closed case: it stays here, never in a cookie."""
SESSION_COOKIE_AGE = 8 * 60 * 60
IDLE_S = int(os.environ.get("RAADSLAG_IDLE_MINUTES", "120")) * 60
"""Seconds without a request after which a sign-in ends (`people.door.idle`); 0: no such limit."""
SESSION_COOKIE_SAMESITE = "Lax"
LIMITS = os.environ.get("RAADSLAG_LIMITS", "1") == "1"
"""Whether heavy addresses are counted (`people.door.limits`)."""
PROXIES = os.environ.get("RAADSLAG_PROXIES", "127.0.0.0/8,::1/128").split(",")
"""Networks of our own proxies, whose word on where a request comes from is taken."""

SEAL = os.environ.get("RAADSLAG_SEAL", "own" if DEMO else "")
"""own: a key made on this machine (a trial); `package.module.function`: gives a Keyholder; empty: none."""
SEAL_ROOTS = os.environ.get("RAADSLAG_SEAL_ROOTS", "")
"""PEM file of further certificates that a seal may lead back to."""
ORIGIN = os.environ.get("RAADSLAG_ORIGIN", CSRF_TRUSTED_ORIGINS[0] if CSRF_TRUSTED_ORIGINS else "")
"""`https://host` in documents that no request asks for."""

OIDC_ISSUER = os.environ.get("RAADSLAG_OIDC_ISSUER", "")
OIDC_RP_CLIENT_ID = os.environ.get("RAADSLAG_OIDC_CLIENT_ID", "")
OIDC_RP_CLIENT_SECRET = os.environ.get("RAADSLAG_OIDC_CLIENT_SECRET", "")
OIDC_ROLES_CLAIM = os.environ.get("RAADSLAG_OIDC_ROLES_CLAIM", "roles")
OIDC_RP_SCOPES = os.environ.get("RAADSLAG_OIDC_SCOPES", "openid email profile")
OIDC_RP_SIGN_ALGO = os.environ.get("RAADSLAG_OIDC_SIGN_ALGO", "RS256")
OIDC_ACR = os.environ.get("RAADSLAG_OIDC_ACR", "").split()
"""Strengths (`acr`) of the provider's sign-in that will do; empty: any."""
OIDC_MAX_AGE_S = int(os.environ.get("RAADSLAG_OIDC_MAX_AGE", "0"))
"""Seconds since the person signed in at the provider; 0: any."""
OIDC_USE_PKCE = True
OIDC_TIMEOUT = 10
OIDC_AUTHENTICATION_CALLBACK_URL = "oidc-callback"
AUTHENTICATION_BACKENDS = ["raadslag.people.oidc.Backend"]

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("RAADSLAG_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("RAADSLAG_SMTP_PORT", "25"))
EMAIL_USE_TLS = os.environ.get("RAADSLAG_SMTP_TLS") == "1"
ANCHOR_COPIES = os.environ.get("RAADSLAG_ANCHOR_COPIES", "")
ANCHOR_MAIL = os.environ.get("RAADSLAG_ANCHOR_MAIL", "")
"""Where the journal's head is sent each day, so that it is kept where no administrator reaches."""
DEFAULT_FROM_EMAIL = os.environ.get("RAADSLAG_MAIL_FROM", "raadslag@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "raadslag.people.door.log_lines.Plain"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
