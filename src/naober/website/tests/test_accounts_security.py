"""Signing in by a code, the second step, sessions, and what the journal keeps of them."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib import admin
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import UserFactory
from naober.website import security_journal, sessions

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
CLOSED = {"exchange", "desk", "ledger", "journal", "notifications", "audience", "usersessions"}
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _nobody_tried_before():
    """What is counted by address counts over all tests of this minute."""
    cache.clear()


def browser():
    return Client(headers={"user-agent": FIREFOX})


def sign_in(client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def code_now(secret=SECRET, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def is_in(client):
    return client.get(reverse("members:profile")).status_code == 200


# A code by mail


def ask_code(client, email):
    return client.post(reverse("account_request_login_code"), {"email": email})


def give_code(client, code):
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def code_in(message):
    return re.search(r"^[A-Z0-9]{3,5}-?[A-Z0-9]{3,5}$", message.body, re.M)[0]


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


# The second step


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


# Who cannot do without


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
    assert not {label for label in registered if label.split(".")[0] in CLOSED}
    assert not registered & {"django_q.Schedule", "django_q.OrmQ"}


# Sessions


def test_one_sees_where_one_is_signed_in_and_ends_it():
    user = UserFactory()
    here, there, elsewhere = browser(), browser(), browser()
    for client in (here, there, elsewhere):
        sign_in(client, user)
    page = here.get(reverse("usersessions_list")).content.decode()
    assert page.count("Firefox, Linux") == 3
    assert "dit apparaat" in page
    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post(reverse("session-end", args=[other.pk]))
    assert [is_in(client) for client in (here, there, elsewhere)] == [True, False, True]
    here.post(reverse("session-end-others"))
    assert [is_in(client) for client in (here, there, elsewhere)] == [True, False, False]
    assert "Elders uitgelogd" in here.get(reverse("usersessions_list")).content.decode()


def test_nobody_ends_the_session_of_another():
    victim, attacker = browser(), browser()
    sign_in(victim, UserFactory())
    sign_in(attacker, UserFactory())
    found = UserSession.objects.get(session_key=victim.session.session_key)
    assert attacker.post(reverse("session-end", args=[found.pk])).status_code == 404
    assert is_in(victim)


def test_a_changed_password_ends_the_other_sessions():
    user = UserFactory()
    here, there = browser(), browser()
    sign_in(here, user)
    sign_in(there, user)
    new = "een nieuw lang wachtwoord"
    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert [is_in(here), is_in(there)] == [True, False]
    assert here.get(reverse("usersessions_list")).content.decode().count("Firefox, Linux") == 1
    assert [message.subject for message in mail.outbox] == [
        "Uw wachtwoord voor Naober is veranderd"
    ]


def test_who_leaves_is_out_at_once(client):
    user = UserFactory()
    sign_in(client, user)
    assert is_in(client)
    user.is_active = False
    user.save()
    assert not is_in(client)


def test_last_seen_is_told_at_most_once_in_a_quarter(client, django_assert_num_queries):
    user = UserFactory()
    sign_in(client, user)
    session = client.session
    session[sessions.SEEN] -= 16 * 60
    session.save()
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=5))
    client.get("/")
    seen = UserSession.objects.get().last_seen_at
    assert timezone.now() - seen < timedelta(minutes=1)
    UserSession.objects.update(last_seen_at=seen - timedelta(minutes=5))
    client.get("/")
    assert UserSession.objects.get().last_seen_at == seen - timedelta(minutes=5)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140", "Edge, Windows"),
        ("curl/8", "onbekend apparaat"),
        ("<script>", "onbekend apparaat"),
    ],
)
def test_a_device_has_a_name(agent, name):
    assert sessions.device(agent) == name


# What is kept


def test_signing_in_and_being_locked_out_stand_in_ones_own_journal(client):
    user = UserFactory()
    sign_in(client, user)
    other = Client()
    for _n in range(5):
        sign_in(other, user, "wrong")
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Ingelogd" in page
    assert "Te vaak een verkeerd wachtwoord" in page
    assert not Entry.objects.exclude(company=None).exists()
    assert "192." not in str(list(Entry.objects.values()))


def test_an_unknown_name_is_not_written_down(client):
    for _n in range(5):
        client.post(reverse("account_login"), {"login": "niemand@example.test", "password": "x"})
    assert not Entry.objects.exists()


def test_after_ninety_days_addresses_and_sign_ins_are_forgotten(client):
    user = UserFactory()
    sign_in(client, user)
    sign_in(Client(), user, "wrong")
    security_journal.forget_old()
    assert (AccessAttempt.objects.count(), UserSession.objects.count()) == (1, 1)
    old = timezone.now() - timedelta(days=91)
    AccessAttempt.objects.update(attempt_time=old)
    UserSession.objects.update(last_seen_at=old)
    about = f"members.user:{user.pk}"
    Entry.objects.create(at=old, action="person.signed_in", about=about)
    Entry.objects.create(at=old, action="person.password_changed", about=about)
    security_journal.forget_old()
    assert not AccessAttempt.objects.exists()
    assert not UserSession.objects.exists()
    left = Entry.objects.order_by("at").values_list("action", flat=True)
    assert list(left) == ["person.password_changed", "person.signed_in"]
