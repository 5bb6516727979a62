"""The demo's mailbox, and mail that does not arrive as the desk sees it."""

import pytest
from django.utils import timezone

from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory
from naober.foundation.notifications.digests import Item
from naober.foundation.notifications.models import Mail
from naober.foundation.notifications.services import Recipient, post
from naober.website.mail import digest

pytestmark = pytest.mark.django_db
State = Mail.State


@pytest.fixture
def desk(client):
    user = UserFactory(desk_role="desk")
    client.force_login(user)
    return user


@pytest.fixture
def _demo(settings):
    settings.DEMO = True


def mail_to(user, key="k", **fields):
    fields = {
        "subject": "Hallo",
        "text": "Beste Anna,\n\nOpen:\nhttp://testserver/doen/x/",
        **fields,
    }
    made = post(to=Recipient.of(user), key=key, **fields)
    assert made
    return made


@pytest.mark.usefixtures("_demo")
def test_everybody_sees_their_own_and_the_demos_desk_sees_all(client):
    anna, bert = UserFactory(), UserFactory()
    mine, theirs = mail_to(anna, "a", subject="Voor Anna"), mail_to(bert, "b", subject="Voor Bert")
    client.force_login(anna)
    page = client.get("/postvak/").text
    assert "Voor Anna" in page
    assert "Voor Bert" not in page
    assert client.get(f"/postvak/{mine.pk}/").status_code == 200
    assert client.get(f"/postvak/{theirs.pk}/").status_code == 404
    assert client.get("/postvak/", {"words": "Bert"}).text.count("Voor Bert") == 0
    client.force_login(UserFactory(desk_role="desk"))
    assert "Voor Bert" in client.get("/postvak/").text
    assert client.get(f"/postvak/{theirs.pk}/").status_code == 200


@pytest.mark.usefixtures("_demo")
def test_a_mail_is_shown_as_it_looks_and_does_nothing_else(client, desk):
    text = "<script>alert(1)</script>\n\nhttps://evil.example/\n\nJa:\nhttp://testserver/doen/abc/"
    made = mail_to(desk, text=text, html="<img src=x onerror=alert(1)>")
    page = client.get(f"/postvak/{made.pk}/").text
    assert "<script>alert" not in page
    assert "onerror" not in page
    assert 'href="https://evil' not in page
    assert 'href="http://testserver/doen/abc/">Ja</a>' in page


def test_there_is_no_mailbox_in_a_real_installation(client, desk):
    made = mail_to(desk)
    for path in ("/postvak/", f"/postvak/{made.pk}/"):
        assert client.get(path).status_code == 404
    assert client.post("/postvak/nieuws/").status_code == 404


@pytest.mark.usefixtures("_demo")
def test_the_demos_desk_makes_the_digests_of_the_day(client, desk, monkeypatch):
    monkeypatch.setattr(digest, "PARTS", [lambda user: [Item("a", "Nieuw", "/x/")]])
    page = client.post("/postvak/nieuws/", follow=True).text
    assert "Er is 1 mail gemaakt." in page
    assert "Niemand heeft nieuws" in client.post("/postvak/nieuws/", follow=True).text
    client.force_login(UserFactory())
    assert client.post("/postvak/nieuws/").status_code == 403


def in_state(user, state):
    made = mail_to(user, f"k:{state}", subject=f"Mail die {state} is")
    sent = timezone.now() if state in (State.SENT, State.KEPT) else None
    Mail.objects.filter(pk=made.pk).update(state=state, error="550 nobody here", sent_at=sent)
    return made


def test_the_desk_sees_what_does_not_arrive_but_not_what_it_says(client, desk):
    for state in (State.FAILED, State.UNSURE):
        in_state(MembershipFactory(user__name=f"Naam {state}").user, state)
    page = client.get("/bureau/post/").text
    assert "Mail die" not in page
    assert "misschien niet aangekomen" in page.lower()
    assert "550 nobody here" in page
    assert "2 mails vragen een besluit van u." in page
    assert "Beste Anna" not in page
    assert "/doen/x/" not in page
    only = client.get("/bureau/post/", {"state": "failed"}).text
    assert "Naam failed" in only
    assert "Naam unsure" not in only
    assert client.get("/bureau/post/", {"state": "nonsense\x00"}).status_code == 200


def test_the_desk_sends_again_what_perhaps_did_not_arrive(client, desk, mailoutbox):
    made = in_state(UserFactory(), State.UNSURE)
    client.post(f"/bureau/post/{made.pk}/opnieuw/")
    made.refresh_from_db()
    assert made.state == State.WAITING
    assert Entry.objects.get(action="mail.sent_again").by == desk
    answer = client.post(f"/bureau/post/{made.pk}/opnieuw/", follow=True)
    assert "wacht niet meer op een besluit" in answer.text
    assert client.post("/bureau/post/999999/opnieuw/").status_code == 404


@pytest.mark.parametrize("state", sorted(set(State) - {State.HANDING}))
def test_the_desk_learns_of_no_mail_to_who_was_let_in(client, desk, state):
    before = client.get("/bureau/post/").text
    made = in_state(UserFactory(name="Gast Vanbuiten", email="gast@vanbuiten.example"), state)
    pages = [client.get("/bureau/post/", {"state": one}).text for one in ("", *State.values)]
    told = "".join([before, *pages])
    assert not any(word in told for word in ("Vanbuiten", "vanbuiten.example", made.subject, "550"))


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("path", ["/postvak/", "/bureau/post/"])
def test_the_number_of_mails_costs_no_queries(client, desk, django_assert_num_queries, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    mail_to(desk, "k")
    Mail.objects.update(attempts=1)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(40):
        mail_to(UserFactory(), f"k{number}")
    Mail.objects.filter(key__startswith="k").update(attempts=1)
    with django_assert_num_queries(len(few)):
        page = client.get(path)
    assert page.context["page"].paginator.num_pages == 2


def test_the_link_to_a_new_password_is_of_this_site_whatever_was_asked_for(
    client, settings, mailoutbox
):
    settings.SITE_URL = "https://naober.example"
    user = UserFactory()
    client.post("/account/password/reset/", {"email": user.email}, headers={"host": "localhost"})
    [mail] = mailoutbox
    assert "https://naober.example/account/password/reset/key/" in mail.body
    assert "localhost" not in mail.body
