"""What a company voted in secret, and that it stays out of a position, nobody else can tell: in
worlds that differ in that alone, everything others read is the same, byte for byte."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from naober.features.positions import news as position_news
from naober.features.positions.services.signing import PURPOSE, target_of
from naober.features.positions.tests import factories
from naober.features.weighing import news, services
from naober.features.weighing.models import Ballot, Round
from naober.features.weighing.tests.factories import round_with_votes
from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
)
from naober.foundation.notifications.models import Link
from naober.foundation.notifications.services import make_link
from tests.access.cast import make_cast
from tests.leaks import crawl

pytestmark = pytest.mark.django_db
OTHERS = ("outsider", "member", "desk", "board")
EVERYWHERE = (
    "home",
    "weighing:rounds",
    "agenda:challenges",
    "positions:positions",
    "dashboard:power",
    "api-1:list_rounds",
)


@pytest.fixture
def people():
    cast = make_cast()
    return {name: cast.people[name] for name in OTHERS}


def everything(people, urls, digest):
    found = {}
    for name, user in people.items():
        client = crawl.client_of(user)
        for url in urls:
            found[name, url] = crawl.read(client, url)
        with translation.override("nl"):
            found[name, "mail"] = digest(user)
    return found


def pages_of(round_, companies):
    urls = [reverse(name) for name in EVERYWHERE]
    urls += [
        reverse(f"{name}", args=[round_.pk])
        for name in (
            "weighing:round",
            "weighing:pabulib",
            "api-1:get_round",
            "api-1:own_ballots",
            "api-1:get_outcome",
        )
    ]
    urls += [
        f"{reverse('weighing:fair-csv', args=[round_.pk])}?kind={kind}"
        for kind in ("size", "place", "theme")
    ]
    for company in companies:
        urls += [
            reverse(name, args=[company.pk])
            for name in ("members:company", "company-export", "journal", "desk:company")
        ]
    return urls


def twelve():
    companies = CompanyFactory.create_batch(12)
    for company in companies:
        SiteFactory(company=company, place="Emmen", is_main=True)
    made = round_with_votes([(0,)] * 6 + [(0, 1)] * 5 + [(1,)], companies=companies, budget=8_000)
    return made, companies


def test_while_a_secret_round_is_open_a_vote_changes_nothing_for_others(people):
    made, companies = twelve()
    urls = pages_of(made, companies[:1])
    everything(people, urls, news.digest_items)  # a first look may be written down
    before = everything(people, urls, news.digest_items)
    second = made.candidates.all()[1]
    Ballot.objects.filter(company=companies[0]).update(points={str(second.pk): 1})
    assert everything(people, urls, news.digest_items) == before


def test_of_a_secret_outcome_nobody_reads_who_voted_which_way(people):
    """Two companies had each other's vote: all sums stay, so all that is read does."""
    made, companies = twelve()
    Round.objects.filter(pk=made.pk).update(closes_at=timezone.now())
    services.close_due()
    services.decide_round(round_=made, by=people["desk"])
    urls = pages_of(made, [companies[0], companies[-1]])
    everything(people, urls, news.digest_items)
    before = everything(people, urls, news.digest_items)
    assert "6 bedrijven willen dit" in before["member", made.get_absolute_url()]
    one, other = (Ballot.objects.get(company=companies[at]) for at in (0, 11))
    outcome = made.outcome
    for ballot, points in ((one, other.points), (other, one.points)):
        Ballot.objects.filter(pk=ballot.pk).update(points=points)
        outcome.asked["ballots"][ballot.voter] = points
    outcome.save(update_fields=["asked"])
    assert everything(people, urls, news.digest_items) == before


def test_what_the_desk_entered_it_does_not_read_again(people):
    """Nor does a colleague at the desk, the board or anybody else; journal and mail neither."""
    made, _companies = twelve()
    quiet = CompanyFactory()
    candidates = list(made.candidates.all())
    desk = people["desk"]
    services.cast_vote(round_=made, company=quiet, points={candidates[0].pk: 1}, by=desk)
    urls = [
        *pages_of(made, [quiet]),
        reverse("weighing:whom", args=[made.pk]),
        reverse("weighing:enter", args=[made.pk, quiet.pk]),
    ]
    everything(people, urls, news.digest_items)
    before = everything(people, urls, news.digest_items)
    Ballot.objects.filter(company=quiet).update(points={str(candidates[2].pk): 1})
    assert everything(people, urls, news.digest_items) == before
    said = Entry.objects.filter(action="weighing.voted").latest("pk")
    assert said.facts == {"round": made.question}


def test_staying_out_of_a_position_leaves_no_trace(people):
    """With a link in a mail, pressed: nothing that anybody reads, or that is kept, differs."""
    signer, silent = CompanyFactory(), CompanyFactory()
    made = factories.signed(signer)
    person = MembershipFactory(company=silent).user
    target = target_of(made, silent)
    link = make_link(purpose=PURPOSE, person=person, email=person.email, target=target)
    people["of the company"] = person
    urls = [
        *(reverse(name) for name in EVERYWHERE),
        *(reverse(name, args=[made.pk]) for name in ("positions:position", "positions:letter")),
        *(
            reverse(name, args=[silent.pk])
            for name in ("members:company", "company-export", "journal", "desk:company")
        ),
    ]
    everything(people, urls, position_news.digest_items)
    kept = list(Entry.objects.values()), list(Link.objects.values())
    before = everything(people, urls, position_news.digest_items)
    path = link.removeprefix("http://testserver")
    answer = crawl.client_of(None).post(path, {"choice": "out"})
    assert "Van dit antwoord wordt niets bewaard" in answer.content.decode()
    assert (list(Entry.objects.values()), list(Link.objects.values())) == kept
    assert everything(people, urls, position_news.digest_items) == before
