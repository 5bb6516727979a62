"""Sessions to see and to end, and what the journal keeps of signing in."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import UserFactory
from naober.website.signing_in import security_journal, sessions
from naober.website.signing_in.tests.helpers import FIREFOX, PASSWORD, browser, is_in, sign_in

pytestmark = pytest.mark.django_db


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
