"""The power of the collective: each reads a version of their own, and the numbers agree."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.exchange.models import Deal, Interest, Match
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.features.ledger import services
from naober.features.ledger.models import Figure, Route
from naober.features.ledger.tests.factories import EntryFactory
from naober.features.ledger.tests.test_publishing import at, quarter
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
    UserFactory,
)
from naober.website.dashboard import figures
from naober.website.demo.past import load_past

pytestmark = pytest.mark.django_db
PAGE = reverse("dashboard:power")
FUNNEL, STUCK, WAY, SPREAD = "From prospect to member", "What is stuck", "on its way", "carries it"
CHALLENGES = "From a challenge to a result"
SEES = {
    "public": (),
    "guest": (),
    "prospect": (),
    "member": (WAY, CHALLENGES),
    "desk": (WAY, FUNNEL, STUCK, CHALLENGES),
    "board": (WAY, FUNNEL, STUCK, SPREAD, CHALLENGES),
}


def reader(client, who: str):
    people = {
        "guest": lambda: UserFactory(),
        "prospect": lambda: MembershipFactory(company__stage="prospect").user,
        "member": lambda: MembershipFactory().user,
        "desk": lambda: UserFactory(desk_role="desk"),
        "board": lambda: UserFactory(desk_role="board"),
    }
    if who in people:
        user = people[who]()
        user.language = "en"
        user.save()
        client.force_login(user)
    else:
        client.cookies["django_language"] = "en"
    return client


def opened(client, who: str, **query) -> str:
    figures.refresh()
    return reader(client, who).get(PAGE, query).content.decode()


@pytest.mark.parametrize("who", SEES)
def test_each_reads_their_own_version(client, who):
    html = opened(client, who)
    sections = re.findall(r"<h2[^>]*>(.*?)</h2>", html)
    for part in (WAY, FUNNEL, STUCK, SPREAD, CHALLENGES):
        assert any(part in title for title in sections) is (part in SEES[who]), part
    assert ("Your own part" in html) is (who == "member")


@pytest.mark.parametrize("who", SEES)
def test_no_company_is_named(client, who):
    """Not even to the board: totals and numbers of companies, and places."""
    companies = [SiteFactory(place="Emmen", company__name=f"Hidden {n}").company for n in range(5)]
    quarter(companies, [110, 120, 130, 140, 150], at(2025, 2, 1), note="sharp price")
    services.close_quarters(today=date(2025, 5, 1))
    client = reader(client, who)
    for page in (PAGE, reverse("dashboard:map"), reverse("dashboard:routes-csv")):
        text = client.get(page).content.decode()
        assert "Hidden" not in text
        assert "sharp price" not in text
    assert "650 t" in client.get(PAGE).content.decode()


def test_a_total_of_too_few_is_nowhere(client):
    quarter(CompanyFactory.create_batch(3), [987, 654, 321], at(2025, 2, 1))
    services.close_quarters(today=date(2025, 5, 1))
    for who in SEES:
        html = opened(client, who)
        assert not {"1,962", "987", "654", "321"} & set(re.findall(r"[\d,]+", html))


def numbers(html: str, title: str) -> tuple[list[str], list[str]]:
    """Of one picture: what is drawn, and what stands in its table."""
    figures_on_it = [part.split("</figure")[0] for part in html.split("<figure")[1:]]
    figure = next(part for part in figures_on_it if title in part)
    drawn = re.findall(r'<text class="chart__number[^>]*>(.*?)</text>', figure)
    return drawn, re.findall(r'<td class="end">(.*?)</td>', figure)


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_picture_table_and_csv_agree(client):
    CompanyFactory.create_batch(2, stage="spoken")
    companies = CompanyFactory.create_batch(5)
    quarter(companies, [110, 120, 130, 140, 150], at(2025, 2, 1))
    quarter(companies, [210, 180, 230, 190, 300], at(2025, 5, 1))
    services.close_quarters(today=date(2025, 8, 1))
    html = opened(client, "board")
    for title, part, query in [
        ("From prospect", "trechter", {}),
        ("What is on its way", "onderweg", {}),
        ("How often", "spreiding", {}),
        ("all companies together", "totaal", {"kind": "material"}),
    ]:
        drawn, table = numbers(html, title)
        lines = rows_of(client.get(reverse("dashboard:csv", args=[part]), query))[1:]
        assert drawn == table, part
        plain = [cell.removesuffix(" t").replace(",", "") for cell in table]
        assert plain == [line[1] for line in lines], part
        assert [line[2:] for line in lines] == [["tonnes"] if query else []] * len(lines), part
    assert numbers(html, "all companies together")[1] == ["650 t", "1,110 t"]
    assert numbers(html, "From prospect")[1] == ["0", "2", "0", "0", "5"]


def test_what_is_stuck_by_how_long(client):
    now = timezone.now()
    for days in (1, 10, 20, 50, 60):
        match = MatchFactory()
        Match.objects.filter(pk=match.pk).update(introduced_at=now - timedelta(days=days))
    yes = MatchFactory(offer=ListingFactory())
    Interest.objects.create(match=yes, side="offer", answer="yes", at=now - timedelta(days=9))
    drawn, table = numbers(opened(client, "desk"), "how long it waits")
    assert table == [*"1112", *"0100", *"0000", *"0000"]
    assert drawn == ["5", "1", "0", "0"]


def test_routes_in_the_list_the_map_and_the_csv(client):
    givers = [SiteFactory(place="Emmen").company for _number in range(3)]
    takers = [
        SiteFactory(place="Assen", latitude=52.99, longitude=6.56).company for _number in range(3)
    ]
    for giver, taker in zip(givers, takers, strict=True):
        EntryFactory(company=giver, counterparty=taker, at=at(2026, 2, 1))
    services.close_quarters(today=date(2026, 4, 3))
    assert "Emmen to Assen: material, 3 times" in opened(client, "public")
    (line,) = client.get(reverse("dashboard:map")).json()["routes"]
    assert (line["times"], line["to"]) == (3, [52.99, 6.56])
    assert rows_of(client.get(reverse("dashboard:routes-csv")))[1][0:2] == ["Emmen", "Assen"]


def test_places_leave_out_who_is_not_in_the_directory(client):
    SiteFactory(place="Emmen")
    SiteFactory(place="Assen", company__in_directory=False)
    SiteFactory(place="Meppel", company__stage="prospect")
    found = reader(client, "member").get(reverse("dashboard:map")).json()["places"]
    assert [(place["name"], place["count"]) for place in found] == [("Emmen", 1)]


@pytest.mark.parametrize("who", ["public", "guest", "prospect", "member"])
def test_a_place_of_few_companies_is_for_who_reads_the_directory(client, who):
    for place, companies in (("Emmen", 5), ("Assen", 4), ("Meppel", 1)):
        for _number in range(companies):
            SiteFactory(place=place)
    client = reader(client, who)
    shown = ["Assen", "Emmen", "Meppel"] if who == "member" else ["Emmen"]
    found = client.get(reverse("dashboard:map")).json()["places"]
    assert [place["name"] for place in found] == shown
    assert [place["place"] for place in client.get(PAGE).context["places"]] == shown


def test_figures_are_counted_once_and_made_anew():
    CompanyFactory()
    figures.refresh()
    assert figures.current()["companies"] == 1
    CompanyFactory()
    assert figures.current()["companies"] == 1
    figures.refresh()
    assert figures.current()["companies"] == 2
    assert Figure.objects.filter(name="companies").count() == 1


def test_a_confirmed_value_is_counted_at_once(django_capture_on_commit_callbacks):
    figures.refresh()
    Figure.objects.update(value=9)
    with django_capture_on_commit_callbacks(execute=True):
        EntryFactory(source="deal")
    assert figures.current()["deals"] == 0
    assert figures.current()["matches"] == 9  # of a large table: that is for the night


def test_own_part_stands_beside_the_total(client):
    me = MembershipFactory()
    me.user.language = "en"
    me.user.save()
    quarter(
        [me.company, *CompanyFactory.create_batch(4)], [111, 120, 130, 140, 150], at(2025, 2, 1)
    )
    services.close_quarters(today=date(2025, 5, 1))
    EntryFactory(company=me.company, quantity=5000)  # of a quarter that is not over
    client.force_login(me.user)
    html = client.get(PAGE).content.decode()
    row = re.search(r'<th scope="row">Material</th>(.*?)</tr>', html)[1]
    assert re.findall(r"<td[^>]*>(.*?)</td>", row) == ["651 t", "111 t"]


def test_the_demo_has_a_past():
    for place in ("Emmen", "Assen", "Hoogeveen"):
        for _number in range(6):
            SiteFactory(place=place)
    load_past(today=date(2026, 11, 20))
    load_past(today=date(2026, 11, 20))
    assert services.close_quarters(today=date(2026, 11, 20)) == []
    assert Route.objects.exists()


@pytest.mark.parametrize(
    ("who", "most"), [("public", 12), ("member", 22), ("desk", 18), ("board", 18)]
)
def test_query_counts_do_not_grow(client, who, most, django_assert_max_num_queries):
    for number in range(12):
        EntryFactory(company=SiteFactory(place=f"Place {number}").company)
    figures.refresh()
    client = reader(client, who)
    with django_assert_max_num_queries(most):
        assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("who", SEES)
def test_looking_counts_nothing_and_nothing_counted_is_no_nought(client, who):
    client = reader(client, who)
    html = client.get(PAGE).content.decode()
    assert "Not counted yet. That is done every night at 03:30." in html
    assert "<strong>0</strong>" not in html
    for title in SEES["board"]:
        assert f">{title}" not in html
    for part in ("onderweg", "trechter", "vast", "spreiding"):
        assert client.get(reverse("dashboard:csv", args=[part])).status_code == 404
    assert not Figure.objects.exists()


WAY_COUNTS = ("listings", "matches", "introductions", "deals", "values")


@pytest.mark.parametrize(
    ("level", "grown"),
    [("own", ()), ("desk", (".desk",)), ("members", ("", ".desk")), ("public", ("", ".desk"))],
)
def test_a_count_holds_what_its_reader_may_see(level, grown):
    figures.refresh()
    before = figures.current()
    hidden = ListingFactory(audience=level)
    MatchFactory(offer=hidden, introduced_at=timezone.now())
    figures.refresh()
    after = figures.current()
    for scope in ("", ".desk"):
        more = [after[name + scope] - before[name + scope] for name in WAY_COUNTS[:3]]
        need = 1  # the other side is for members
        told = scope in grown
        assert more == [need + told, told, told]


def test_what_two_keep_for_themselves_is_in_no_count():
    hidden = Deal.objects.create(
        offer_company=CompanyFactory(), need_company=CompanyFactory(), agreed="iets",
        proposed_by_side="offer", audience="own",
    )  # fmt: skip
    figures.refresh()
    assert figures.current()["deals"] == figures.current()["stuck.deals.0"] == 0
    Deal.objects.filter(pk=hidden.pk).update(audience="desk")
    figures.refresh()
    assert figures.current()["stuck.deals.0"] == 1


@pytest.mark.parametrize(
    ("level", "grown"),
    [("own", ()), ("desk", (".desk",)), ("members", ("", ".desk")), ("public", ("", ".desk"))],
)
def test_a_challenge_counts_for_whoever_may_read_it(level, grown):
    """One that is public counts for the public only where a crowd of companies raised some."""
    figures.refresh()
    before = figures.current().values
    ChallengeFactory(audience=level)
    figures.refresh()
    after = figures.current().values
    changed = {name for name in after if name.startswith("chall") and after[name] != before[name]}
    assert changed == {f"challenges.open{scope}" for scope in grown}


def test_the_public_reads_a_number_of_challenges_only_of_a_crowd(client):
    ChallengeFactory.create_batch(4, audience="public")
    ChallengeFactory(audience="members")
    assert "share with everybody" not in opened(client, "public")
    ChallengeFactory(audience="public", state="chosen")
    page = opened(client, "public")
    assert re.search(r"<strong>5</strong>\s*challenges that companies share with everybody", page)
