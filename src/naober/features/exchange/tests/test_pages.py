import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from ninja.testing import TestClient

from naober.features.exchange import services
from naober.features.exchange.api import router
from naober.features.exchange.models import Listing, Match
from naober.features.exchange.services import Said
from naober.features.exchange.tests.factories import (
    CompanyFactory,
    ListingFactory,
    MatchFactory,
    SiteFactory,
    UserFactory,
    company_with_person,
    person_of,
    say,
)

pytestmark = pytest.mark.django_db
api = TestClient(router)

OFFER = "Wij houden 200 ton PET-snippers over in Emmen"
NEED = "Wij zoeken PET-snippers, 100 ton per jaar"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def mine():
    return company_with_person("Eigen bedrijf")


@pytest.fixture
def theirs():
    return company_with_person("Buurbedrijf", "Coevorden", 52.66, 6.74)


@pytest.fixture
def member(client, mine):
    client.force_login(mine[1])
    return client


def form(company, text, **more):
    return {"text": text, "company": company.pk, "who": "open", "direction": "", **more}


#  page            what a stranger, a neighbour and one's own people get of a GET
PAGES = [
    ("listings", False, 302, 200, 200),
    ("say", False, 302, 200, 200),
    ("preview", False, 302, 302, 302),
    ("matches", False, 302, 200, 200),
    ("listing", True, 302, 200, 200),
    ("edit", True, 302, 403, 200),
    ("renew", True, 302, 405, 405),
    ("close", True, 302, 405, 405),
    ("reply", True, 302, 405, 405),
    ("interest", True, 302, 405, 405),
    ("decline", True, 302, 405, 405),
]


@pytest.mark.parametrize(("page", "of_listing", "stranger", "neighbour", "own"), PAGES)
def test_who_may_open_what(client, mine, theirs, page, of_listing, stranger, neighbour, own):
    listing = say(mine[0], OFFER)
    url = reverse(f"exchange:{page}", args=[listing.pk] if of_listing else [])
    assert client.get(url).status_code == stranger
    client.force_login(theirs[1])
    assert client.get(url).status_code == neighbour
    client.force_login(mine[1])
    assert client.get(url).status_code == own


@pytest.mark.parametrize("page", ["listing", "edit", "renew", "close", "reply"])
def test_what_one_may_not_see_does_not_exist(client, mine, theirs, page):
    listing = say(mine[0], OFFER, audience="own")
    client.force_login(theirs[1])
    url = reverse(f"exchange:{page}", args=[listing.pk])
    assert client.post(url).status_code == (405 if page == "listing" else 404)
    assert client.get(reverse("exchange:listing", args=[listing.pk])).status_code == 404


@pytest.mark.parametrize("page", ["edit", "renew", "close"])
def test_what_one_may_not_do_is_forbidden(client, mine, theirs, page):
    listing = say(mine[0], OFFER)
    client.force_login(theirs[1])
    assert client.post(reverse(f"exchange:{page}", args=[listing.pk])).status_code == 403
    listing.refresh_from_db()
    assert (listing.text, listing.is_open) == (OFFER, True)


def test_typing_shows_how_it_is_understood_and_who_fits_and_saves_nothing(member, mine, theirs):
    say(theirs[0], NEED)
    before = Listing.objects.count()
    response = member.post(reverse("exchange:preview"), form(mine[0], OFFER), headers=HTMX)
    page = response.content.decode()
    assert "Buurbedrijf" in page
    assert '<span class="mark--amount">200 ton</span>' in page
    assert "<html" not in page
    assert Listing.objects.count() == before
    assert not Match.objects.exists()


def test_without_javascript_the_preview_is_a_page(member, mine, theirs):
    say(theirs[0], NEED)
    page = member.post(reverse("exchange:preview"), form(mine[0], OFFER)).content.decode()
    assert "<html" in page
    assert "Buurbedrijf" in page


def test_an_answer_to_a_question_goes_into_the_sentence(member, mine):
    posted = form(mine[0], OFFER, answer="cadence:year")
    response = member.post(reverse("exchange:preview"), posted, headers=HTMX)
    assert "200 ton per jaar PET-snippers" in response.content.decode()
    assert response.headers["HX-Retarget"] == "#say"
    chosen = form(mine[0], "PET-snippers", answer="direction:need")
    page = member.post(reverse("exchange:preview"), chosen).content.decode()
    assert 'value="need" id="id_direction_2" checked' in page.replace("  ", " ")


def test_a_question_that_was_put_aside_is_not_asked_again(member, mine):
    ask = 'id="ask-cadence"'
    url = reverse("exchange:preview")
    assert ask in member.post(url, form(mine[0], OFFER)).content.decode()
    page = member.post(url, form(mine[0], OFFER, answer="skip:cadence")).content.decode()
    assert ask not in page
    again = member.post(url, form(mine[0], OFFER, skipped=["cadence"])).content.decode()
    assert ask not in again


@pytest.mark.parametrize("text", ["", " ", "x" * 20_001, "🙂" * 30_000, "\x00", "<b>=1+1</b>"])
@pytest.mark.parametrize("page", ["say", "preview"])
def test_bad_text_gives_a_clear_page_and_keeps_what_was_typed(member, mine, page, text):
    response = member.post(reverse(f"exchange:{page}"), form(mine[0], text))
    assert response.status_code in {200, 422}
    assert "<b>=1+1</b>" not in response.content.decode()
    assert not Listing.objects.exists()


def test_what_is_refused_still_shows_how_it_was_understood(member, mine, theirs):
    response = member.post(reverse("exchange:say"), form(mine[0], "PET-snippers"))
    page = response.content.decode()
    assert response.status_code == 422
    assert 'mark--concept">PET-snippers' in page
    assert 'id="ask-direction"' in page
    assert response.context["say_form"].errors["direction"]


def test_a_company_of_somebody_else_cannot_be_chosen(member, theirs):
    response = member.post(reverse("exchange:say"), form(theirs[0], OFFER))
    assert response.status_code == 422
    assert not Listing.objects.exists()


def test_the_whole_flow_from_a_sentence_to_each_others_names(client, mine, theirs):
    client.force_login(theirs[1])
    client.post(reverse("exchange:say"), form(theirs[0], NEED, who="confidential"))
    client.force_login(mine[1])
    response = client.post(reverse("exchange:say"), form(mine[0], OFFER), follow=True)
    page = response.content.decode()
    assert "Buurbedrijf" not in page
    match = Match.objects.get()
    client.post(reverse("exchange:interest", args=[match.pk]), {"side": "offer"})
    client.force_login(theirs[1])
    assert "Eigen bedrijf" in client.get(reverse("exchange:matches")).content.decode()
    client.post(reverse("exchange:interest", args=[match.pk]), {"side": "need"})
    client.force_login(mine[1])
    page = client.get(reverse("exchange:matches")).content.decode()
    assert "Buurbedrijf" in page
    assert theirs[1].email in page


def test_edit_renew_and_close(member, mine):
    listing = say(mine[0], OFFER)
    member.post(reverse("exchange:edit", args=[listing.pk]), form(mine[0], NEED, reference="loods"))
    listing.refresh_from_db()
    assert (listing.text, listing.direction, listing.reference) == (NEED, "need", "loods")
    member.post(reverse("exchange:close", args=[listing.pk]))
    listing.refresh_from_db()
    assert not listing.is_open
    member.post(reverse("exchange:renew", args=[listing.pk]))
    listing.refresh_from_db()
    assert listing.is_open


def test_interest_in_a_listing_that_fits_nothing_of_ones_own(member, mine, theirs):
    listing = say(theirs[0], OFFER)
    url = reverse("exchange:reply", args=[listing.pk])
    assert member.post(url, {"company": theirs[0].pk}).status_code == 403
    assert member.post(url, {"company": mine[0].pk}).status_code == 302
    assert Match.objects.visible_to(theirs[1]).count() == 1


def test_the_filters(member, mine, theirs):
    say(theirs[0], OFFER)
    say(mine[0], NEED)
    url = reverse("exchange:listings")
    for query, count in [
        ("", 2),
        ("tab=own", 1),
        ("direction=offer", 1),
        ("kind=material", 2),
        ("kind=people", 0),
        ("place=Emmen", 2),
        ("words=snippers+200", 1),
        ("words=buurbedrijf", 1),
        ("words=%00", 2),
        ("direction=nonsense&kind=x&place=%27&page=zz", 2),
    ]:
        assert member.get(f"{url}?{query}").context["page"].paginator.count == count, query


PAGED = ["exchange:listings", "exchange:matches"]


@pytest.mark.parametrize("page", PAGED)
def test_a_page_costs_the_same_for_any_number_of_rows(member, mine, page):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert member.get(reverse(page)).status_code == 200
        return len(queries)

    def more(count):
        for n in range(count):
            own = ListingFactory(company=mine[0], direction="need")
            MatchFactory(need=own, offer__audience_who="own" if n % 2 else "members")

    more(3)
    few = cost()
    more(30)
    assert cost() == few


def test_a_listing_costs_the_same_for_any_number_of_matches(member, mine):
    own = ListingFactory(company=mine[0], direction="need")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            member.get(reverse("exchange:listing", args=[own.pk]))
        return len(queries)

    MatchFactory.create_batch(3, need=own)
    few = cost()
    MatchFactory.create_batch(20, need=own)
    assert cost() == few


def test_a_preview_costs_the_same_for_any_number_of_listings(member, mine):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            member.post(reverse("exchange:preview"), form(mine[0], OFFER))
        return len(queries)

    for _ in range(2):
        say(CompanyFactory(), NEED, by=UserFactory(desk_role="desk"))
    few = cost()
    for _ in range(8):
        say(CompanyFactory(), NEED, by=UserFactory(desk_role="desk"))
    assert cost() == few


def test_twenty_five_a_page(member):
    ListingFactory.create_batch(60)
    page = member.get(reverse("exchange:listings") + "?page=3")
    assert len(page.context["cards"]) == 10


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", ["listings", "say", "matches"])
def test_an_empty_exchange_says_what_to_do(member, mine, language, page):
    mine[1].language = language
    mine[1].save()
    assert member.get(reverse(f"exchange:{page}")).status_code == 200


class TestApi:
    def test_a_listing_is_made_read_and_found(self, mine, theirs):
        body = {"text": OFFER, "company": mine[0].pk}
        made = api.post("/listings", json=body, user=mine[1])
        assert made.status_code == 201
        assert made.json()["direction"] == "offer"
        read = api.get(f"/listings/{made.json()['pk']}", user=theirs[1])
        assert (read.json()["title"], read.json()["own"]) == ("Eigen bedrijf", False)
        assert api.get("/listings?tab=own", user=mine[1]).json()["count"] == 1

    @pytest.mark.parametrize(
        "wrong",
        [
            {"text": ""},
            {"text": "x" * 20_001},
            {"direction": "both"},
            {"company": 0},
            {"company": 2**70},
            {"text": "PET-snippers"},
            {"text": " "},
        ],
    )
    def test_what_is_wrong_is_said(self, mine, wrong):
        body = {"text": OFFER, "company": mine[0].pk, **wrong}
        assert api.post("/listings", json=body, user=mine[1]).status_code == 422
        assert not Listing.objects.exists()

    def test_nobody_speaks_for_a_company_of_others(self, mine, theirs):
        body = {"text": OFFER, "company": theirs[0].pk}
        assert api.post("/listings", json=body, user=mine[1]).status_code == 404
        assert api.post("/understand", json=body, user=mine[1]).status_code == 404

    def test_two_times_yes(self, mine, theirs):
        say(mine[0], OFFER)
        services.say_listing(company=theirs[0], said=Said(NEED, who="own"), by=theirs[1])
        pk = Match.objects.get().pk
        url = f"/matches/{pk}/answer"
        assert (
            api.post(url, json={"side": "offer", "answer": "yes"}, user=mine[1]).json()["contact"]
            is None
        )
        stranger = person_of(CompanyFactory())
        answer = {"side": "need", "answer": "yes"}
        assert api.post(url, json=answer, user=stranger).status_code == 404
        contact = api.post(url, json=answer, user=theirs[1]).json()["contact"]
        assert contact["company"] == "Eigen bedrijf"
        no = {"side": "need", "answer": "no"}
        assert api.post(url, json=no, user=theirs[1]).status_code == 422
        (match,) = api.get("/matches", user=mine[1]).json()["items"]
        assert match["other"]["title"] == "Buurbedrijf"

    def test_nul_characters_reach_no_database(self, mine):
        for query in ("words=%00a", "place=%00x", "words=a%00b"):
            assert api.get(f"/listings?{query}", user=mine[1]).json()["count"] == 0

    @pytest.mark.parametrize("path", [f"/listings/{2**70}", "/listings/999", "/matches?page=0"])
    def test_far_off_numbers(self, mine, path):
        assert api.get(path, user=mine[1]).status_code in {404, 422}


def test_a_company_of_two_places_says_from_which_of_them(member, mine):
    company, person = mine
    page = member.get(reverse("exchange:say"))
    assert "site" not in page.context["say_form"].fields
    second = SiteFactory(company=company, place="Meppel", is_main=False)
    elsewhere = SiteFactory(place="Assen")
    assert "Meppel" in member.get(reverse("exchange:say")).content.decode()
    sent = {**form(company, "Wij hebben 20 ton hout over"), "site": second.pk}
    member.post(reverse("exchange:say"), sent)
    made = Listing.objects.get()
    assert (made.site, made.place) == (second, "Meppel")
    edit = reverse("exchange:edit", args=[made.pk])
    assert member.get(edit).context["say_form"]["site"].value() == second.pk
    member.post(edit, {**sent, "text": "Wij hebben 30 ton hout over in Emmen", "site": ""})
    made.refresh_from_db()
    assert (made.site, made.place) == (second, "Emmen")
    refused = member.post(reverse("exchange:say"), {**sent, "site": elsewhere.pk})
    assert refused.status_code == 422
    said = {"text": "Wij zoeken hout", "company": company.pk, "site": second.pk}
    answer = api.post("/listings", json=said, user=person)
    assert (answer.status_code, answer.json()["place"]) == (201, "Meppel")
    assert (
        api.post("/listings", json={**said, "site": elsewhere.pk}, user=person).status_code == 404
    )


def test_nobody_places_from_the_site_of_somebody_else(mine):
    said = Said("Wij hebben 20 ton hout over", site=SiteFactory(place="Assen"))
    with pytest.raises(ValidationError):
        services.say_listing(company=mine[0], said=said, by=mine[1])
