"""Attack on our own pages: nothing of a confidential listing reaches anyone before both said yes.

Every company has a marker in its name, in its place and in the text of its listings. Regions are
made at random; then somebody outside opens every page, asks every path of the API, searches for the
markers and types them. None may come back.
"""

import re
from dataclasses import fields

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from ninja.testing import TestClient

from naober.engines.matching import Item
from naober.features.exchange import previews, selectors, services
from naober.features.exchange.api import router
from naober.features.exchange.engine_bridge import find_matches
from naober.features.exchange.models import Interest, Listing, ListingTerm, Match, TermFrequency
from naober.features.exchange.services import Said
from naober.features.exchange.tests.factories import (
    CompanyFactory,
    company_with_person,
    person_of,
    say,
)

api = TestClient(router)
OFFERS = ["Wij hebben {m} PET-snippers over, 237 ton per jaar", "{m} warmte van 85 graden over"]
NEEDS = ["Wij zoeken {m} PET-snippers, 237 ton per jaar", "{m} warmte van 60 graden gezocht"]
MINE = ["Wij zoeken PET-snippers 300 ton per jaar", "Wij hebben warmte van 85 graden over"]
MARKS = ["Zwx", "Qvk", "Jfy", "Xwq"]

listings = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(OFFERS + NEEDS), st.booleans()),
    min_size=1,
    max_size=5,
)


def region(rows):
    """Companies with the listings of the rows; gives the markers that must stay hidden."""
    companies = [
        company_with_person(f"Naam{mark}", f"Plaats{mark}", 52.5 + n / 10, 6.5)[0]
        for n, mark in enumerate(MARKS)
    ]
    open_ones, hidden = set(), set()
    for n, text, confidential in rows:
        said = text.format(m=f"Tekst{MARKS[n]}{'g' if confidential else 'o'}")
        say(companies[n], said, confidential=confidential, reference=f"Notitie{MARKS[n]}")
        (hidden if confidential else open_ones).add(n)
    texts = {f"tekst{MARKS[n]}g" for n in hidden} | {f"notitie{mark}" for mark in MARKS}
    names = {part + MARKS[n] for n in hidden - open_ones for part in ("naam", "plaats")}
    return {mark.lower() for mark in texts | names}


def everything(person, typed=()):
    """All that this person can get at, as (where, text)."""
    client = Client()
    client.force_login(person)
    form = {"company": person.memberships.get().company_id, "text": "", "who": "open"}
    pages = ["exchange:listings", "exchange:say", "exchange:matches", "home"]
    urls = [reverse(page) for page in pages] + [reverse("exchange:listings") + "?tab=own"]
    for pk in Listing.objects.values_list("pk", flat=True):
        urls.append(reverse("exchange:listing", args=[pk]))
        yield f"api {pk}", api.get(f"/listings/{pk}", user=person).content.decode()
        edit = client.post(reverse("exchange:edit", args=[pk]), form)
        yield f"edit {pk}", edit.content.decode() if edit.status_code == 422 else ""
    for url in urls:
        # The places to choose from are those of the directory, whoever placed what.
        page = client.get(url).content.decode()
        yield url, re.sub('(?s)<select name="place".*?</select>', "", page)
    for path in ("/listings", "/listings?tab=own", "/matches"):
        yield path, api.get(path, user=person).content.decode()
    for sentence in (*MINE, *typed):
        yield f"typed {sentence}", preview(client, {**form, "text": sentence})
        body = {"text": sentence, "company": form["company"]}
        yield (
            f"api typed {sentence}",
            api.post("/understand", json=body, user=person).content.decode(),
        )


def preview(client, form):
    """Without the person's own sentence, which stands in the box."""
    content = client.post(reverse("exchange:preview"), form).content.decode()
    return content.partition('id="say-found"')[2]


def leaks(person, hidden):
    return {
        (where, mark)
        for where, text in everything(person)
        for mark in hidden
        if mark in text.lower()
    }


class TestRandomRegions(TestCase):
    @settings(max_examples=6, deadline=None)
    @given(listings, st.booleans())
    def test_no_page_no_answer_and_no_search_names_a_hidden_company(self, rows, also_confidential):
        hidden = region(rows)
        company, person = company_with_person("Buiten", "Elders", 52.9, 6.6)
        for text in MINE:
            say(company, text, confidential=also_confidential)
        assert leaks(person, hidden) == set()
        for mark in hidden:
            assert not selectors.search_listings(person, mark).exists()
            found = api.get(f"/listings?words={mark}", user=person).json()
            assert (found["count"], found["items"]) == (0, [])
            place = api.get(f"/listings?place={mark.capitalize()}", user=person).json()
            assert place["count"] == 0

    @settings(max_examples=4, deadline=None)
    @given(listings)
    def test_one_yes_tells_nothing(self, rows):
        hidden = region(rows)
        company, person = company_with_person("Buiten", "Elders", 52.9, 6.6)
        for text in MINE:
            say(company, text)
        for match in Match.objects.visible_to(person):
            side = "offer" if match.offer.company == company else "need"
            services.express_interest(match=match, side=side, by=person)
        assert leaks(person, hidden) == set()

    @settings(max_examples=4, deadline=None)
    @given(listings)
    def test_what_is_typed_finds_a_hidden_listing_by_its_concepts_only(self, rows):
        hidden = region([(n, text, True) for n, text, _ in rows])
        company, person = company_with_person("Buiten", "Elders", 52.9, 6.6)
        for mark in hidden:
            for direction in ("offer", "need"):
                draft = services.draft_listing(
                    company=company, said=Said(mark, direction), by=person
                )
                assert find_matches(draft, draft.expires_on) == []
        assert not TermFrequency.objects.filter(term__iregex="tekst|naam|plaats|notitie").exists()


@pytest.fixture
def pair(db):
    giver = company_with_person("NaamGever", "PlaatsGever")
    taker = company_with_person("NaamNemer", "PlaatsNemer")
    say(giver[0], "TekstGever houdt PET-snippers over, 237 ton per jaar", confidential=True)
    say(taker[0], "TekstNemer zoekt PET-snippers, 250 ton per jaar", confidential=True)
    return giver, taker


def seen(person):
    return " ".join(text for _, text in everything(person)).lower()


def test_after_two_times_yes_they_see_each_other_and_still_nobody_else_does(pair):
    (_, ann), (_, bob) = pair
    match = Match.objects.get()
    stranger = company_with_person("Vreemde", "Elders")[1]
    for side, by in (("need", bob), ("offer", ann)):
        assert "gever" not in seen(bob)
        assert "nemer" not in seen(ann)
        services.express_interest(match=match, side=side, by=by)
    assert all(word in seen(bob) for word in ("naamgever", "plaatsgever", "tekstgever", ann.email))
    assert all(word in seen(ann) for word in ("naamnemer", "plaatsnemer", "tekstnemer", bob.email))
    assert not any(word in seen(stranger) for word in ("gever", "nemer", ann.email, bob.email))


@pytest.mark.parametrize("confidential", [True, False])
def test_a_reply_is_as_open_as_what_it_answers(db, confidential):
    (giver, ann), (taker, bob) = company_with_person("NaamGever"), company_with_person("NaamNemer")
    listing = say(giver, "TekstGever houdt hout over", confidential=confidential)
    services.reply_to_listing(listing=listing, company=taker, by=bob)
    assert ("naamnemer" in seen(ann)) is not confidential
    services.express_interest(match=Match.objects.get(), side="offer", by=ann)
    assert "naamnemer" in seen(ann)
    assert "naamgever" in seen(bob)


def test_what_was_said_for_ones_own_eyes_stays_so_after_ones_yes(db):
    (giver, ann), (taker, bob) = company_with_person("NaamGever"), company_with_person("NaamNemer")
    say(giver, "TekstGever houdt PET-snippers over")
    say(taker, "TekstNemer zoekt PET-snippers", audience="own")
    services.express_interest(match=Match.objects.get(), side="need", by=bob)
    assert Match.objects.visible_to(ann).exists()
    assert "nemer" not in seen(ann)


def test_a_no_tells_its_reason_to_ones_own_people_only(pair):
    (_, ann), (_, bob) = pair
    services.decline_match(match=Match.objects.get(), side="need", by=bob, reason="quality")
    assert Interest.objects.get().reason == "quality"
    answers = api.get("/matches", user=ann).json()["items"]
    assert [match["turn"] for match in answers] == ["declined"]
    assert "quality" not in str(answers)


def test_the_amount_of_a_hidden_listing_is_a_size_not_a_figure(pair):
    (_, _ann), (_, bob) = pair
    page = seen(bob)
    assert not re.search(r"\b237\b", page)  # as a number; random ids have any digits within
    assert "200 t" in page


@pytest.mark.parametrize(
    ("text", "alike", "shown"),
    [
        ("stoom van 287 graden over", "stoom van 286 graden over", "285 °C"),
        ("perslucht van 6,8 bar over", "perslucht van 7,2 bar over", "7 bar"),
    ],
)
def test_a_temperature_or_pressure_beside_a_hidden_name_is_no_fingerprint(db, text, alike, shown):
    """Page and matches are the same, so that no figure of one's own finds the exact one."""
    taker, person = company_with_person("Nemer")
    say(taker, "Wij zoeken stoom van 150 graden")
    say(taker, "Wij zoeken perslucht van 6 bar")
    told = []
    for number, sentence in enumerate((text, alike)):
        made = say(company_with_person(f"Gever {number}")[0], sentence, confidential=True)
        page = api.get(f"/listings/{made.pk}", user=person).json()
        assert shown in str(page["facts"])
        reasons = Match.objects.filter(offer=made).values_list("score", "reasons")
        assert reasons
        told.append((page["facts"], list(reasons)))
    assert told[0] == told[1]


def test_the_score_and_the_distance_do_not_say_where_it_is(db):
    """The same confidential listing, near or far, gives one and the same match."""
    company, person = company_with_person("Buiten", "Emmen", 52.78, 6.9)
    say(company, MINE[0])
    near = company_with_person("Naast", "Emmen", 52.78, 6.9)[0]
    far = company_with_person("Ver", "Maastricht", 50.85, 5.69)[0]
    for other in (near, far):
        say(other, OFFERS[0].format(m="in Emmen" if other is near else ""), confidential=True)
    first, second = Match.objects.values_list("score", "reasons")
    assert first == second
    assert person


def test_the_engine_is_told_no_more_of_a_hidden_listing_than_is_decided_here():
    """A field that Item gets later must be thought about before it goes into the veiled one."""
    assert {field.name for field in fields(Item)} == {
        *("id", "company", "direction", "concepts", "kind", "certificates", "expires"),  # told
        *("text", "amount", "power", "start", "end"),  # told without words, rounded
        *("temperature", "pressure"),  # told in steps of 5 degC and 1 bar
        *("context", "latitude", "longitude", "radius_km", "composition", "named"),  # not told
    }


def test_a_hidden_listing_does_not_take_its_company_off_the_silent_ones(db):
    """The silent ones are found by their trade; to leave one out would say that it posted."""
    company, person = company_with_person("Brouwer")
    feeders = [CompanyFactory(activity="mengvoerfabriek") for _ in range(2)]
    said = Said("Wij houden 30 ton bierbostel per week over", "offer")

    def silent():
        found = previews.preview_of(company=company, said=said, by=person, skipped=[])
        return {card.title for card in found.silent}

    assert silent() == {feeder.name for feeder in feeders}
    say(feeders[0], "Wij zoeken bierbostel, 40 ton per week", confidential=True)
    assert silent() == {feeder.name for feeder in feeders}
    say(feeders[1], "Wij zoeken bierbostel, 40 ton per week")
    assert silent() == {feeders[0].name}


def test_who_stays_out_of_the_directory_is_not_found_by_its_trade(db):
    company, person = company_with_person("Brouwer")
    CompanyFactory(activity="mengvoerfabriek", in_directory=False)
    said = Said("Wij houden 30 ton bierbostel per week over", "offer")
    assert previews.preview_of(company=company, said=said, by=person, skipped=[]).silent == []


def test_the_index_and_the_log_hold_no_words_of_it(db):
    company = company_with_person("NaamZwx")[0]
    made = say(company, "TekstZwx houdt PET-snippers over", confidential=True)
    terms = ListingTerm.objects.filter(listing=made).values_list("term__term", flat=True)
    assert terms
    assert not any("zwx" in term.lower() for term in terms)
    assert "zwx" not in f"{made} {made!r} {made.public_words}".lower()


def test_a_person_without_a_role_gets_nothing(pair):
    somebody = person_of(CompanyFactory())
    somebody.memberships.all().delete()
    assert api.get("/listings", user=somebody).json() == {"items": [], "count": 0}
    assert api.get("/matches", user=somebody).json() == {"items": [], "count": 0}
