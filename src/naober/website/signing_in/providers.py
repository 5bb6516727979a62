"""Sign-in with the account of a company or region (OpenID Connect): who the provider says one is,
and whether that is somebody we know. Nobody signs up by it."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.shortcuts import render

from naober.foundation.members.models import User


class SignedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth is not typed
    """As allauth's, but what comes without a signature of the provider, or about two people at
    once, is refused."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("There is no id_token.")
        login = super().complete_login(request, app, token, **kwargs)
        told = login.account.extra_data
        if len({part.get("sub") for part in told.values()}) != 1:
            raise OAuth2Error("The user info is of somebody else.")
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> Any:
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Only who is known gets in, and every refusal looks the same."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        is_login = sociallogin.state.get("process") == AuthProcess.LOGIN
        user = _known(sociallogin) if is_login else None
        if user is None:
            page = render(request, "socialaccount/unknown.html", status=403)
            raise ImmediateHttpResponse(page)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)


def _known(login: SocialLogin) -> User | None:
    """Whose account this is. The administration is never opened by another's word."""
    user = login.user if login.is_existing else _by_address(login)
    if user is None or not user.is_active or user.is_staff or user.is_superuser:
        return None
    return user


def _by_address(login: SocialLogin) -> User | None:
    """The first time: by an address the provider has verified. Later it is the provider's own
    number that counts, so an address that is given to a successor opens nothing."""
    told = login.account.extra_data
    claims = told.get("userinfo") or told.get("id_token") or {}
    if claims.get("email_verified") is not True:
        return None
    user = User.objects.filter(email=str(claims.get("email", "")).lower()).first()
    tied = SocialAccount.objects.filter(user=user, provider=login.account.provider)
    return None if user is None or tied.exists() else user
