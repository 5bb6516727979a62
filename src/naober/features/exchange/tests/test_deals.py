"""From yes to yes to a deal to a value that counts once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from naober.features.exchange import deal_selectors, rules, services
from naober.features.exchange.models import Deal, EmissionFactor, Match, Value
from naober.features.exchange.services import Co2, Line, Terms, introductions
from naober.features.exchange.tests.factories import (
    NEED,
    OFFER,
    YEAR,
    UserFactory,
    company_with_person,
    person_of,
    say,
    tonnes,
)
from naober.features.ledger.models import Entry
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Membership
from naober.foundation.members.tests.factories import MembershipFactory
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db


# --- introduction ---


def test_both_get_the_same_mail_once(match, giver, taker):
    mails = Mail.objects.order_by("pk")
    assert {mail.email for mail in mails} == {giver[1].email, taker[1].email}
    assert len({mail.text for mail in mails}) == 1
    assert giver[1].email in mails[0].text
    assert taker[1].email in mails[0].text
    services.express_interest(match=match, side="need", by=taker[1])
    assert Mail.objects.count() == 2


def test_each_of_the_two_has_the_introduction_in_its_ledger_once(match, giver, taker):
    introductions.tell_both(match)
    rows = Entry.objects.filter(kind="introductions").order_by("pk")
    assert [(one.company, one.counterparty) for one in rows] == [
        (giver[0], taker[0]),
        (taker[0], giver[0]),
    ]
    assert {(one.direction, one.quantity) for one in rows} == {("took", Decimal(1))}


def test_who_said_yes_gets_it_too_when_somebody_else_is_the_contact(giver, taker):
    """They are told that the mail comes, perhaps by a link in a mail, and may never sign in."""
    colleague = person_of(taker[0])
    gone = person_of(giver[0])
    Membership.objects.filter(user=giver[1]).update(is_contact=True)
    Membership.objects.filter(user=taker[1]).update(is_contact=True)
    say(taker[0], NEED)
    say(giver[0], OFFER)
    match = Match.objects.get()
    services.express_interest(match=match, side="offer", by=gone)
    Membership.objects.filter(user=gone).update(ended_on=timezone.localdate())
    services.express_interest(match=match, side="need", by=colleague)
    mails = Mail.objects.filter(key__startswith="introduction:")
    assert {m.email for m in mails} == {giver[1].email, taker[1].email, colleague.email}
    assert len({mail.text for mail in mails}) == 1


def _introduced_without_people(giver, taker, **said):
    say(taker[0], NEED, **said)
    say(giver[0], OFFER)
    match = Match.objects.get()
    services.express_interest(match=match, side="offer", by=giver[1])
    services.express_interest(match=match, side="need", by=taker[1])
    Mail.objects.all().delete()
    Membership.objects.filter(user=taker[1]).update(ended_on=timezone.localdate())
    introductions.tell_both(match)


def test_a_side_without_people_asks_the_desk(giver, taker):
    desk = UserFactory(desk_role="desk")
    _introduced_without_people(giver, taker)
    assert set(Mail.objects.values_list("email", flat=True)) == {giver[1].email, desk.email}
    told = Mail.objects.get(email=desk.email)
    assert taker[0].name in told.text
    for secret in (giver[0].name, giver[1].email, OFFER, NEED):
        assert secret not in told.subject + told.text


def test_the_desk_is_not_asked_to_help_a_company_that_hides_its_name_from_it(giver, taker):
    UserFactory(desk_role="desk")
    _introduced_without_people(giver, taker, who="own")
    assert list(Mail.objects.values_list("email", flat=True)) == [giver[1].email]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("energy", "energy"), ("people", "hr"), ("material", "purchasing"), ("safety", "hse")],
)
def test_the_contact_is_whose_field_it_is(giver, kind, expected):
    company, _first = giver
    MembershipFactory(company=company, role="innovation", is_contact=True)
    wanted = MembershipFactory(company=company, role=expected).user
    assert deal_selectors.contacts_for({(company.pk, kind)})[company.pk, kind] == wanted


def test_else_it_is_the_contact_person(giver):
    company, _first = giver
    wanted = MembershipFactory(company=company, role="hr", is_contact=True).user
    assert deal_selectors.contacts_for({(company.pk, "energy")})[company.pk, "energy"] == wanted


# --- deal ---


def test_a_deal_is_confirmed_by_the_other_side(match, giver, taker):
    deal = services.propose_deal(match=match, side="offer", terms=Terms("Een vracht"), by=giver[1])
    assert deal.is_signed("offer")
    assert not deal.is_confirmed
    deal = services.confirm_deal(deal=deal, side="need", version=1, by=taker[1])
    assert deal.is_confirmed


def test_there_is_one_running_deal_of_a_match(deal, match, giver):
    with pytest.raises(ValidationError):
        services.propose_deal(match=match, side="offer", terms=Terms("Nog een"), by=giver[1])
    services.end_deal(deal=deal, side="offer", why="done", by=giver[1])
    assert services.propose_deal(match=match, side="offer", terms=Terms("Nieuw"), by=giver[1])


def test_before_the_introduction_there_is_no_deal(giver, taker):
    say(taker[0], NEED)
    say(giver[0], OFFER)
    with pytest.raises(PermissionDenied):
        services.propose_deal(
            match=Match.objects.get(), side="offer", terms=Terms("x"), by=giver[1]
        )


def test_a_change_asks_both_anew_and_an_old_version_cannot_be_confirmed(deal, giver, taker):
    changed = services.change_deal(
        deal=deal, side="need", terms=Terms("Anders"), version=1, by=taker[1]
    )
    assert not changed.is_confirmed
    assert not changed.is_signed("offer")
    with pytest.raises(ValidationError):
        services.confirm_deal(deal=deal, side="offer", version=1, by=giver[1])
    assert services.confirm_deal(deal=deal, side="offer", version=2, by=giver[1]).is_confirmed


def test_the_desk_signs_for_one_side_only_and_it_is_marked(match):
    desk = UserFactory(desk_role="desk")
    deal = services.propose_deal(match=match, side="offer", terms=Terms("Vracht"), by=desk)
    assert deal.offer_by_desk
    for by in (desk, UserFactory(desk_role="desk")):
        with pytest.raises(ValidationError):
            services.confirm_deal(deal=deal, side="need", version=1, by=by)


def test_who_acts_for_both_companies_is_one_voice(match, giver, taker):
    MembershipFactory(company=taker[0], user=giver[1])
    deal = services.propose_deal(match=match, side="offer", terms=Terms("Vracht"), by=giver[1])
    with pytest.raises(ValidationError):
        services.confirm_deal(deal=deal, side="need", version=1, by=giver[1])


@pytest.mark.parametrize("who", ["stranger", "board"])
def test_nobody_else_signs(deal, who):
    by = company_with_person()[1] if who == "stranger" else UserFactory(desk_role="board")
    with pytest.raises(PermissionDenied):
        services.confirm_deal(deal=deal, side="need", version=1, by=by)


@pytest.mark.parametrize(
    "terms",
    [
        Terms("  "),
        Terms("x" * 5_001),
        Terms("x", starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)),
        Terms("x", audience="named"),
        Terms("x", audience="nonsense"),
        Terms("x", expected={"material": Decimal(-1)}),
        Terms("x", expected={"gold": Decimal(1)}),
    ],
)
def test_nonsense_is_refused(match, giver, terms):
    with pytest.raises(ValidationError):
        services.propose_deal(match=match, side="offer", terms=terms, by=giver[1])
    assert not Deal.objects.exists()


SEES = {
    Level.OWN: (True, True, False, False),
    Level.DESK: (True, True, True, False),
    Level.MEMBERS: (True, True, True, True),
}


@pytest.mark.parametrize("audience", SEES)
@pytest.mark.parametrize("confirmed", [True, False])
def test_who_sees_a_deal(match, giver, taker, audience, confirmed):
    terms = Terms("Vracht", audience=audience)
    deal = services.propose_deal(match=match, side="offer", terms=terms, by=giver[1])
    if confirmed:
        services.confirm_deal(deal=deal, side="need", version=1, by=taker[1])
    people = [giver[1], taker[1], UserFactory(desk_role="desk"), company_with_person()[1]]
    seen = tuple(Deal.objects.visible_to(user).exists() for user in people)
    *inner, member = SEES[audience]
    assert seen == (*inner, member and confirmed)


# --- value ---


def test_a_value_counts_once_both_signed_and_stands_with_both(deal, giver, taker):
    value = services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])
    assert not Entry.objects.filter(source="deal").exists()
    for _again in range(3):
        services.confirm_value(value=value, side="need", by=taker[1])
    rows = (
        Entry.objects.filter(source="deal")
        .order_by("direction")
        .values_list("company", "direction", "quantity")
    )
    assert list(rows) == [
        (giver[0].pk, "gave", Decimal("12.500")),
        (taker[0].pk, "took", Decimal("12.500")),
    ]
    assert deal_selectors.totals(Value.objects.all()) == {"material": Decimal("12.500")}


def test_of_money_each_gains_its_own(deal, giver, taker):
    line = Line("money", *YEAR, offer_gain=Decimal("100.10"), need_gain=Decimal("0.20"))
    value = services.report_value(deal=deal, side="need", line=line, by=taker[1])
    services.confirm_value(value=value, side="offer", by=giver[1])
    gained = dict(Entry.objects.filter(source="deal").values_list("company", "quantity"))
    assert gained == {giver[0].pk: Decimal("100.10"), taker[0].pk: Decimal("0.20")}
    assert set(Entry.objects.filter(source="deal").values_list("direction", flat=True)) == {"took"}


def test_knowledge_is_counted_by_how_often_it_was_shared(deal, giver, taker):
    line = Line("knowledge", *YEAR, quantity=Decimal(3))
    value = services.report_value(deal=deal, side="offer", line=line, by=giver[1])
    services.confirm_value(value=value, side="need", by=taker[1])
    rows = Entry.objects.filter(source="deal", kind="knowledge").order_by("direction")
    assert [(one.company, one.direction, one.unit) for one in rows] == [
        (giver[0], "gave", "times"),
        (taker[0], "took", "times"),
    ]


def test_co2_needs_its_factor_and_source(deal, giver, taker):
    co2 = Co2(Decimal(1000), "m3", Decimal("2"), "eigen meting 2025", Decimal("0.25"))
    value = services.report_value(
        deal=deal, side="offer", line=Line("co2", *YEAR, co2=co2), by=giver[1]
    )
    assert (value.quantity, value.offer_gain, value.need_gain) == (
        Decimal("2.000"),
        Decimal("0.500"),
        Decimal("1.500"),
    )
    without = Co2(Decimal(1000), "m3", Decimal("2"), " ")
    with pytest.raises(ValidationError):
        services.report_value(
            deal=deal, side="offer", line=Line("co2", *YEAR, co2=without), by=giver[1]
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.filter(pk=value.pk).update(factor_source="")
    with pytest.raises(IntegrityError), transaction.atomic():
        EmissionFactor.objects.create(name="gas", unit="m3", kg_per_unit=1, source="", year=2025)


def test_a_correction_takes_it_back_whole_once_both_signed(deal, giver, taker):
    value = services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])
    with pytest.raises(ValidationError):
        services.correct_value(value=value, side="offer", note="te vroeg", by=giver[1])
    services.confirm_value(value=value, side="need", by=taker[1])
    back = services.correct_value(value=value, side="need", note="dubbel", by=taker[1])
    with pytest.raises(ValidationError):
        services.correct_value(value=value, side="offer", note="nog eens", by=giver[1])
    assert deal_selectors.totals(Value.objects.all()) == {"material": Decimal("12.500")}
    services.confirm_value(value=back, side="offer", by=giver[1])
    assert deal_selectors.totals(Value.objects.all()) == {}
    assert sum(Entry.objects.filter(source="deal").values_list("quantity", flat=True)) == 0
    with pytest.raises(ValidationError):
        services.correct_value(value=back, side="offer", note="terug", by=giver[1])


def test_a_refused_report_counts_nowhere_and_cannot_be_confirmed(deal, giver, taker):
    value = services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])
    services.refuse_value(value=value, side="need", by=taker[1])
    with pytest.raises(ValidationError):
        services.confirm_value(value=value, side="need", by=taker[1])
    assert not Entry.objects.filter(source="deal").exists()


def test_nothing_is_reported_of_what_is_not_agreed(match, giver):
    deal = services.propose_deal(match=match, side="offer", terms=Terms("Vracht"), by=giver[1])
    with pytest.raises(ValidationError):
        services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])


@pytest.mark.parametrize(
    "line",
    [
        tonnes("0"),
        tonnes("-1"),
        tonnes("0.0001"),
        tonnes("NaN"),
        tonnes("Infinity"),
        tonnes("99999999999"),
        Line("gold", *YEAR, quantity=Decimal(1)),
        Line("material", YEAR[1], YEAR[0], quantity=Decimal(1)),
        Line("money", *YEAR),
        Line("money", *YEAR, offer_gain=Decimal(5), need_gain=Decimal(-4)),
        Line("co2", *YEAR),
    ],
)
def test_nonsense_amounts_are_refused(deal, giver, line):
    with pytest.raises(ValidationError):
        services.report_value(deal=deal, side="offer", line=line, by=giver[1])


def test_the_database_refuses_what_the_services_never_do(deal, giver, taker):
    value = services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])
    nonsense = [
        {"confirmed_at": timezone.now()},
        {"offer_by_desk": True, "need_by_desk": True},
        {"need_signed_by": giver[1]},
        {"quantity": Decimal(-1)},
        {"period_end": YEAR[0] - timedelta(days=1)},
    ]
    for change in nonsense:
        with pytest.raises(IntegrityError), transaction.atomic():
            Value.objects.filter(pk=value.pk).update(**change)


def test_a_stale_row_in_hand_confirms_only_once(deal, giver, taker):
    """Two people of one side confirm what each has on the screen."""
    value = services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])
    one, other = Value.objects.get(pk=value.pk), Value.objects.get(pk=value.pk)
    colleague = person_of(taker[0])
    services.confirm_value(value=one, side="need", by=taker[1])
    services.confirm_value(value=other, side="need", by=colleague)
    assert Value.objects.get(pk=value.pk).need_signed_by == taker[1]
    assert Entry.objects.filter(source="deal").count() == 2


# --- states ---


@pytest.mark.parametrize(
    ("standing", "state", "acts"),
    [
        ({}, "found", {"yes", "no"}),
        ({"other": "yes"}, "answer", {"yes", "no"}),
        ({"mine": "yes"}, "waiting", {"no"}),
        ({"mine": "no"}, "declined", {"yes"}),
        ({"mine": "no", "reason": "solved"}, "declined", {"yes", "close_listing"}),
        ({"mine": "no", "reason": "time", "snoozed": True}, "snoozed", {"yes", "no"}),
        ({"other": "no"}, "refused", set()),
        ({"mine": "yes", "other": "no"}, "refused", set()),
        ({"mine": "yes", "ended": True}, "ended", set()),
        ({"other": "yes", "ended": True}, "ended", {"yes"}),
        ({"mine": "yes", "other": "yes", "introduced": True}, "introduced", {"make_deal"}),
        ({"introduced": True, "deal": "proposed"}, "proposed", {"open_deal"}),
        ({"introduced": True, "deal": "deal"}, "deal", {"open_deal"}),
        ({"introduced": True, "deal": "value"}, "value", {"open_deal"}),
        ({"introduced": True, "deal": "told"}, "told", {"open_deal"}),
    ],
)
def test_each_state_opens_its_own_acts(standing, state, acts):
    made = rules.Standing(**standing)
    assert rules.state_of(made) == state
    assert rules.acts_of(made) == acts


def test_every_state_is_in_the_table():
    assert set(rules.OPENS) == set(rules.State)
