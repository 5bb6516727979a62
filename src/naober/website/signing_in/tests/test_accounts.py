"""Getting in: by invitation, with an e-mail address, and not by guessing."""

import re

import pytest
from django.core import mail
from django.urls import NoReverseMatch, reverse

from naober.foundation.members.models import User
from naober.foundation.members.tests.factories import UserFactory
from naober.website.signing_in import accounts
from naober.website.signing_in.tests.helpers import PASSWORD, sign_in

pytestmark = pytest.mark.django_db


def test_sign_in_and_out(client):
    user = UserFactory()
    assert sign_in(client, user).headers["Location"] == "/"
    assert client.get(reverse("members:profile")).status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("members:profile")).status_code == 302


def test_capitals_in_the_address_do_not_matter(client):
    user = UserFactory(email="anna@example.test")
    user.email = "Anna@Example.TEST"
    assert sign_in(client, user).status_code == 302


def test_a_wrong_password_says_so_without_saying_who_exists(client):
    wrong = sign_in(client, UserFactory(), "wrong").content.decode()
    nobody = sign_in(client, User(email="niemand@example.test"), "wrong").content.decode()
    errors = [re.findall(r"notice--error.*?</div>", text, re.S) for text in (wrong, nobody)]
    assert errors[0]
    assert errors[0] == errors[1]


def test_after_five_wrong_passwords_signing_in_is_closed_for_a_while(client):
    user = UserFactory()
    for _n in range(4):
        assert sign_in(client, user, "wrong").status_code == 200
    locked = sign_in(client, user, "wrong")
    assert locked.status_code == 429
    assert "Te veel pogingen" in locked.content.decode()
    assert sign_in(client, user).status_code == 429
    assert sign_in(client, UserFactory()).status_code == 302


def test_a_closed_account_cannot_sign_in(client):
    answer = sign_in(client, UserFactory(is_active=False))
    assert answer.status_code in (200, 302)
    assert client.get(reverse("members:profile")).status_code == 302


def test_nobody_signs_up(client):
    url = reverse("account_signup")
    assert "op uitnodiging" in client.get(url).content.decode()
    client.post(url, {"email": "x@example.test", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.exists()


def test_whoever_came_in_by_a_mail_may_choose_a_password(client):
    user = UserFactory()
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    page = client.get(reverse("account_change_password"), follow=True)
    assert page.redirect_chain[0][0] == reverse("account_set_password")
    assert "Wachtwoord kiezen" in page.content.decode()
    client.post(reverse("account_set_password"), {"password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    "name",
    ["account_email", "account_confirm_email", "account_verify_phone"],
)
def test_pages_that_nobody_needs_are_closed(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_forgotten_password_is_replaced_through_a_link_that_works_once(client):
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email})
    (message,) = mail.outbox
    assert message.subject == "Kies een nieuw wachtwoord voor Naober"
    link = re.search(r"http://testserver(\S+)", message.body)[1]
    form = client.get(link).headers["Location"]
    assert "Kies een nieuw wachtwoord" in client.get(form).content.decode()
    new = "een nieuw lang wachtwoord"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)
    client.logout()
    assert "werkt niet meer" in client.get(link, follow=True).content.decode()


def test_asking_for_an_unknown_address_shows_the_same_page(client):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}).headers["Location"]
        for email in [UserFactory().email, "niemand@example.test"]
    ]
    assert answers[0] == answers[1]
    assert "geen account" in mail.outbox[1].body


def test_one_changes_ones_password(client):
    user = UserFactory()
    client.force_login(user)
    new = "een nieuw lang wachtwoord"
    url = reverse("account_change_password")
    client.post(url, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)


@pytest.mark.parametrize("weak", ["kort", "password123", "1234567890"])
def test_a_weak_password_is_refused(client, weak):
    user = UserFactory()
    client.force_login(user)
    url = reverse("account_change_password")
    client.post(url, {"oldpassword": PASSWORD, "password1": weak, "password2": weak})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_forms_have_labels_and_no_placeholders(client, language):
    client.cookies["django_language"] = language
    text = client.get(reverse("account_login")).content.decode()
    main = text[text.index("<main") :]
    assert main.count("<label") == 3
    assert "placeholder" not in main


@pytest.mark.parametrize(
    "other", ["SAS@EXAMPLE.TEST", " sas@example.test ", "\u017fas@example.test"]
)
def test_another_writing_of_the_address_is_no_fresh_start(client, other):
    user = UserFactory(email="sas@example.test")
    for _n in range(5):
        sign_in(client, user, "wrong")
    assert sign_in(client, User(email=other), "wrong").status_code in (200, 429)
    assert accounts.username_of(None, {"email": other}) == user.email


def test_a_made_up_address_of_the_visitor_is_no_fresh_start(client, settings):
    user = UserFactory()
    url = reverse("account_login")

    def attempt(n):
        given = {"login": user.email, "password": "wrong"}
        return client.post(url, given, headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code

    assert [attempt(n) for n in range(6)][-2:] == [429, 429]
    # Behind a proxy its word counts: the last address, not what the visitor put before it.
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    headers = {"x-forwarded-for": "127.0.0.1, 10.9.9.9"}
    right = {"login": user.email, "password": PASSWORD}
    assert client.post(url, right, headers=headers).status_code == 302


def test_nothing_of_a_page_stays_on_the_computer(client):
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    client.force_login(UserFactory())
    for url in ("/", reverse("exchange:listings"), reverse("api-1:list_listings")):
        assert client.get(url).headers["Cache-Control"] == "private, no-store"
