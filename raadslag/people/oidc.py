"""Sign-in with OpenID Connect: users are known by issuer and subject, roles come from claims.

Built on mozilla-django-oidc; the provider's addresses are read from its own discovery document, so
that the issuer, a client id and a secret are all that an installation must say.
"""

from __future__ import annotations

import logging
import time
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlencode

import jwt
import requests
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.utils import import_from_settings
from mozilla_django_oidc.views import (
    OIDCAuthenticationCallbackView,
    OIDCAuthenticationRequestView,
)

from raadslag.allowed import NotAllowed, Obstacle, require
from raadslag.people.admitting import admit_user, note_sign_in, refuse_sign_in
from raadslag.people.models import User
from raadslag.people.rules import why_not_trust

FROM_DISCOVERY = {
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "authorization_endpoint",
    "OIDC_OP_TOKEN_ENDPOINT": "token_endpoint",
    "OIDC_OP_USER_ENDPOINT": "userinfo_endpoint",
    "OIDC_OP_JWKS_ENDPOINT": "jwks_uri",
}
TIMEOUT_SECONDS = 10
LEEWAY_SECONDS = 30
"""By how much the provider's clock and ours may differ."""
log = logging.getLogger(__name__)


@lru_cache(maxsize=4)
def discovery(issuer: str) -> dict[str, Any]:
    """The provider's own description of itself. Raises `SuspiciousOperation` if it names another issuer."""
    address = issuer.rstrip("/") + "/.well-known/openid-configuration"
    answer = requests.get(address, timeout=TIMEOUT_SECONDS, allow_redirects=False)
    answer.raise_for_status()
    found = cast(dict[str, Any], answer.json())
    if str(found.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
        raise SuspiciousOperation("The provider's discovery document names another issuer.")
    return found


def setting(name: str, *default: Any) -> Any:
    """A setting of mozilla-django-oidc, read from the discovery document where that says it."""
    if name in FROM_DISCOVERY:
        return discovery(settings.OIDC_ISSUER)[FROM_DISCOVERY[name]]
    return import_from_settings(name, *default)


class Callback(OIDCAuthenticationCallbackView):  # type: ignore[misc]
    """Where the provider sends the browser back to."""

    get_settings = staticmethod(setting)

    @property
    def failure_url(self) -> str:
        """Back to the sign-in page, which says why."""
        why = getattr(self.request, "refused_sign_in", "unknown")
        return f"{reverse('sign-in')}?{urlencode({'afvist': why})}"

    def login_success(self) -> HttpResponse:
        """In, and noted."""
        answer = cast(HttpResponse, super().login_success())
        note_sign_in(self.user, way="oidc")
        return answer


class Begin(OIDCAuthenticationRequestView):  # type: ignore[misc]
    """Where the browser is sent to the provider from."""

    get_settings = staticmethod(setting)

    def get_extra_params(self, request: HttpRequest) -> dict[str, str]:
        """The provider is asked for the strength and age that the answer must have."""
        del request
        asked = {}
        if settings.OIDC_ACR:
            asked["acr_values"] = " ".join(settings.OIDC_ACR)
        if settings.OIDC_MAX_AGE_S:
            asked["max_age"] = str(settings.OIDC_MAX_AGE_S)
        return asked


class Backend(OIDCAuthenticationBackend):  # type: ignore[misc]
    """Lets in whom the provider vouches for, under issuer and subject."""

    get_settings = staticmethod(setting)

    def __init__(self) -> None:
        """The provider's addresses are read when a sign-in needs them, not at every request."""
        self.UserModel = User

    def authenticate(self, request: Any, **kwargs: Any) -> User | None:
        """The user behind a callback; null for any other kind of sign-in."""
        if not settings.OIDC_ISSUER or "nonce" not in kwargs:
            return None
        try:
            OIDCAuthenticationBackend.__init__(self)
            return cast(User | None, super().authenticate(request, **kwargs))
        except requests.RequestException as error:
            log.warning("the identity provider did not answer as agreed: %s", type(error).__name__)
            request.refused_sign_in = "no-provider"
            return None

    def get_user(self, user_id: Any) -> User | None:
        """Whose session it is; null for an account that has been closed since: it is out at its next click."""
        return User.objects.filter(pk=user_id, is_active=True).first()

    def retrieve_matching_jwk(self, token: str) -> Any:
        """The provider's key for this token: by `kid` where the token has one, else its only key."""
        keys = requests.get(
            self.OIDC_OP_JWKS_ENDPOINT, timeout=TIMEOUT_SECONDS, allow_redirects=False
        ).json()["keys"]
        wanted = jwt.get_unverified_header(token).get("kid")
        fitting = [key for key in keys if wanted is None or key.get("kid") == wanted]
        if len(fitting) != 1:
            raise SuspiciousOperation("No single key of the provider fits the token.")
        return jwt.PyJWK(fitting[0], algorithm=self.OIDC_RP_SIGN_ALGO)

    def get_payload_data(self, token: str, key: Any) -> Any:
        """The claims of a token that is signed, in time, from our issuer and meant for us."""
        try:
            return jwt.decode(
                token,
                key,
                algorithms=[self.OIDC_RP_SIGN_ALGO],
                audience=self.OIDC_RP_CLIENT_ID,
                issuer=discovery(settings.OIDC_ISSUER)["issuer"],
                options={"require": ["exp", "iss", "aud", "sub"]},
                leeway=LEEWAY_SECONDS,
            )
        except jwt.InvalidTokenError as error:
            raise SuspiciousOperation(f"The token was refused: {error}") from error

    def get_userinfo(self, access_token: str, id_token: str, payload: Any) -> Any:
        """The provider's words about the user; they must be about the token's subject."""
        claims = super().get_userinfo(access_token, id_token, payload)
        if claims.get("sub") != payload["sub"]:
            raise SuspiciousOperation("The user information is about another subject.")
        return {**payload, **claims}

    def get_or_create_user(self, access_token: str, id_token: str, payload: Any) -> User | None:
        """The account of issuer and subject, with the roles of this very sign-in."""
        claims = self.get_userinfo(access_token, id_token, payload)
        roles = claims.get(settings.OIDC_ROLES_CLAIM) or []
        issuer, subject = settings.OIDC_ISSUER, str(claims["sub"])
        try:
            require(_why_not_trust(payload))
            return admit_user(
                issuer=issuer,
                subject=subject,
                name=str(claims.get("name") or subject),
                email=str(claims.get("email") or ""),
                claims=[roles] if isinstance(roles, str) else [str(role) for role in roles],
            )
        except NotAllowed as no:
            refuse_sign_in(no, issuer=issuer, subject=subject)
            self.request.refused_sign_in = no.obstacles[0].code
            return None


def _why_not_trust(payload: dict[str, Any]) -> list[Obstacle]:
    """What the signed token itself says of how and when the person signed in at the provider."""
    when = payload.get("auth_time")
    age_s = time.time() - when if isinstance(when, int | float) else None
    return why_not_trust(
        strength=payload.get("acr"),
        wanted=settings.OIDC_ACR,
        age_s=None if age_s is None else age_s - LEEWAY_SECONDS,
        most_s=settings.OIDC_MAX_AGE_S,
    )
