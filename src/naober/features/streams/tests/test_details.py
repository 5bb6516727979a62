"""What is asked of a stream and when, who reads what was told, and how it comes into a plan."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from naober.features.exchange.models import Listing, Match
from naober.features.streams import exports, rules, selectors, services
from naober.features.streams.models import StreamDetail
from naober.features.streams.rules import Facts
from naober.features.streams.tests.factories import say
from naober.foundation.audience.levels import Level
from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import CompanyFactory, MembershipFactory

pytestmark = pytest.mark.django_db
OFFER = "Wij houden 200 ton PET-snippers per jaar over in Emmen"
NEED = "Wij zoeken PET-snippers, 100 ton per jaar in Emmen"
ALL = {
    "numbers": {"cost": [60.0, 90.0], "useful": [80.0, 95.0], "q1": [10.0, 10.0]},
    "quality": "blauw, minder dan 1% vocht",
    "permit": "waste",
    "treatment": "sort",
    "audience": "desk",
    "audience_cost": "own",
}


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def speaker(listing):
    return listing.company.memberships.first().user


def told_to(person, listing):
    found = Listing.objects.filter(pk=listing.pk).with_rights(person)
    return selectors.told(person, list(found)).get(listing.pk, selectors.NOTHING)


def test_nothing_is_asked_as_long_as_nobody_fits():
    assert rules.asked(Facts("material", "offer"), ()) == ()
    fits = Facts("material", "offer", has_match=True)
    assert rules.asked(fits, ()) == ("amount", "cost", "permit", "treatment")
    assert rules.asked(fits, ("amount", "cost", "permit")) == ("treatment",)
    assert "amount" not in rules.asked(fits, rules.QUARTERS)
    on_condition = Facts("material", "need", has_match=True, on_condition=True, says_how_much=True)
    assert rules.asked(on_condition, ()) == ("cost", "quality")


def test_how_warm_is_asked_where_the_sentence_does_not_say_it():
    warm = Facts("energy", "need", has_match=True)
    assert "warm" in rules.asked(warm, ())
    assert "warm" not in rules.asked(Facts("energy", "need", True, says_how_warm=True), ())


def test_what_is_offered_warm_is_heat_unless_it_is_weighed():
    warm = say("Wij hebben rookgassen van 220 graden over, continu, in Emmen")
    weighed = say("Wij houden 200 ton pulp per jaar over van 60 graden in Emmen")
    assert [selectors.kind_of(one) for one in (warm, weighed)] == ["energy", "material"]
    assert selectors.year_of(warm) is None
    assert selectors.year_of(weighed) == (200, 200)


def test_of_people_or_knowledge_there_is_nothing_to_tell(client):
    other = say("Wij zoeken een lasser voor zes weken")
    page = client_of(speaker(other)).get(reverse("streams:detail", args=[other.pk]))
    assert page.status_code == 404


def test_a_match_brings_questions_to_the_listing_and_an_answer_takes_them_away():
    offer = say(OFFER)
    opened = client_of(speaker(offer))
    page = opened.get(reverse("exchange:listing", args=[offer.pk])).content.decode()
    assert "beslissen of het loont" not in page
    say(NEED)
    page = opened.get(reverse("exchange:listing", args=[offer.pk])).content.decode()
    assert "3 vragen beslissen of het loont" in page
    address = reverse("streams:detail", args=[offer.pk])
    sent = {"cost": "60-90", "permit": "waste", "treatment": "nothing", "useful": "95",
            "audience": "desk", "audience_cost": "own"}  # fmt: skip
    assert opened.post(address, sent).url == reverse("exchange:listing", args=[offer.pk])
    detail = StreamDetail.objects.get()
    assert detail.numbers == {"cost": [60.0, 90.0], "useful": [95.0, 95.0]}
    page = opened.get(reverse("exchange:listing", args=[offer.pk])).content.decode()
    assert "60-90" in page
    assert "beslissen of het loont" not in page
    assert 'value="60-90"' in opened.get(address).content.decode()
    entry = Entry.objects.get(action="listing.detail")
    assert "60" not in str(entry.facts)


@pytest.mark.parametrize("typed", ["veel", "60-", "1-2-3", "60-nog wat", "-5", "1e400", "200"])
def test_what_is_no_range_is_said_and_not_kept(typed):
    offer = say(OFFER)
    opened = client_of(speaker(offer))
    sent = {"useful": typed, "audience": "desk", "audience_cost": "own"}
    answer = opened.post(reverse("streams:detail", args=[offer.pk]), sent)
    assert answer.status_code == 422
    assert typed in answer.content.decode()
    assert not StreamDetail.objects.exists()


def test_nobody_tells_more_of_a_listing_of_another():
    offer, other = say(OFFER), MembershipFactory().user
    with pytest.raises(PermissionDenied):
        services.say_detail(listing=offer, said=dict(ALL), by=other)
    answer = client_of(other).get(reverse("streams:detail", args=[offer.pk]))
    assert answer.status_code == 404


@pytest.mark.parametrize("level", ["own", "desk", "members"])
@pytest.mark.parametrize("cost", ["own", "desk"])
def test_each_reads_as_much_as_was_chosen(desk, level, cost):
    offer = say(OFFER)
    said = ALL | {"audience": level, "audience_cost": cost}
    services.say_detail(listing=offer, said=said, by=speaker(offer))
    mine, member = told_to(speaker(offer), offer), told_to(MembershipFactory().user, offer)
    assert mine.known == {"cost", "useful", "q1", "quality", "permit", "treatment"}
    assert "cost" not in member.known
    assert bool(member.known) is (level == "members")
    broker = told_to(desk, offer)
    assert ("cost" in broker.known) is (cost == "desk")
    assert ("quality" in broker.known) is (level != "own")


def test_how_much_in_a_quarter_is_for_who_reads_how_much(desk):
    offer = say(OFFER, amount=Level.OWN)
    services.say_detail(listing=offer, said=ALL | {"audience": "members"}, by=speaker(offer))
    for reader in (desk, MembershipFactory().user):
        assert told_to(reader, offer).known == {"useful", "quality", "permit", "treatment"}


def test_where_the_name_is_hidden_nothing_more_is_read(desk):
    offer = say(OFFER, who=Level.OWN)
    said = ALL | {"audience": "members", "audience_cost": "desk"}
    services.say_detail(listing=offer, said=said, by=speaker(offer))
    for reader in (desk, MembershipFactory().user):
        assert told_to(reader, offer) == selectors.NOTHING


def test_what_the_desk_placed_for_a_company_is_that_companys_own(desk):
    """The desk tells more of it as well, until the company keeps something to itself."""
    offer = say(OFFER)
    Listing.objects.filter(pk=offer.pk).update(entered_by_desk=True)
    offer.refresh_from_db()
    shared = ALL | {"audience_cost": "desk"}
    services.say_detail(listing=offer, said=shared, by=desk)
    assert "cost" in told_to(desk, offer).known
    services.say_detail(listing=offer, said=dict(ALL), by=speaker(offer))
    assert "cost" not in told_to(desk, offer).known
    with pytest.raises(PermissionDenied):
        services.say_detail(listing=offer, said=shared, by=desk)
    opened = client_of(desk)
    assert opened.get(reverse("streams:detail", args=[offer.pk])).status_code == 404
    for page in (reverse("streams:own"), reverse("exchange:listing", args=[offer.pk])):
        shown = opened.get(page).content.decode()
        assert "60-90" not in shown
        assert reverse("streams:detail", args=[offer.pk]) not in shown
    [row] = rows_of(services.standing_workbook(desk), "aanbod")
    assert row["disposal_cost"] is None


def rows_of(content, title):
    sheet = load_workbook(io.BytesIO(content))[title]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(head, row, strict=False)) for row in rows]


def test_the_workbook_has_what_the_desk_may_read_of_it(desk):
    offer, need = say(OFFER), say(NEED)
    heat = say("Wij hebben 500 MWh restwarmte van 60 graden over per jaar in Emmen")
    services.say_detail(listing=offer, said=ALL | {"audience_cost": "desk"}, by=speaker(offer))
    secret = {"numbers": {"cost": [700.0, 800.0]}, "audience": "own", "audience_cost": "own"}
    services.say_detail(listing=need, said=secret, by=speaker(need))
    content = services.standing_workbook(desk)
    offers = {row["id"]: row for row in rows_of(content, "aanbod")}
    told = offers[str(offer.pk)]
    assert (told["disposal_cost"], told["permit_class"], told["q1"]) == ("60-90", "waste", 10)
    assert offers[str(heat.pk)]["from_c"] == 60
    [pair] = rows_of(content, "paren")
    assert pair["useful_percent"] == "80-95"
    assert {row["season"] for row in rows_of(content, "seizoenen")} == set(rules.QUARTERS)
    [asks] = rows_of(content, "vraag")
    assert asks["purchase_cost"] is None
    assert b"700" not in content or "700" not in str(rows_of(content, "vraag"))


def test_questions_tell_nothing_of_the_other_side(desk):
    """What is asked is the same whatever a neighbour keeps for itself."""
    offer, need = say(OFFER), say(NEED)
    person = speaker(offer)
    before = selectors.facts_of(person, [offer])
    said = ALL | {"numbers": {"cost": [1.0, 2.0]}, "permit": "", "treatment": ""}
    services.say_detail(listing=need, said=said, by=speaker(need))
    assert selectors.facts_of(person, [offer]) == before
    Match.objects.update(need_answer="no")
    assert not selectors.facts_of(person, [offer])[offer.pk].has_match


@given(low=st.floats(-200, 2000), high=st.floats(-200, 2000))
def test_a_range_is_shown_as_it_can_be_typed_again(low, high):
    from naober.features.streams.forms import RangeField, in_words

    low, high = sorted((round(low, 2), round(high, 2)))
    field = RangeField((-200, 2000))
    assert field.clean(in_words((low, high))) == (pytest.approx(low), pytest.approx(high))


def test_the_company_takes_away_all_that_it_told():
    offer = say(OFFER, CompanyFactory())
    services.say_detail(listing=offer, said=dict(ALL), by=speaker(offer))
    [sheet] = exports.of_company(offer.company)
    said = {row[1]: row[2] for row in sheet.rows}
    assert said["Samenstelling of kwaliteit"] == ALL["quality"]
    assert "60-90" in said.values()
    assert exports.of_company(CompanyFactory())[0].rows == []
    taken = client_of(speaker(offer)).get(reverse("company-export", args=[offer.company_id]))
    assert taken.status_code == 200
