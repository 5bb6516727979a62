"""Two who trade. Each gives two acts that meet, and what must hold of them afterwards."""

from django.urls import reverse

from naober.features.exchange import services
from naober.features.exchange.models import Deal, DealGuest, Interest, Listing, Value
from naober.features.exchange.tests.factories import UserFactory, person_of
from naober.features.ledger.models import Entry
from naober.foundation.members.models import User
from naober.foundation.notifications.models import Mail
from tests.once import scenes
from tests.once.scenes import Act

OVER = (400, 410)  # the link was used, or what it asks is answered


def both_sign():
    """A deal that was changed by the desk for nobody: neither side signed."""
    made, deal = scenes.proposed()
    Deal.objects.filter(pk=deal.pk).update(offer_signed_at=None, offer_signed_by=None)

    def check(statuses):
        deal.refresh_from_db()
        assert deal.is_signed("offer")
        assert deal.is_signed("need")
        assert deal.is_confirmed
        assert list(deal.events.values_list("what", flat=True)).count("agreed") == 1

    return scenes.sign_deal(deal, made.giver), scenes.sign_deal(deal, made.taker), check


def both_confirm_a_value():
    made, value = scenes.reported()
    Value.objects.filter(pk=value.pk).update(offer_signed_at=None, offer_signed_by=None)

    def check(statuses):
        value.refresh_from_db()
        assert value.is_confirmed
        assert Entry.objects.filter(key__startswith=f"deal-value:{value.pk}:").count() == 2

    return scenes.answer_value(value, made.giver), scenes.answer_value(value, made.taker), check


def two_of_one_side_confirm_a_value():
    made, value = scenes.reported()
    colleague = person_of(made.match.need_company)

    def check(statuses):
        assert Entry.objects.filter(key__startswith=f"deal-value:{value.pk}:").count() == 2

    return scenes.answer_value(value, made.taker), scenes.answer_value(value, colleague), check


def confirm_and_refuse_a_value():
    made, value = scenes.reported()
    colleague = person_of(made.match.need_company)

    def check(statuses):
        value.refresh_from_db()
        assert value.is_confirmed != (value.ended_at is not None)
        written = Entry.objects.filter(key__startswith=f"deal-value:{value.pk}:").count()
        assert written == (2 if value.is_confirmed else 0)

    yes, no = scenes.answer_value(value, made.taker), scenes.answer_value(value, colleague, "no")
    return yes, no, check


def both_say_yes():
    made = scenes.pair()

    def check(statuses):
        made.match.refresh_from_db()
        assert made.match.introduced_at
        assert Mail.objects.filter(key__startswith=f"introduction:{made.match.pk}:").count() == 2

    return scenes.answer(made, "offer"), scenes.answer(made, "need"), check


def yes_and_no():
    made = scenes.asked()
    colleague = person_of(made.match.need_company)
    no = scenes.answer(scenes.Pair(made.match, made.giver, colleague), "need", "no")

    def check(statuses):
        made.match.refresh_from_db()
        said = Interest.objects.get(match=made.match, side="need").answer
        told = Mail.objects.filter(key__startswith=f"introduction:{made.match.pk}:").count()
        assert told == (2 if made.match.introduced_at else 0)
        assert said == ("yes" if made.match.introduced_at else "no") or said == "yes"

    return scenes.answer(made, "need"), no, check


def both_write_the_deal_down():
    made = scenes.introduced()
    acts = [_write_down(made, "offer", made.giver), _write_down(made, "need", made.taker)]

    def check(statuses):
        assert Deal.objects.filter(match=made.match).count() == 1
        assert sorted(statuses) == [302, 422]

    return *acts, check


def _write_down(made, side, user):
    data = {"agreed": "Elke week een vracht", "audience": "desk", "side": side}
    return Act(reverse("exchange:deal-new", args=[made.match.pk]), data, user)


def one_guest_is_asked_in_twice():
    made, deal = scenes.proposed()
    email, path = UserFactory.build().email, reverse("exchange:deal-guest", args=[deal.pk])

    def check(statuses):
        assert deal.guests.filter(email=email).count() == 1
        assert Mail.objects.filter(email=email).count() == 1

    return Act(path, {"email": email}, made.giver), Act(path, {"email": email}, made.taker), check


def one_new_guest_comes_in_twice():
    email, guests = UserFactory.build().email, []
    for _number in range(2):
        made, deal = scenes.proposed()
        company = made.match.offer_company
        guests.append(services.invite_guest(to=deal, email=email, company=company, by=made.giver))

    def check(statuses):
        user = User.objects.get(email=email)
        assert DealGuest.objects.filter(user=user).count() == 2

    return *(scenes.guest_comes(guest) for guest in guests), check


def one_listing_is_placed_twice():
    act = scenes.listing_said()
    again = Act(act.path, act.data, act.user)
    company = act.data["company"]

    def check(statuses):
        assert Listing.objects.filter(company=company).count() == 1

    return act, again, check


def one_report_is_sent_twice():
    act = scenes.value_reported()
    again = Act(act.path, act.data, act.user)
    deal = Deal.objects.order_by("proposed_at").last()

    def check(statuses):
        assert Value.objects.filter(deal=deal).count() == 2

    return act, again, check


MEETINGS = [
    both_sign,
    both_confirm_a_value,
    two_of_one_side_confirm_a_value,
    confirm_and_refuse_a_value,
    both_say_yes,
    yes_and_no,
    both_write_the_deal_down,
    one_guest_is_asked_in_twice,
    one_new_guest_comes_in_twice,
    one_listing_is_placed_twice,
    one_report_is_sent_twice,
]
