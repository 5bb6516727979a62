"""Sign-in with a provider's account: a small OpenID Connect provider runs beside the test."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from naober.foundation.members.models import User
from naober.foundation.members.tests.factories import UserFactory
from naober.website.signing_in.tests.helpers import is_in

pytestmark = pytest.mark.django_db
LOGIN = "/account/oidc/naober/login/"


class Provider:
    """Says of whoever comes what `claims` says; keeps the code_challenge of each code."""

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signs_with = self.key
        self.claims = {"sub": "number-1", "email": "anna@example.test", "email_verified": True}
        self.userinfo = {}
        self.audience = "client"
        self.without_id_token = False
        self.challenges = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def handler(provider):  # noqa: N805  (`self` is the request's, below)
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_args):
                pass

            def do_GET(self):
                self.answer(provider.get(self.path))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                given = {key: values[0] for key, values in parse_qs(body).items()}
                self.answer(provider.token(given))

            def answer(self, data):
                body = json.dumps(data or {"error": "invalid_grant"}).encode()
                self.send_response(200 if data else 400)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        return Handler

    def get(self, path):
        if path.endswith("openid-configuration"):
            return {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
            }
        if path == "/keys":
            key = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
            return {"keys": [{**key, "kid": "1", "alg": "RS256", "use": "sig"}]}
        return {**self.claims, **self.userinfo}

    def token(self, given):
        challenge = urlsafe_b64encode(sha256(given.get("code_verifier", "").encode()).digest())
        if self.challenges.get(given["code"]) != challenge.decode().rstrip("="):
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": self.audience, "iat": now, "exp": now + 60, **self.claims}
        token = jwt.encode(claims, self.signs_with, algorithm="RS256", headers={"kid": "1"})
        answer = {"access_token": "access", "token_type": "Bearer", "expires_in": 60}
        return answer if self.without_id_token else {**answer, "id_token": token}

    def authorize(self, url):
        """The person says yes at the provider: where the browser goes then."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        self.challenges["the-code"] = asked["code_challenge"]
        return f"{asked['redirect_uri']}?code=the-code&state={asked['state']}"


@pytest.fixture
def provider(settings):
    running = Provider()
    app = {
        "provider_id": "naober",
        "name": "Streeknet",
        "client_id": "client",
        "secret": "secret",
        "settings": {"server_url": running.url, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield running
    running.server.shutdown()
    running.server.server_close()
    running.thread.join()


def sign_in(client, provider):
    page = client.post(LOGIN)
    assert page.status_code == 200, "no redirect: form-action forbids a form to leave the site"
    return client.get(provider.authorize(page.context["redirect_to"]))


def test_the_button_says_whose_account_it_is(client, provider):
    assert "Inloggen met Streeknet" in client.get(reverse("account_login")).content.decode()
    page = client.get(LOGIN).content.decode()
    assert "Streeknet" in page


def test_without_a_provider_there_is_no_button(client):
    assert "oidc" not in client.get(reverse("account_login")).content.decode()


def test_who_is_known_gets_in_and_the_next_time_by_the_providers_number(client, provider):
    user = UserFactory(email="anna@example.test")
    assert sign_in(client, provider).status_code == 302
    assert is_in(client)
    assert SocialAccount.objects.get().user == user
    provider.claims["email"] = "married@example.test"
    again = Client()
    sign_in(again, provider)
    assert is_in(again)


REFUSED = {
    "nobody knows the address": {"email": "niemand@example.test"},
    "the provider did not verify it": {"email_verified": False},
    "nor did it by the word 'true'": {"email_verified": "true"},
    "nor did it by 'false'": {"email_verified": "false"},
    "there is no address": {"email": ""},
}


@pytest.mark.parametrize("claims", REFUSED.values(), ids=REFUSED)
def test_others_do_not_get_in_and_nobody_signs_up(client, provider, claims):
    UserFactory(email="anna@example.test")
    provider.claims.update(claims)
    answer = sign_in(client, provider)
    assert answer.status_code == 403
    assert "Zo kunt u niet inloggen" in answer.content.decode()
    assert not is_in(client)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_a_successor_with_the_same_address_does_not_get_in(client, provider):
    UserFactory(email="anna@example.test")
    sign_in(client, provider)
    provider.claims["sub"] = "number-2"
    other = Client()
    assert sign_in(other, provider).status_code == 403
    assert not is_in(other)


@pytest.mark.parametrize("fields", [{"is_staff": True}, {"is_superuser": True}])
def test_the_administration_is_not_opened_by_anothers_word(client, provider, fields):
    UserFactory(email="anna@example.test", **fields)
    assert sign_in(client, provider).status_code == 403
    assert not is_in(client)


def test_a_closed_account_stays_closed(client, provider):
    UserFactory(email="anna@example.test", is_active=False)
    assert sign_in(client, provider).status_code == 403


def test_the_second_step_is_asked_all_the_same(client, provider):
    TOTP.activate(UserFactory(email="anna@example.test"), "JBSWY3DPEHPK3PXP")
    assert sign_in(client, provider).headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)


def forged(provider):
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def for_another_site(provider):
    provider.audience = "other-client"


def without_id_token(provider):
    provider.without_id_token = True


def about_two_people(provider):
    provider.userinfo = {"sub": "number-9", "email": "anna@example.test"}


@pytest.mark.parametrize("wrong", [forged, for_another_site, without_id_token, about_two_people])
def test_what_the_provider_did_not_say_is_not_believed(client, provider, wrong):
    UserFactory(email="anna@example.test")
    wrong(provider)
    assert "Inloggen is niet gelukt" in sign_in(client, provider).content.decode()
    assert not is_in(client)


def test_a_code_of_another_browser_is_worth_nothing(client, provider):
    """Else somebody could sign a victim in as themself, or use a stolen code."""
    UserFactory(email="anna@example.test")
    back = provider.authorize(client.post(LOGIN).context["redirect_to"])
    other = Client()
    other.get(back)
    assert not is_in(other)
    client.get(back.replace("state=", "state=x"))
    assert not is_in(client)


def test_stopping_halfway_says_so(client, provider):
    state = parse_qs(urlsplit(client.post(LOGIN).context["redirect_to"]).query)["state"][0]
    back = client.get(f"{LOGIN}callback/?error=access_denied&state={state}", follow=True)
    assert "U bent niet ingelogd" in back.content.decode()


def test_a_provider_that_is_away_gives_a_page(client, provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://127.0.0.1:9"
    )
    assert client.post(LOGIN).status_code == 503
