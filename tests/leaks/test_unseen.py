"""Two worlds that differ only in what somebody may not read: every page of theirs is the same."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from naober.features.exchange import services
from naober.features.exchange.models import Deal, Interest, Listing, Match
from naober.features.exchange.services import Line, Said, Terms
from naober.features.exchange.tests.factories import MatchFactory
from naober.foundation.notifications.models import Mail
from naober.website.dashboard import figures
from tests.leaks import crawl
from tests.leaks.dealings import YEAR, pages_about
from tests.leaks.worlds import World, make_world, place_listing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
READERS = ("desk", "board", "bystander")


def world_of_two() -> tuple[World, list[str]]:
    """The colleague's company and the member's, who fit, with something open of each; and the
    pages where what they do would show."""
    world = make_world([])
    mine = world.cast.company
    one = place_listing(mine, Said(text="Wij hebben karton over", direction="offer"))
    two = _company(world, "member")
    urls = crawl.standing_pages() + crawl.searches()
    for company in (mine, two):
        urls += pages_about(company)
    for name in crawl.ABOUT_A_LISTING:
        urls.append(reverse(name, args=[one.pk]))
    return world, urls


def _company(world: World, person: str):
    return world.cast.people[person].memberships.get().company


def behind_closed_doors(world: World) -> list[str]:
    """All that two companies can do with what each placed for its own eyes; the addresses of it."""
    mine, two = world.cast.people["colleague"], world.cast.people["member"]
    own = {"audience": "own", "who": "own", "amount": "own"}
    said = Said(text="Wij hebben wubbelstof over, 91 ton compost", direction="offer", **own)
    offer = place_listing(world.cast.company, said)
    wanted = Said(text="Wij zoeken wubbelstof, compost", direction="need", **own)
    need = place_listing(_company(world, "member"), wanted)
    match = Match.objects.filter(offer=offer, need=need).first()
    match = match or MatchFactory(offer=offer, need=need)
    for side, person in (("offer", mine), ("need", two)):
        Interest.objects.create(match=match, side=side, answer="yes", by=person)
    Match.objects.filter(pk=match.pk).update(introduced_at=timezone.now())
    match.refresh_from_db()
    services.introductions.tell_both(match)
    terms = Terms("Wubbelafspraak", audience="own")
    deal = services.propose_deal(match=match, side="offer", terms=terms, by=mine)
    services.confirm_deal(deal=deal, side="need", version=1, by=two)
    value = services.report_value(
        deal=deal, side="offer", line=Line("material", *YEAR, Decimal(91)), by=mine
    )
    services.confirm_value(value=value, side="need", by=two)
    for thing in (Listing.objects.get(pk=offer.pk), Deal.objects.get(pk=deal.pk)):
        services.invite_guest(
            to=thing, email="wubbel@buiten.example", company=world.cast.company, by=mine
        )
    changed = Said(text="Wij hebben wubbelstof over, 93 ton compost", direction="offer", **own)
    another = place_listing(world.cast.company, changed)
    services.renew_listing(listing=another, by=mine)
    services.close_listing(listing=another, by=mine)
    return [
        reverse("exchange:deal", args=[deal.pk]),
        reverse("exchange:listing", args=[offer.pk]),
        reverse("exchange:changes", args=[offer.pk]),
        reverse("exchange:seen", args=[offer.pk]),
    ]


@pytest.mark.parametrize("person", READERS)
def test_what_two_do_behind_closed_doors_changes_nothing(person):
    """Lists, counts, charts, the week, introductions, companies' files, journals, the export."""
    world, urls = world_of_two()
    client = crawl.client_of(world.cast.people[person])
    for url in urls:  # a first look may be written down
        crawl.read(client, url)
    before = _all(client, urls)
    new = behind_closed_doors(world)
    Mail.objects.update(state="sent", sent_at=timezone.now())
    after = _all(client, urls)
    assert [url for url in before if before[url] != after[url]] == []
    assert {client.get(url).status_code for url in new} == {404}


def _all(client, urls: list[str]) -> dict[str, str]:
    figures.refresh()
    return {url: crawl.read(client, url) for url in urls}
