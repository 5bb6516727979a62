"""Signing in by a code that came by mail."""

import re
import time

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from naober.foundation.members.tests.factories import UserFactory
from naober.website.signing_in.tests.helpers import (
    ask_code,
    code_in,
    give_code,
    is_in,
    sign_in,
)

pytestmark = pytest.mark.django_db


def test_without_a_password_one_signs_in_by_a_code(client):
    user = UserFactory(password=None)
    user.set_unusable_password()
    user.save()
    assert ask_code(client, user.email).headers["Location"] == reverse("account_confirm_login_code")
    (message,) = mail.outbox
    assert message.to == [user.email]
    assert message.subject == "Uw code voor Naober"
    assert "Typ de code" in client.get(reverse("account_confirm_login_code")).content.decode()
    assert not is_in(client)
    give_code(client, code_in(message))
    assert is_in(client)


def test_an_unknown_address_reads_the_same(client):
    def pages(email):
        browser = Client()
        first = ask_code(browser, email)
        page = browser.get(first.headers["Location"]).content.decode()
        wrong = give_code(browser, "BBBB-BBBB")
        texts = [page, wrong.content.decode()]
        texts = [re.sub(r'(value|content)="\w{64}"', "", text).replace(email, "") for text in texts]
        return first.status_code, first.headers["Location"], wrong.status_code, texts

    assert pages(UserFactory().email) == pages("niemand@example.test")
    known, unknown = mail.outbox
    assert code_in(known)
    assert "geen account" in unknown.body


def test_after_three_wrong_codes_the_right_one_is_worth_nothing(client):
    user = UserFactory()
    ask_code(client, user.email)
    for _n in range(3):
        give_code(client, "BBBB-BBBB")
    give_code(client, code_in(mail.outbox[0]))
    assert not is_in(client)


def test_a_code_works_in_the_browser_that_asked_for_it_only(client):
    ask_code(client, UserFactory().email)
    other = Client()
    give_code(other, code_in(mail.outbox[0]))
    assert not is_in(other)


def test_a_code_is_too_old_after_ten_minutes(client, monkeypatch):
    ask_code(client, UserFactory().email)
    later = time.time() + 601
    monkeypatch.setattr(time, "time", lambda: later)
    give_code(client, code_in(mail.outbox[0]))
    assert not is_in(client)


def test_asking_for_codes_again_and_again_is_stopped():
    user = UserFactory()
    for _n in range(8):
        ask_code(Client(), user.email)
    assert len(mail.outbox) == 3


def test_a_new_code_takes_the_place_of_the_older_one(client):
    ask_code(client, UserFactory().email)
    page = client.get(reverse("account_confirm_login_code")).content.decode()
    assert "Stuur een nieuwe code" in page
    client.post(reverse("account_confirm_login_code"), {"action": "resend"})
    older, newer = mail.outbox
    give_code(client, code_in(older))
    assert not is_in(client)
    give_code(client, code_in(newer))
    assert is_in(client)


def test_one_may_go_back_and_sign_in_otherwise(client):
    user = UserFactory()
    ask_code(client, user.email)
    assert client.get(reverse("account_login")).status_code == 302
    client.post(reverse("account_logout"), {"next": reverse("account_login")})
    sign_in(client, user)
    assert is_in(client)


def test_a_closed_account_gets_no_code(client):
    user = UserFactory(is_active=False)
    ask_code(client, user.email)
    assert not any("code" in message.subject for message in mail.outbox)
