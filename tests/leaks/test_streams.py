"""What a company told of its stream in confidence, and what a plan says of others, nobody else can
tell: in worlds that differ in that alone, everything others read is the same, byte for byte."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from naober.features.exchange import news
from naober.features.streams import services
from naober.features.streams.models import Plan, StreamDetail
from naober.features.streams.tests.factories import plan_of, say
from naober.foundation.members.tests.factories import MembershipFactory
from tests.access.cast import make_cast
from tests.leaks.test_votes import everything

pytestmark = pytest.mark.django_db
OTHERS = ("outsider", "member", "desk", "board")
EVERYWHERE = (
    "home",
    "exchange:listings",
    "streams:own",
    "streams:plans",
    "dashboard:power",
    "api-1:list_listings",
)
BRINGS = "Wij houden 100 ton PET-snippers per jaar over in Emmen"
SEEKS = "Wij zoeken PET-snippers, 100 ton per jaar in Emmen"


@pytest.fixture
def people():
    cast = make_cast()
    return {name: cast.people[name] for name in OTHERS} | {"neighbour": MembershipFactory().user}


def pages_of(listing):
    urls = [reverse(name) for name in EVERYWHERE]
    urls.append(reverse("exchange:listing", args=[listing.pk]))
    urls.append(reverse("streams:detail", args=[listing.pk]))
    urls.append(reverse("search") + "?q=PET")
    about = ("members:company", "company-export", "journal", "desk:company")
    return urls + [reverse(name, args=[listing.company_id]) for name in about]


def said(cost, quality, **who):
    numbers = {"cost": [cost, cost + 1], "q1": [cost, cost], "useful": [50.0, 60.0]}
    return {
        "numbers": numbers, "quality": quality, "permit": "waste", "treatment": "dry",
        "audience": "own", "audience_cost": "own", **who,
    }  # fmt: skip


def test_what_is_only_ours_is_read_by_nobody_else(people):
    offer, need = say(BRINGS), say(SEEKS)
    readers = people | {"who fits": need.company.memberships.get().user}
    by = offer.company.memberships.get().user
    services.say_detail(listing=offer, said=said(31, "rood"), by=by)
    urls = [*pages_of(offer), reverse("exchange:listing", args=[need.pk])]
    everything(readers, urls, news.digest_items)
    before = everything(readers, urls, news.digest_items)
    workbook = services.standing_workbook(people["desk"])
    row = StreamDetail.objects.filter(pk=offer.pk)
    row.update(numbers={"cost": [987.0, 991.0]}, quality="blauw", permit="", treatment="")
    assert everything(readers, urls, news.digest_items) == before
    row.delete()
    assert everything(readers, urls, news.digest_items) == before
    assert _cells(services.standing_workbook(people["desk"])) == _cells(workbook)


def test_what_the_desk_may_reckon_with_is_read_by_the_desk_alone(people):
    offer, need = say(BRINGS), say(SEEKS)
    readers = {name: user for name, user in people.items() if name != "desk"}
    readers |= {"who fits": need.company.memberships.get().user}
    by, who = offer.company.memberships.get().user, {"audience": "desk", "audience_cost": "desk"}
    services.say_detail(listing=offer, said=said(31, "rood", **who), by=by)
    urls = pages_of(offer)
    everything(readers, urls, news.digest_items)
    before = everything(readers, urls, news.digest_items)
    StreamDetail.objects.filter(pk=offer.pk).update(numbers={"cost": [5.0, 5.0]}, quality="blauw")
    assert everything(readers, urls, news.digest_items) == before


def test_of_a_plan_that_was_told_nobody_reads_what_another_saves(desk, people):
    """One brings to two. Whatever the second saves, the first one, who gets from it too, reads the
    same; so does everybody who has no part in it."""
    offer, needs = say(BRINGS), [say(SEEKS), say(SEEKS)]
    more = say(BRINGS, offer.company)
    pairs = [(offer, needs[0]), (more, needs[1])]
    worlds = []
    reader = needs[0].company.memberships.get().user
    readers = {name: user for name, user in people.items() if name != "desk"} | {"first": reader}
    for saved in (12, 40):
        plan = plan_of(pairs, desk=desk, **{f"saves_{needs[1].pk}": saved})
        services.tell_plan(plan=plan, rule="shapley", by=desk)
        urls = pages_of(needs[0])
        everything(readers, urls, news.digest_items)
        worlds.append(everything(readers, urls, news.digest_items))
        Plan.objects.all().delete()
    assert worlds[0] == worlds[1]


def test_nor_what_the_only_one_it_exchanges_with_saves(desk):
    """Two alone: with a part one would know what the other saves. Each reads the same."""
    offer, need = say(BRINGS), say(SEEKS)
    readers = {"one": offer.company.memberships.get().user}
    worlds = []
    for saved in (12, 40):
        for rule in ("shapley", "equal"):
            plan = plan_of([(offer, need)], desk=desk, **{f"saves_{need.pk}": saved})
            services.tell_plan(plan=plan, rule=rule, by=desk)
            urls = pages_of(offer)
            everything(readers, urls, news.digest_items)
            worlds.append(everything(readers, urls, news.digest_items))
            Plan.objects.all().delete()
    assert worlds[0] == worlds[2]
    assert worlds[1] == worlds[3]


def _cells(workbook):
    book = load_workbook(io.BytesIO(workbook))
    return [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
