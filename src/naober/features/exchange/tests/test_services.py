from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from naober.features.exchange import engine_bridge, services
from naober.features.exchange.models import (
    Interest,
    Listing,
    ListingTerm,
    Match,
    TermFrequency,
)
from naober.features.exchange.services import ImportRow, Said
from naober.features.exchange.tests.factories import (
    NEED,
    OFFER,
    CompanyFactory,
    UserFactory,
    company_with_person,
    person_of,
    say,
)

pytestmark = pytest.mark.django_db


def test_a_sentence_is_understood_and_finds_the_neighbour_that_seeks_it(giver, taker):
    need = say(taker[0], NEED)
    offer = say(giver[0], OFFER)
    match = Match.objects.get()
    assert (match.offer, match.need) == (offer, need)
    assert {reason["code"] for reason in match.reasons} >= {"same_concept"}
    assert (offer.direction, offer.kind, offer.place) == ("offer", "material", "Emmen")
    assert need.place == "Coevorden"


def test_it_finds_the_same_whichever_was_said_first(giver, taker):
    say(giver[0], OFFER)
    say(taker[0], NEED)
    first = Match.objects.values_list("score", "reasons", "conditional").get()
    Listing.objects.all().delete()
    say(taker[0], NEED)
    say(giver[0], OFFER)
    assert Match.objects.values_list("score", "reasons", "conditional").get() == first


def test_a_company_never_matches_itself(giver):
    say(giver[0], OFFER)
    say(giver[0], NEED)
    assert not Match.objects.exists()


@pytest.mark.parametrize("text", ["", "   \n ", "\x00\x01", "x" * 20_001])
def test_nothing_or_far_too_much_is_refused_and_nothing_is_kept(giver, text):
    with pytest.raises(ValidationError) as refused:
        say(giver[0], text)
    assert "text" in refused.value.message_dict
    assert not Listing.objects.exists()


def test_what_is_not_recognised_stays_free_text(giver):
    made = say(
        giver[0], "🙂 =SUM(A1) <script>alert(1)</script> -5 ton xyzzy\x00", direction="offer"
    )
    assert made.text == "🙂 =SUM(A1) <script>alert(1)</script> -5 ton xyzzy"


def test_a_sentence_without_a_side_asks_for_it(giver):
    with pytest.raises(ValidationError) as refused:
        say(giver[0], "PET-snippers")
    assert "direction" in refused.value.message_dict


def test_only_people_of_the_company_and_the_desk_may_speak_for_it(giver, taker):
    with pytest.raises(PermissionDenied):
        say(giver[0], OFFER, by=taker[1])
    assert say(giver[0], OFFER, by=UserFactory(desk_role="desk")).entered_by_desk


@pytest.mark.parametrize(
    "change",
    [
        lambda listing, by: services.edit_listing(listing=listing, said=Said(NEED), by=by),
        lambda listing, by: services.renew_listing(listing=listing, by=by),
        lambda listing, by: services.close_listing(listing=listing, by=by),
    ],
)
def test_nobody_else_changes_a_listing(giver, taker, change):
    with pytest.raises(PermissionDenied):
        change(say(giver[0], OFFER), taker[1])


def test_an_edit_makes_only_its_own_matches_anew(giver, taker):
    say(taker[0], NEED)
    other = say(company_with_person()[0], OFFER)
    offer = say(giver[0], OFFER)
    kept = Match.objects.get(offer=other)
    services.edit_listing(listing=offer, said=Said("Wij hebben hout over"), by=giver[1])
    assert list(Match.objects.all()) == [kept]
    assert Match.objects.get().first_seen_at == kept.first_seen_at


def test_an_edit_to_confidential_takes_the_old_words_out_of_index_and_reasons(giver, taker):
    need = say(taker[0], NEED)
    offer = say(giver[0], f"{OFFER} bij Zwartewaterfabriek")
    services.express_interest(match=Match.objects.get(), side="need", by=taker[1])
    words = ListingTerm.objects.filter(listing=offer, term__term__contains="zwartewater")
    assert words.exists()
    services.edit_listing(
        listing=offer,
        said=Said("Zwartewaterfabriek houdt over", "offer", who="own"),
        by=giver[1],
    )
    assert not words.exists()
    match = Match.objects.get(need=need)
    assert match.reasons == []


def test_the_side_stays_once_somebody_answered(giver, taker):
    say(taker[0], NEED)
    offer = say(giver[0], OFFER)
    services.express_interest(match=Match.objects.get(), side="need", by=taker[1])
    with pytest.raises(ValidationError):
        services.edit_listing(listing=offer, said=Said(NEED), by=giver[1])


def test_closing_and_renewing_takes_it_out_and_puts_it_back(giver, taker):
    offer = say(giver[0], OFFER)
    services.close_listing(listing=offer, by=giver[1])
    assert not ListingTerm.objects.exists()
    need = say(taker[0], NEED)
    assert not Match.objects.exists()
    offer.expires_on = timezone.localdate() - timedelta(days=1)
    services.renew_listing(listing=offer, by=giver[1])
    assert offer.is_open
    assert Match.objects.get().need == need


def test_an_expired_listing_is_found_by_nobody(giver, taker):
    offer = say(giver[0], OFFER)
    yesterday = timezone.localdate() - timedelta(days=1)
    Listing.objects.filter(pk=offer.pk).update(expires_on=yesterday)
    ListingTerm.objects.update(expires_on=yesterday)
    say(taker[0], NEED)
    assert not Match.objects.exists()


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2027, 8, 29), 6, date(2028, 2, 29)),
    ],
)
def test_half_a_year_later_is_a_day_that_exists(day, months, later):
    assert services.months_later(day, months) == later


def test_both_must_say_yes(giver, taker):
    say(taker[0], NEED)
    say(giver[0], OFFER)
    match = services.express_interest(match=Match.objects.get(), side="need", by=taker[1])
    assert match.introduced_at is None
    match = services.express_interest(match=match, side="offer", by=giver[1])
    assert match.introduced_at is not None


def test_nobody_answers_for_the_other_side(giver, taker):
    say(taker[0], NEED)
    say(giver[0], OFFER)
    for by, side in [(taker[1], "offer"), (giver[1], "need"), (UserFactory(), "need")]:
        with pytest.raises(PermissionDenied):
            services.express_interest(match=Match.objects.get(), side=side, by=by)
    assert not Interest.objects.exists()


def test_a_no_keeps_its_reason_and_may_become_a_yes(giver, taker):
    say(taker[0], NEED)
    say(giver[0], OFFER)
    match = Match.objects.get()
    services.decline_match(match=match, side="need", by=taker[1], reason="quality")
    assert Interest.objects.get().reason == "quality"
    services.express_interest(match=match, side="need", by=taker[1])
    assert list(Interest.objects.values_list("answer", "reason")) == [("yes", "")]
    with pytest.raises(ValidationError):
        services.decline_match(match=match, side="need", by=taker[1], reason="nonsense")


def test_an_introduction_is_not_taken_back(giver, taker):
    say(taker[0], NEED)
    say(giver[0], OFFER)
    match = Match.objects.get()
    services.express_interest(match=match, side="need", by=taker[1])
    services.express_interest(match=match, side="offer", by=giver[1])
    with pytest.raises(ValidationError):
        services.decline_match(match=match, side="need", by=taker[1])


def test_interest_without_a_listing_of_ones_own_makes_one_for_the_two_only(giver, taker):
    offer = say(giver[0], OFFER)
    match = services.reply_to_listing(listing=offer, company=taker[0], by=taker[1])
    assert (match.need.company, match.need.audience) == (taker[0], "own")
    assert Match.objects.visible_to(giver[1]).get() == match
    stranger = person_of(CompanyFactory())
    assert not Listing.objects.visible_to(stranger).filter(pk=match.need_id).exists()
    assert services.reply_to_listing(listing=offer, company=taker[0], by=taker[1]) == match


def test_interest_answers_the_match_that_is_there(giver, taker):
    need = say(taker[0], NEED)
    offer = say(giver[0], OFFER)
    match = services.reply_to_listing(listing=offer, company=taker[0], by=taker[1])
    assert match.need == need
    with pytest.raises(PermissionDenied):
        services.reply_to_listing(listing=offer, company=giver[0], by=giver[1])


def test_an_import_finds_what_one_by_one_would_find(giver, taker):
    desk = UserFactory(desk_role="desk")
    texts = [(giver[0], OFFER), (taker[0], NEED), (giver[0], "Wij hebben 20 ton hout over")]
    for company, text in texts:
        say(company, text)
    one_by_one = set(Match.objects.values_list("offer__text", "need__text", "score"))
    frequencies = dict(TermFrequency.objects.values_list("term", "listings"))
    Listing.objects.all().delete()
    TermFrequency.objects.all().delete()
    rows = [ImportRow(company, Said(text)) for company, text in texts]
    services.import_listings(rows=rows, by=desk)
    assert set(Match.objects.values_list("offer__text", "need__text", "score")) == one_by_one
    assert dict(TermFrequency.objects.values_list("term", "listings")) == frequencies


def test_a_bad_row_keeps_the_whole_import_out(giver):
    rows = [ImportRow(giver[0], Said(OFFER)), ImportRow(giver[0], Said(" "))]
    with pytest.raises(ValidationError):
        services.import_listings(rows=rows, by=UserFactory(desk_role="desk"))
    assert not Listing.objects.exists()
    with pytest.raises(PermissionDenied):
        services.import_listings(rows=rows, by=giver[1])


def test_warming_up_asks_the_database_nothing(
    django_assert_num_queries,
):
    with django_assert_num_queries(0):
        engine_bridge.warm_up()
