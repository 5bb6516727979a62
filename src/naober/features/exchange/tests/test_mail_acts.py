"""Links in mails: rights at the moment of acting, nothing revealed on the page, guests let in."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.features.exchange import mail_acts, mail_words, services
from naober.features.exchange.models import DealGuest, Listing, ListingGuest, Match
from naober.features.exchange.news import digest_items
from naober.features.exchange.tests.factories import NEED, OFFER, UserFactory, say, tonnes
from naober.features.ledger.models import Entry
from naober.foundation.journal import selectors as journal
from naober.foundation.members.models import User
from naober.foundation.notifications.models import Link, Mail
from naober.foundation.notifications.services import make_link, send_fresh

pytestmark = pytest.mark.django_db
NOTHING = QueryDict("")


def link(purpose, target, person):
    return Link(
        purpose=purpose,
        target=str(target),
        person=person,
        email=person.email,
        expires_at=timezone.now() + timedelta(days=1),
    )


def act(made, choice, data=NOTHING):
    """As the page does: describe, and perform when the choice is offered."""
    page = mail_acts.ACTS[made.purpose].describe(made)
    assert choice in [c.value for c in page.choices]
    return mail_acts.ACTS[made.purpose].perform(made, choice, data)


@pytest.fixture
def question(asked, taker):
    return link("match.answer", f"{asked.pk}:need", taker[1])


def words(page):
    return f"{page.title} {page.text}"


def test_a_yes_introduces_and_the_page_gives_no_address(question, giver):
    page = mail_acts.ACTS["match.answer"].describe(question)
    done = act(question, "yes")
    assert Match.objects.get().introduced_at
    assert giver[0].name not in words(done)
    for told in (page, done):
        assert giver[1].email not in words(told)
    assert Mail.objects.filter(email=giver[1].email).count() == 1


def test_performing_twice_is_safe(question):
    act(question, "yes")
    mail_acts.ACTS["match.answer"].perform(question, "yes", NOTHING)
    mail_acts.ACTS["match.answer"].perform(question, "no", NOTHING)
    assert Match.objects.get().introduced_at
    assert Mail.objects.count() == 2
    assert mail_acts.ACTS["match.answer"].describe(question).choices == ()


def test_a_no_keeps_its_reason(question):
    act(question, "no", QueryDict("reason=quality"))
    assert Match.objects.get().interests.get(side="need").reason == "quality"


@pytest.mark.parametrize("how", ["left", "inactive", "stranger"])
def test_who_may_no_longer_act_is_refused_kindly(question, taker, how):
    if how == "left":
        taker[1].memberships.update(ended_on=timezone.localdate())
    elif how == "inactive":
        taker[1].is_active = False
        taker[1].save()
    else:
        question.person = UserFactory()
    question.person.refresh_from_db()
    row = mail_acts.ACTS["match.answer"]
    assert row.describe(question).choices == ()
    assert row.perform(question, "yes", NOTHING).title
    assert not Match.objects.get().introduced_at


@pytest.mark.parametrize("choice", ["renew", "close"])
def test_a_listing_is_renewed_or_closed(giver, taker, choice):
    listing = say(giver[0], OFFER)
    listing.expires_on = timezone.localdate() + timedelta(days=3)
    listing.save()
    made = link("listing.renew_or_close", listing.pk, giver[1])
    act(made, choice)
    listing.refresh_from_db()
    if choice == "close":
        assert listing.closed_at
    else:
        assert listing.expires_on > timezone.localdate() + timedelta(days=100)
    other = link("listing.renew_or_close", listing.pk, taker[1])
    assert mail_acts.ACTS["listing.renew_or_close"].describe(other).choices == ()


def test_a_deal_is_confirmed_of_its_version_only(match, giver, taker):
    terms = services.Terms("Een vracht")
    made = services.propose_deal(match=match, side="offer", terms=terms, by=giver[1])
    old = link("deal.confirm", f"{made.pk}:1:need", taker[1])
    services.change_deal(
        deal=made, side="offer", terms=services.Terms("Anders"), version=1, by=giver[1]
    )
    assert mail_acts.ACTS["deal.confirm"].describe(old).choices == ()
    mail_acts.ACTS["deal.confirm"].perform(old, "yes", NOTHING)
    made.refresh_from_db()
    assert not made.is_confirmed
    act(link("deal.confirm", f"{made.pk}:2:need", taker[1]), "yes")
    made.refresh_from_db()
    assert made.is_confirmed


def test_a_value_is_confirmed_once(deal, giver, taker):
    value = services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])
    made = link("value.confirm", f"{value.pk}:need", taker[1])
    act(made, "yes")
    mail_acts.ACTS["value.confirm"].perform(made, "yes", NOTHING)
    mail_acts.ACTS["value.confirm"].perform(made, "no", NOTHING)
    assert Entry.objects.filter(source="deal").count() == 2
    wrong = link("value.confirm", f"{value.pk}:offer", taker[1])
    assert mail_acts.ACTS["value.confirm"].describe(wrong).choices == ()


# --- guests ---


def address(email):
    text = Mail.objects.get(email=email).text
    return next(part for part in text.split() if "/doen/" in part).replace("http://testserver", "")


def test_a_guest_comes_in_by_the_link_and_sees_just_that(deal, giver):
    services.invite_guest(to=deal, email="Gast@Buiten.example", company=giver[0], by=giver[1])
    client, url = Client(), address("gast@buiten.example")
    assert client.get(url).status_code == 200
    assert not User.objects.filter(email="gast@buiten.example").exists()
    answer = client.post(url, {"choice": "yes"})
    page = reverse("exchange:deal", args=[deal.pk])
    assert answer["Location"] == page
    assert client.get(page).status_code == 200
    assert client.get(reverse("exchange:deal-edit", args=[deal.pk])).status_code == 403
    assert client.get(reverse("exchange:listing", args=[deal.match.offer_id])).status_code == 404
    assert client.get(reverse("members:company", args=[giver[0].pk])).status_code == 404
    listed = client.get(reverse("exchange:listings")).content.decode()
    assert "PET" not in listed
    services.end_guest(guest=DealGuest.objects.get(), by=giver[1])
    assert client.get(page).status_code == 404


def test_a_guest_of_a_listing_sees_that_one(giver):
    one = say(giver[0], OFFER, audience="own")
    other = say(giver[0], "Wij houden houten pallets over", audience="own")
    guest = services.invite_guest(
        to=one, email="gast@buiten.example", company=giver[0], by=giver[1]
    )
    user = services.let_guest_in(guest=guest)
    client = Client()
    client.force_login(user)
    assert client.get(reverse("exchange:listing", args=[one.pk])).status_code == 200
    assert client.get(reverse("exchange:listing", args=[other.pk])).status_code == 404
    services.end_guest(guest=ListingGuest.objects.get(), by=giver[1])
    assert client.get(reverse("exchange:listing", args=[one.pk])).status_code == 404


def test_an_ended_invitation_opens_nothing(deal, giver):
    guest = services.invite_guest(to=deal, email="g@buiten.example", company=giver[0], by=giver[1])
    url = address("g@buiten.example")
    services.end_guest(guest=guest, by=giver[1])
    assert Client().post(url, {"choice": "yes"}).status_code in (400, 410)
    assert not User.objects.filter(email="g@buiten.example").exists()


def test_nobody_gets_into_an_account_that_is_there(deal, giver, taker):
    services.invite_guest(to=deal, email=taker[1].email, company=giver[0], by=giver[1])
    url = next(
        part.replace("http://testserver", "")
        for mail in Mail.objects.filter(email=taker[1].email)
        for part in mail.text.split()
        if "/doen/" in part
    )
    client = Client()
    client.post(url, {"choice": "yes"})
    assert "_auth_user_id" not in client.session


def shown(made) -> str:
    return mail_acts.ACTS[made.purpose].describe(made).text


def test_a_page_shows_all_that_the_mail_said(question, taker):
    [item] = [one for one in digest_items(taker[1]) if one.key.startswith("match-answer")]
    text = shown(question)
    assert item.text in text
    assert item.group in text
    assert "Gever" in text


def test_a_page_shows_less_when_the_other_said_something_else(question, giver):
    services.edit_listing(
        listing=Match.objects.get().offer, by=giver[1],
        said=services.Said(text=f"{OFFER}, GEHEIM", direction="offer"),
    )  # fmt: skip
    text = shown(question)
    assert "Gever" not in text
    assert "GEHEIM" not in text


def test_a_page_names_nobody_that_the_mail_did_not(question):
    Listing.objects.filter(pk=Match.objects.get().offer_id).update(audience_who="desk")
    assert "Gever" not in shown(question)


@pytest.mark.parametrize(
    ("choice", "said"), [("yes", "Ja, stel ons voor"), ("no", "Niets voor ons")]
)
def test_what_was_answered_already_is_said(question, choice, said):
    act(question, choice)
    assert said in shown(question)


def test_no_it_was_different_tells_who_wrote_it(match, giver, taker):
    terms = services.Terms("Een vracht")
    made = services.propose_deal(match=match, side="offer", terms=terms, by=giver[1])
    row = link("deal.confirm", f"{made.pk}:1:need", taker[1])
    done = act(row, "no", QueryDict("why=Twee vrachten"))
    made.refresh_from_db()
    assert not made.is_confirmed
    assert not made.is_signed("need")
    mail = Mail.objects.get(key__startswith="deal-different:")
    assert mail.email == giver[1].email
    assert "Twee vrachten" in mail.text
    assert "Twee vrachten" not in words(done)
    assert made.events.filter(what="different", side="need").count() == 1
    assert journal.about(f"deal:{made.pk}").filter(action="deal.different").count() == 1


def test_who_confirmed_cannot_say_that_it_was_different(deal, taker):
    with pytest.raises(ValidationError):
        services.say_different(deal=deal, side="need", version=1, why="", by=taker[1])
    assert not Mail.objects.filter(key__startswith="deal-different:").exists()


def test_a_stranger_cannot_say_that_it_was_different(deal):
    with pytest.raises(PermissionDenied):
        services.say_different(deal=deal, side="need", version=1, why="", by=UserFactory())


def test_a_guest_of_a_listing_reads_whom_to_ask_and_no_member_things(giver):
    one = say(giver[0], OFFER, audience="own")
    guest = services.invite_guest(to=one, email="g@buiten.example", company=giver[0], by=giver[1])
    client = Client()
    client.force_login(services.let_guest_in(guest=guest))
    page = client.get(reverse("exchange:listing", args=[one.pk])).content.decode()
    assert giver[1].email in page
    for address in (
        giver[0].get_absolute_url(), reverse("exchange:listings"), reverse("api-docs"),
        reverse("search"), reverse("dashboard:power"), reverse("members:directory"),
    ):  # fmt: skip
        assert f'href="{address}' not in page
    other = say(giver[0], "Wij houden houten pallets over", audience="public")
    assert giver[1].email not in client.get(
        reverse("exchange:listing", args=[other.pk])
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize("purpose", ["listing.renew_or_close", "match.answer"])
def test_a_page_shows_no_more_of_the_sentence_than_the_mail(question, purpose):
    mine = Match.objects.get().need
    most = mail_acts.CHARACTERS if purpose != "match.answer" else mail_words.OF_ONES_OWN - 1
    Listing.objects.filter(pk=mine.pk).update(text="x" * most + " GEHEIM")
    target = mine.pk if purpose != "match.answer" else question.target
    text = shown(link(purpose, target, question.person))
    assert "x" * most in text
    assert "GEHEIM" not in text


@pytest.mark.parametrize("purpose", ["listing.renew_or_close", "match.answer"])
def test_a_page_shows_no_words_that_came_after_the_mail(question, purpose):
    mine = Match.objects.get().need
    target = mine.pk if purpose != "match.answer" else question.target
    old = link(purpose, target, question.person)
    own = mine.text[:30]
    assert own in shown(old)
    services.edit_listing(
        listing=Listing.objects.get(pk=mine.pk), by=question.person,
        said=services.Said(text=f"{NEED}, prijs GEHEIM", direction="need"),
    )  # fmt: skip
    assert "GEHEIM" not in shown(old)
    assert own not in shown(old)
    fresh = link(purpose, target, question.person)
    fresh.created_at = timezone.now() + timedelta(minutes=5)
    assert "GEHEIM" in shown(fresh)


def test_a_page_shows_no_words_of_what_is_for_nobody_else_now(taker):
    mine = say(taker[0], NEED, audience="own")
    text = shown(link("listing.renew_or_close", mine.pk, taker[1]))
    assert "PET" not in text
    assert "2" in text  # until when


def test_the_mail_with_a_new_link_says_what_its_page_shows(taker, monkeypatch):
    mine = say(taker[0], NEED)
    make_link(purpose="listing.renew_or_close", person=taker[1], email=taker[1].email,
              target=str(mine.pk))  # fmt: skip
    past = timezone.now() - timedelta(days=30)
    Link.objects.update(created_at=past, expires_at=past)
    said = services.Said(text=f"{NEED}, spoed", direction="need")
    services.edit_listing(listing=Listing.objects.get(), by=taker[1], said=said)
    monkeypatch.setattr(mail_acts, "JUST_BEFORE", -timedelta(hours=1))  # asked for an hour later
    mail = send_fresh(link=Link.objects.get(), act=mail_acts.ACTS["listing.renew_or_close"])
    text = shown(Link.objects.latest("pk"))
    assert "spoed" in text
    assert text in " ".join(mail.text.split())
