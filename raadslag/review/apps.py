import hmac

from django.apps import AppConfig
from django.conf import settings

from raadslag.checks.privacy.hits import use_key


class ReviewConfig(AppConfig):
    name = "raadslag.review"

    def ready(self) -> None:
        """Acceptances of personal data name what was found by a mark that only this house can make."""
        use_key(hmac.new(settings.SECRET_KEY.encode(), b"raadslag.review.marks", "sha256").digest())
