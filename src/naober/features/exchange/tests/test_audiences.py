"""Whatever audience is chosen, nothing of a field reaches anybody outside it.

Each field group of a listing holds a mark of its own: the company's name and place, an amount, a
sum of money, a telephone number. A plain oracle, written from the words of the rule and not from
the code, says who may read which. Then every kind of person opens what there is.
"""

import re
from dataclasses import dataclass, replace
from itertools import product

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from ninja.testing import TestClient

from naober.features.exchange import cards, selectors, services
from naober.features.exchange.api import router
from naober.features.exchange.engine_bridge import find_matches
from naober.features.exchange.models import Listing, Match
from naober.features.exchange.services import Said
from naober.features.exchange.stand_ins import stand_ins
from naober.features.exchange.tests.factories import company_with_person, person_of
from naober.foundation.audience.levels import FieldGroup, Level
from naober.foundation.members.models import Company, CompanyGroup
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory

api = TestClient(router)
LADDER = ["own", "desk", "named", "members", "neighbours", "public"]
SENTENCE = "Wij houden PET-snippers over, 6437 ton per jaar, 4141 euro per ton, bel 0591-868686"
MARKS = {
    "who": re.compile("naamzwx|plaatszwx", re.I),
    "amount": re.compile(r"\b6[.,]?(437|000)\b"),  # as typed, or rounded
    "price": re.compile(r"\b4[.,]?(141|000)\b"),
    "contact": re.compile("868686"),
}
WORDS = re.compile("houden PET-snippers over")  # of the sentence as typed

levels = st.fixed_dictionaries(
    {"audience": st.sampled_from(LADDER)}
    | {group: st.sampled_from(["", *LADDER]) for group in FieldGroup.values}
)


@dataclass
class Region:
    listing: Listing
    people: dict[str, object]


def region(chosen) -> Region:
    company, colleague = company_with_person("NaamZwx", "PlaatsZwx")
    chosen_company, chosen_person = company_with_person("Gekozen", "Meppel")
    group = CompanyGroup.objects.create(name="Groep")
    group.companies.add(chosen_company)
    said = Said(SENTENCE, "offer", group=group, **chosen)
    listing = services.say_listing(company=company, said=said, by=colleague)
    return Region(
        listing,
        {
            "visitor": AnonymousUser(),
            "outsider": person_of(CompanyFactory(stage=Company.Stage.PROSPECT)),
            "member": company_with_person("Buurman", "Assen")[1],
            "board": UserFactory(desk_role="board"),
            "chosen": chosen_person,
            "desk": UserFactory(desk_role="desk"),
            "colleague": colleague,
        },
    )


def in_audience(who, level) -> bool:
    """From the words: only us < the desk < the companies we choose < all members < neighbours <
    everybody, and a step sees what those before it see."""
    inner = {
        "own": {"colleague"},
        "desk": {"desk"},
        "named": {"chosen"},
        "members": {"member", "board"},
        "neighbours": set(),
        "public": {"visitor", "outsider"},
    }
    return any(who in inner[step] for step in LADDER[: LADDER.index(level) + 1])


def may_read(who, chosen, group) -> bool:
    """A field group is never wider than its object, nor the contact wider than the name."""
    wanted = [chosen["audience"], chosen[group] or chosen["audience"]]
    if group == "contact":
        wanted.append(chosen["who"] or chosen["audience"])
    return all(in_audience(who, level) for level in wanted)


def may_read_all(who, chosen) -> bool:
    return all(may_read(who, chosen, group) for group in FieldGroup.values)


def pages_of(who, user, listing):
    """All that this person can get at, without one's own words in the box."""
    client = Client()
    if user.is_authenticated:
        client.force_login(user)
    urls = [reverse("home"), reverse("exchange:listings"), reverse("exchange:matches")]
    urls += [reverse("exchange:listing", args=[listing.pk]), reverse("search") + "?q=PET"]
    urls += [reverse(f"exchange:{page}", args=[listing.pk]) for page in ("edit", "seen")]
    for url in urls:
        yield url, client.get(url).content.decode()
    if user.is_authenticated:
        for path in (f"/listings/{listing.pk}", "/listings", "/matches"):
            yield path, api.get(path, user=user).content.decode()


class TestEverybodySeesTheirOwnPart(TestCase):
    @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
    @given(levels)
    def test_no_page_no_answer_and_no_search_gives_a_field_to_who_is_outside_it(self, chosen):
        made = region(chosen)
        for who, user in made.people.items():
            for where, text in pages_of(who, user, made.listing):
                shown = text.partition("<main")[2] or text
                # The places to choose from are those of the directory, whoever placed what.
                shown = re.sub('(?s)<select name="place".*?</select>', "", shown)
                if who == "desk":  # whom it speaks for, it chooses from a list of all companies
                    shown = re.sub("(?s)<select.*?</select>", "", shown)
                for group, mark in MARKS.items():
                    if not may_read(who, chosen, group):
                        assert not mark.search(shown), (who, where, group)
                if not may_read_all(who, chosen):
                    assert not WORDS.search(shown), (who, where)

    @settings(max_examples=12, deadline=None)
    @given(levels)
    def test_it_exists_for_its_audience_and_each_field_for_those_who_may_read_it(self, chosen):
        made = region(chosen)
        for who, user in made.people.items():
            found = selectors.listing_for(user, made.listing.pk)
            assert (found is not None) == in_audience(who, chosen["audience"]), who
            if found is None:
                continue
            card = cards.card_of(found)
            told = f"{card.title} {card.place} {card.text} {card.facts}"
            assert bool(MARKS["who"].search(told)) == may_read(who, chosen, "who"), who
            assert bool(MARKS["amount"].search(told)) == may_read(who, chosen, "amount"), who
            assert (card.text == SENTENCE) == may_read_all(who, chosen), who

    @settings(max_examples=6, deadline=None)
    @given(levels)
    def test_what_is_sought_finds_only_what_one_may_read(self, chosen):
        made = region(chosen)
        sought = {
            "who": ["naamzwx"],
            "all": ["6437", "868686"],
        }
        for who, user in made.people.items():
            for word in sought["who"]:
                found = selectors.search_listings(user, word).exists()
                assert not found or may_read(who, chosen, "who"), (who, word)
            for word in sought["all"]:
                found = selectors.search_listings(user, word).exists()
                assert not found or may_read_all(who, chosen), (who, word)
            seen = selectors.search_listings(user, "PET").exists()
            assert seen == in_audience(who, chosen["audience"]), who

    @settings(max_examples=6, deadline=None)
    @given(levels)
    def test_what_one_looks_at_as_somebody_is_what_somebody_gets(self, chosen):
        made = region(chosen)
        keys = {"lid": "member", "bureau": "desk", "bezoeker": "visitor"}
        found = {one.key: one.reader for one in stand_ins(made.listing, made.people["colleague"])}
        chosen_pk = str(Company.objects.get(name="Gekozen").pk)
        for key, reader in found.items():
            who = made.people[keys.get(key, "chosen")]
            mine, theirs = (
                shown and cards.card_of(shown)
                for shown in (
                    selectors.listing_for(reader, made.listing.pk),
                    selectors.listing_for(who, made.listing.pk),
                )
            )
            assert mine == theirs, key
        assert (chosen_pk in found) == (made.listing.audience_group_id is not None)


WIDE = ["members", "public"]
DIFFERENT = [
    ("amount", SENTENCE, SENTENCE.replace("6437", "911")),
    ("price", SENTENCE, SENTENCE.replace("4141", "17")),
    ("contact", SENTENCE, SENTENCE.replace("868686", "121212")),
    ("who", SENTENCE, f"{SENTENCE}, in Coevorden"),
]


class TestWhatNobodyMaySee(TestCase):
    @settings(max_examples=6, deadline=None)
    @given(
        st.sampled_from(DIFFERENT),
        st.sampled_from(["own", "desk", "named"]),
        st.sampled_from(WIDE),
    )
    def test_does_not_show_in_a_match_nor_its_reason_score_or_order(self, case, kept, audience):
        """Two sentences that differ in the hidden field only give one and the same match."""
        group, *sentences = case
        other, person = company_with_person("Zoeker", "Emmen")
        text = "Wij zoeken PET-snippers, 300 ton per jaar, 500 euro per ton"
        services.say_listing(company=other, said=Said(text, "need"), by=person)
        chosen = CompanyGroup.objects.create(name="Groep")
        told = []
        for n, sentence in enumerate(sentences):
            company, by = company_with_person(f"Bedrijf {n}", "Emmen")
            said = Said(sentence, "offer", audience=audience, group=chosen, **{group: kept})
            made = services.say_listing(company=company, said=said, by=by)
            match = Match.objects.get(offer=made)
            card = cards.card_of(selectors.listing_for(person, made.pk))
            neutral = replace(card, pk=0, url="", title="", company_pk=0, company_url="")
            told.append((match.score, match.reasons, match.conditional, neutral))
            draft = services.draft_listing(company=other, said=Said(text, "need"), by=person)
            found = find_matches(draft, timezone.localdate())
            told[-1] += tuple((f.score, f.reasons) for f in found if f.listing_id == made.pk)
            made.delete()
        assert told[0] == told[1]


def test_the_ladder_is_the_one_of_the_words():
    assert list(Level.values) == LADDER
    assert len(list(product(LADDER, FieldGroup.values))) == 24
