"""A link does one act, once, and nothing by being looked at."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.urls import path
from django.utils import timezone

from naober.foundation.journal.models import Entry
from naober.foundation.notifications import links, services, views
from naober.foundation.notifications.acts import Act, ActPage, AskAgainError, Choice, Done
from naober.foundation.notifications.models import Link, Mail

pytestmark = pytest.mark.django_db
DONE: list[tuple[str, str]] = []


def describe(link):
    return ActPage(
        "Mag het?", "Wij vragen u dit.", (Choice("yes", "Ja"), Choice("no", "Nee", "quiet"))
    )


def perform(link, choice, data):
    if data.get("again"):
        raise AskAgainError(ActPage("Nog eens", "Vul het in.", (Choice("yes", "Ja"),)))
    if data.get("break"):
        raise RuntimeError
    DONE.append((link.target, choice))
    return Done("Dank u", "Het is gedaan.", url="/zoeken/", sign_in=link.person)


PURPOSES = {
    "ask": Act(describe, perform),
    "invite": Act(describe, perform, signs_in=True),
    "stop": Act(describe, perform, one_click="no"),
}
WITH = {"purposes": PURPOSES}


@pytest.fixture(autouse=True)
def _pages(settings):
    """The site's own table is website.mail.links'; here are purposes of the test."""
    DONE.clear()
    settings.ROOT_URLCONF = __name__


def _site():
    from importlib import import_module

    theirs = import_module("naober.website.urls").urlpatterns
    ours = [
        path("doen/<str:token>/", views.act, WITH, name="mail-link"),
        path("doen/<str:token>/nieuw/", views.fresh, WITH, name="mail-link-fresh"),
        path("afmelden/<str:token>/", views.unsubscribe, WITH, name="mail-unsubscribe"),
    ]
    return [*ours, *theirs]


def __getattr__(name):  # the addresses, when they are asked for
    if name == "urlpatterns":
        return _site()
    raise AttributeError(name)


def person(email="anna@buur.example", **fields):
    return get_user_model().objects.create_user(email, None, name="Anna", **fields)


def page_of(purpose="ask", to=None, target="7", **fields):
    to = to or person()
    address = services.make_link(
        purpose=purpose, person=to, email=to.email, target=target, **fields
    )
    assert address.startswith("http://testserver/doen/")
    return address.removeprefix("http://testserver")


def stop_address(page):
    return page.replace("/doen/", "/afmelden/")


def test_looking_changes_nothing_and_a_button_does_it_once(client):
    page = page_of()
    for method in (client.get, client.head, client.get):
        assert method(page).status_code == 200
    assert client.options(page).status_code == 405
    assert DONE == []
    assert Link.objects.get().used_at is None
    done = client.post(page, {"choice": "yes"})
    assert done.status_code == 200
    assert "Het is gedaan." in done.text
    assert client.post(page, {"choice": "no"}).status_code == 410
    assert client.get(page).status_code == 410
    assert DONE == [("7", "yes")]
    assert Entry.objects.get(action="link.used").about == "ask:7"


def test_it_is_kept_nowhere_and_told_to_nobody(client):
    page = page_of()
    for answer in (client.get(page), client.post(page, {"choice": "yes"}), client.get(page)):
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Referrer-Policy"] == "strict-origin"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_only_the_choices_that_were_given(client):
    page = page_of()
    for choice in ("", "maybe", "yes\x00"):
        assert client.post(page, {"choice": choice}).status_code == 400
    assert DONE == []


def test_what_must_be_filled_in_again_leaves_the_link_good(client):
    page = page_of()
    assert client.post(page, {"choice": "yes", "again": "1"}).status_code == 422
    with pytest.raises(RuntimeError):
        client.post(page, {"choice": "yes", "break": "1"})
    assert Link.objects.get().used_at is None
    assert client.post(page, {"choice": "yes"}).status_code == 200


def test_a_form_of_another_site_is_refused():
    client = Client(enforce_csrf_checks=True)
    assert client.post(page_of(), {"choice": "yes"}).status_code == 403


def test_guesses_find_nothing(client):
    page = page_of()
    token = page.split("/")[2]
    code, _, signature = token.partition(".")
    of_another_purpose = Signer(sep=".", salt="naober.mail-link.stop").sign(code)
    for wrong in (
        code,
        f"{code}.",
        f"{code}.{signature[:-1]}",
        f"{code}.{signature}x",
        f"{code}x.{signature}",
        of_another_purpose,
        f"{token}.{signature}",
        "x" * 5000,
        "a%00b.c",
        "é.ü",
    ):
        assert client.get(f"/doen/{wrong}/").status_code == 404, wrong
        assert client.post(f"/doen/{wrong}/", {"choice": "yes"}).status_code == 404
    assert DONE == []


def test_a_purpose_that_is_no_more(client):
    assert client.get(page_of("gone")).status_code == 404


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, "Mail mij een nieuwe link"),
        ({"revoked_at": timezone.now()}, "niet meer gevraagd"),
        ({"used_at": timezone.now()}, "al gedaan"),
    ],
)
def test_what_is_over_says_so_kindly(client, change, words):
    page = page_of()
    Link.objects.update(**change)
    answer = client.get(page)
    assert answer.status_code == 410
    assert words in answer.text
    assert "Wij vragen u dit" not in answer.text
    assert client.post(page, {"choice": "yes"}).status_code == 410
    assert DONE == []


def test_whoever_may_not_sign_in_any_more_does_nothing_by_mail(client):
    left = person(is_active=False)
    page = page_of(to=left)
    assert client.post(page, {"choice": "yes"}).status_code == 410
    assert client.post(f"{page}nieuw/").status_code == 200
    assert not Mail.objects.exists()


def test_an_answer_ends_the_other_links_that_ask_the_same(client):
    anna, bert = person(), person("bert@buur.example")
    first, second = page_of(to=anna), page_of(to=anna)
    others = [page_of(to=bert), page_of(to=anna, target="8")]
    client.post(first, {"choice": "yes"})
    assert client.get(second).status_code == 410
    assert [client.get(page).status_code for page in others] == [200, 200]
    assert services.revoke_links(purpose="ask", target="7") == 1
    assert client.get(others[0]).status_code == 410


def test_a_page_is_in_the_language_of_who_was_written_to(client):
    page = page_of(to=person(language="en"))
    assert "Nothing happens until you choose." in client.get(page).text
    assert client.get(page)["Content-Language"] == "en"
    client.force_login(person("b@buur.example", language="nl"))
    assert "Er gebeurt niets tot u kiest." in client.get(page).text


# --- a new link for an old one ---


def expired(**fields):
    page = page_of(**fields)
    Link.objects.update(expires_at=timezone.now() - timedelta(days=1))
    return page


def test_a_new_link_goes_to_the_same_address_and_the_answer_tells_nothing(client):
    good, old = page_of(to=person("b@buur.example")), expired()
    Link.objects.filter(email="b@buur.example").update(
        expires_at=timezone.now() + timedelta(days=9)
    )
    texts = {
        client.post(f"{address}nieuw/").text
        for address in (old, good, "/doen/never.was/", old.replace("ask", "x"))
    }
    assert len({text.split("<main")[1].split("</main")[0] for text in texts}) == 1
    [mail] = Mail.objects.all()
    assert mail.email == "anna@buur.example"
    new = mail.text.split("http://testserver")[1].split()[0]
    assert client.post(new, {"choice": "yes"}).status_code == 200
    assert DONE == [("7", "yes")]


def test_nobody_is_flooded_with_new_links(client):
    pages = [expired(to=person())]
    anna = get_user_model().objects.get()
    pages += [expired(to=anna, target=str(number)) for number in range(8)]
    for page in pages * 2:
        assert client.post(f"{page}nieuw/").status_code == 200
    assert Mail.objects.count() == services.FRESH_A_DAY
    assert client.get(f"{pages[0]}nieuw/").status_code == 405


@pytest.mark.parametrize("over", ["used_at", "revoked_at"])
def test_what_was_answered_or_taken_back_is_not_renewed(client, over):
    page = expired()
    Link.objects.update(**{over: timezone.now()})
    client.post(f"{page}nieuw/")
    assert not Mail.objects.exists()


def test_long_after_its_end_it_is_not_renewed(client):
    page = expired()
    Link.objects.update(expires_at=timezone.now() - services.FRESH_FOR - timedelta(days=1))
    client.post(f"{page}nieuw/")
    assert not Mail.objects.exists()


# --- signing in: by an invitation, the person it was for, the first time ---


def signed_in(client):
    return "_auth_user_id" in client.session


def test_an_invitation_signs_in_once(client):
    page = page_of("invite")
    answer = client.post(page, {"choice": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, "/zoeken/")
    assert signed_in(client)
    other = Client()
    again = page_of("invite", to=get_user_model().objects.get(), target="8")
    other.post(again, {"choice": "yes"})
    assert not signed_in(other)  # has a way in by now


def test_other_links_sign_nobody_in(client):
    client.post(page_of("ask"), {"choice": "yes"})
    assert not signed_in(client)


@pytest.mark.parametrize("fields", [{"is_staff": True}, {"is_superuser": True}])
def test_nobody_becomes_an_administrator_by_mail(client, fields):
    client.post(page_of("invite", to=person(**fields)), {"choice": "yes"})
    assert not signed_in(client)


def test_an_invitation_to_another_address_signs_nobody_in(client):
    anna = person()
    address = services.make_link(purpose="invite", person=anna, email="x@else.example", target="1")
    client.post(address.removeprefix("http://testserver"), {"choice": "yes"})
    assert not signed_in(client)


# --- one click to stop ---


def test_a_mail_program_stops_the_mail_by_itself():
    client = Client(enforce_csrf_checks=True)
    stop = stop_address(page_of("stop"))
    assert client.get(stop).status_code == 302
    assert DONE == []
    for _ in range(2):
        answer = client.post(stop, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert DONE == [("7", "no")] * 2


def test_one_click_works_for_what_may_be_stopped_only():
    client = Client(enforce_csrf_checks=True)
    assert client.post(stop_address(page_of("ask"))).status_code == 404
    assert client.post("/afmelden/x.y/").status_code == 404
    assert DONE == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_one_does_it():
    page = page_of()
    link = Link.objects.get()
    start = threading.Barrier(6)
    outcomes = []

    def press():
        start.wait()
        try:
            outcomes.append(
                services.use_link(link=link, act=PURPOSES["ask"], choice="yes", data={})
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([done for done in outcomes if done]) == 1
    assert DONE == [("7", "yes")]
    assert links.find(page.split("/")[2]).used_at
