"""What nobody answers ends by itself, is told once, and blames nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from naober.features.exchange import deal_selectors, news, rules, selectors, services
from naober.features.exchange.models import Deal, DealEvent, Match, Value
from naober.features.exchange.services import Terms
from naober.features.exchange.tests.factories import NEED, OFFER, say, tonnes
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db


def later(days):
    return timezone.localdate() + timedelta(days=days)


def test_a_question_waits_and_then_ends_once(asked, giver, taker):
    assert services.end_unanswered(later(rules.ENDS_AFTER_DAYS)).matches == 0
    assert services.end_unanswered(later(rules.ENDS_AFTER_DAYS + 1)).matches == 1
    assert services.end_unanswered(later(rules.ENDS_AFTER_DAYS + 1)).matches == 0
    mail = Mail.objects.get()
    assert mail.email == giver[1].email
    assert taker[0].name not in mail.text
    assert taker[1].email not in mail.text
    assert all(row.turn not in (0, 1) for row in selectors.matches_of(taker[1]))
    assert not [i for i in news.digest_items(taker[1]) if "match" in i.key]


def test_a_late_yes_still_introduces_them(asked, taker):
    services.end_unanswered(later(rules.ENDS_AFTER_DAYS + 1))
    made = services.express_interest(match=asked, side="need", by=taker[1])
    assert made.introduced_at
    assert made.ended_at is None


def test_who_left_is_not_written_to(asked, giver):
    giver[1].memberships.update(ended_on=timezone.localdate())
    services.end_unanswered(later(rules.ENDS_AFTER_DAYS + 1))
    assert Match.objects.get().ended_at
    assert not Mail.objects.exists()


def test_a_question_gets_one_reminder(asked, taker):
    [item] = [i for i in news.digest_items(taker[1]) if i.key.startswith("match-answer")]
    asked.interests.update(at=timezone.now() - timedelta(days=rules.RECALL_AFTER_DAYS, hours=1))
    [again] = [i for i in news.digest_items(taker[1]) if i.key.startswith("match-answer")]
    assert item.key != again.key
    assert [i.key for i in news.digest_items(taker[1])].count(again.key) == 1


def test_deals_and_values_end_too(match, giver, taker):
    made = services.propose_deal(match=match, side="offer", terms=Terms("Vracht"), by=giver[1])
    Mail.objects.all().delete()
    day = later(rules.DEAL_ENDS_AFTER_DAYS + 1)
    assert services.end_unanswered(day).deals == 1
    assert services.end_unanswered(day).deals == 0
    assert Deal.objects.get().ended_why == "no_answer"
    assert Mail.objects.get().email == giver[1].email
    again = services.propose_deal(match=match, side="offer", terms=Terms("Weer"), by=giver[1])
    services.confirm_deal(deal=again, side="need", version=1, by=taker[1])
    services.report_value(deal=again, side="need", line=tonnes(), by=taker[1])
    assert services.end_unanswered(day).values == 1
    assert services.end_unanswered(day).values == 0
    assert Value.objects.get().ended_at
    assert DealEvent.objects.filter(deal=again, what="lapsed").count() == 1
    assert made.pk != again.pk


def test_what_waits_is_in_the_news_of_who_it_waits_for(deal, giver, taker):
    value = services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])
    keys = {item.key for item in news.digest_items(taker[1])}
    assert f"value-confirm:{value.pk}:need" in keys
    assert not [i for i in news.digest_items(giver[1]) if i.key.startswith("value")]
    services.confirm_value(value=value, side="need", by=taker[1])
    assert not [i for i in news.digest_items(taker[1]) if i.key.startswith("value")]


def test_new_matches_are_the_best_few_of_a_listing(taker):
    from naober.features.exchange.tests.factories import company_with_person

    say(taker[0], NEED)
    for _each in range(news.BEST_OF_LISTING + 2):
        say(company_with_person()[0], OFFER)
    found = [i for i in news.digest_items(taker[1]) if i.key.startswith("match:")]
    assert len(found) == news.BEST_OF_LISTING
    assert len({i.group for i in found}) == 1


def test_an_ending_listing_is_offered_for_renewal(giver):
    listing = say(giver[0], OFFER)
    listing.expires_on = later(5)
    listing.save()
    [item] = news.digest_items(giver[1])
    assert item.acts[0][1:] == ("listing.renew_or_close", str(listing.pk))


def test_the_digest_asks_as_much_for_many_as_for_few(
    taker,
    django_assert_max_num_queries,
):
    from naober.features.exchange.tests.factories import company_with_person

    say(taker[0], NEED)
    for _each in range(8):
        company, _person = company_with_person()
        say(company, OFFER)
    for row in Match.objects.all()[:4]:
        by = row.offer_company.memberships.get().user
        services.express_interest(match=row, side="offer", by=by)
    with django_assert_max_num_queries(24):
        assert len(news.digest_items(taker[1])) >= 6
    assert deal_selectors.deals_to_confirm(taker[1]) == []
