"""The second step of signing in, and who cannot do without."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.core import mail
from django.test import Client
from django.urls import reverse

from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import UserFactory
from naober.website.signing_in.tests.helpers import (
    PASSWORD,
    SECRET,
    ask_code,
    code_in,
    code_now,
    give_code,
    is_in,
    sign_in,
)

pytestmark = pytest.mark.django_db
CLOSED = {"exchange", "desk", "ledger", "journal", "notifications", "audience", "usersessions"}


@pytest.fixture
def with_second_step():
    user = UserFactory()
    TOTP.activate(user, SECRET)
    return user


def test_the_secret_is_not_readable_in_the_database(with_second_step):
    assert SECRET not in str(Authenticator.objects.values_list("data"))


@pytest.mark.django_db(transaction=True)
def test_one_switches_it_on_and_off_again(client):
    user = UserFactory()
    sign_in(client, user)
    url = reverse("mfa_activate_totp")
    again = client.get(url).headers["Location"]
    assert again.startswith(reverse("account_reauthenticate"))
    assert client.post(again, {"password": PASSWORD}).headers["Location"] == url
    page = client.get(url).content.decode()
    assert "data:image/svg" in page
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    assert "klopt niet" in client.post(url, {"code": "000000"}).content.decode()
    codes = client.post(url, {"code": code_now(secret)}).headers["Location"]
    assert codes == reverse("mfa_view_recovery_codes")
    assert client.get(codes).content.decode().count("<li><code>") == 10
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 200
    assert "aan" in client.get(reverse("mfa_index")).content.decode()
    assert [m.subject for m in mail.outbox] == ["De tweede stap staat aan"]
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    done = Entry.objects.filter(about=f"members.user:{user.pk}").values_list("action", flat=True)
    assert {"person.second_step_on", "person.second_step_off", "person.new_codes"} <= set(done)


def test_the_password_alone_is_not_enough(client, with_second_step):
    url = reverse("mfa_authenticate")
    assert sign_in(client, with_second_step).headers["Location"] == url
    assert not is_in(client)
    assert client.post(url, {"code": "000000"}).status_code == 200
    assert not is_in(client)
    client.post(url, {"code": code_now()})
    assert is_in(client)


def test_nor_is_a_code_by_mail(client, with_second_step):
    ask_code(client, with_second_step.email)
    answer = give_code(client, code_in(mail.outbox[0]))
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)


def test_a_code_of_the_app_works_once(client, with_second_step):
    code = code_now()
    sign_in(client, with_second_step)
    client.post(reverse("mfa_authenticate"), {"code": code})
    other = Client()
    sign_in(other, with_second_step)
    other.post(reverse("mfa_authenticate"), {"code": code})
    assert not is_in(other)


def test_guessing_codes_is_stopped_in_all_sessions_together(with_second_step):
    for _n in range(5):
        client = Client()
        sign_in(client, with_second_step)
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    page = client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert "Te veel pogingen" in page.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    ("setting", "fields", "expected"),
    [
        ("", {"desk_role": "desk"}, 200),
        ("desk", {}, 200),
        ("desk", {"desk_role": "desk"}, 302),
        ("desk", {"desk_role": "board"}, 302),
        ("desk", {"is_staff": True}, 302),
        ("all", {}, 302),
    ],
)
def test_who_needs_a_second_step_gets_nowhere_without(client, settings, setting, fields, expected):
    settings.REQUIRE_SECOND_STEP = setting
    client.force_login(UserFactory(**fields))
    assert client.get("/").status_code == expected
    if expected == 302:
        assert client.get("/").headers["Location"] == reverse("second-step")
        assert "twee minuten" in client.get(reverse("second-step")).content.decode()
        assert client.get("/api/v1/exchange/listings").status_code == 403
        assert client.post("/bedrijven/1/bewerken/").status_code == 302
        assert client.get("/admin/").status_code == 302
        assert client.get("/not-there/").status_code == 302


def test_the_page_leads_through_it(client, settings):
    settings.REQUIRE_SECOND_STEP = "desk"
    user = UserFactory(desk_role="desk")
    sign_in(client, user)
    begin = client.get(client.get("/").headers["Location"]).content.decode()
    assert reverse("mfa_activate_totp") in begin
    again = client.get(reverse("mfa_activate_totp")).headers["Location"]
    client.post(again, {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert client.get("/").status_code == 200


def test_a_session_that_skipped_the_step_has_to_take_it(client, settings):
    """As a link by mail opens one."""
    settings.REQUIRE_SECOND_STEP = "desk"
    user = UserFactory(desk_role="desk")
    TOTP.activate(user, SECRET)
    client.force_login(user)
    assert client.get("/").status_code == 302
    page = client.get(reverse("second-step")).content.decode()
    assert reverse("mfa_reauthenticate") in page
    assert client.get(reverse("mfa_deactivate_totp")).headers["Location"] == reverse("second-step")
    client.post(reverse("mfa_reauthenticate") + "?next=/", {"code": code_now()})
    assert client.get("/").status_code == 200


def test_the_administration_has_no_way_in_of_its_own(client, settings):
    settings.REQUIRE_SECOND_STEP = "desk"
    user = UserFactory(is_staff=True, is_superuser=True)
    answer = client.post("/admin/login/", {"username": user.email, "password": PASSWORD})
    assert answer.headers["Location"].startswith(reverse("account_login"))
    client.force_login(UserFactory())
    assert client.get("/admin/login/").status_code == 403


def test_the_administration_holds_no_listing_no_session_and_no_job():
    """What members place for few eyes is read on the pages, by their rules, and nowhere else."""
    registered = {model._meta.label for model in admin.site._registry}
    assert "members.Company" in registered
    closed = {label for label in registered if label.split(".")[0] in CLOSED}
    assert closed == {"exchange.EmissionFactor"}  # public figures with their source
    assert not registered & {"django_q.Schedule", "django_q.OrmQ"}
