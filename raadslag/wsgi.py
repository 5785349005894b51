"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadslag.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  # every page's code is read now, not by the first visitor
