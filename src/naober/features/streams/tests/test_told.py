"""What companies read of a plan, and what nobody can work out with it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from naober.features.exchange.models import Match
from naober.features.streams import lines, pages, rules, selectors, services, sheet, tasks
from naober.features.streams.models import Plan, Planned, Rule
from naober.features.streams.tests.factories import PlanFactory, plan_of, say
from naober.foundation.audience.levels import Level
from naober.foundation.members.tests.factories import CompanyFactory, MembershipFactory
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db
BRINGS = "Wij houden 100 ton PET-snippers per jaar over in Emmen"
SEEKS = "Wij zoeken PET-snippers, 100 ton per jaar in Emmen"


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def speaker(listing):
    return listing.company.memberships.first().user


def wide_star(desk, **costs):
    """One company that brings to two others."""
    offer, needs = say(BRINGS), [say(SEEKS), say(SEEKS)]
    other = say(BRINGS, offer.company)
    plan = plan_of([(offer, needs[0]), (other, needs[1])], desk=desk, **costs)
    return plan, offer, needs


def page_of(person):
    return client_of(person).get(reverse("streams:own")).content.decode()


def test_before_it_is_told_a_company_reads_nothing(desk):
    plan, offer, needs = wide_star(desk)
    assert plan.planned.count() == 2
    assert "Er is nog geen plan met iets voor u" in page_of(speaker(offer))
    services.tell_plan(plan=plan, rule="", by=desk)
    page = page_of(speaker(offer))
    for need in needs:
        assert need.company.name in page
    assert "100 t per jaar" in page
    theirs = page_of(speaker(needs[0]))
    assert offer.company.name in theirs
    assert needs[1].company.name not in theirs
    assert Mail.objects.filter(subject="Wat u met buren kunt uitwisselen").count() == 3
    services.take_back(plan=plan, by=desk)
    assert "Er is nog geen plan met iets voor u" in page_of(speaker(offer))


def test_an_outsider_reads_nothing_of_it(desk):
    plan, offer, _needs = wide_star(desk)
    services.tell_plan(plan=plan, rule="shapley", by=desk)
    stranger = MembershipFactory().user
    assert offer.company.name not in page_of(stranger)
    assert not Planned.objects.visible_to(stranger).exists()
    assert not Plan.objects.visible_to(stranger).exists()


def test_a_part_is_told_to_who_exchanges_with_two_and_refused_to_who_has_one(desk):
    plan, offer, needs = wide_star(desk)
    services.tell_plan(plan=plan, rule="shapley", by=desk)
    found = lines.own_plans(speaker(offer))[0].part
    # each pair gains 100 x (10 + 10 - 5); half of both is the middle one's
    assert found == selectors.Part(rules.rounded(1500.0))
    assert "ongeveer € 1.500 per jaar" in page_of(speaker(offer))
    alone = lines.own_plans(speaker(needs[0]))[0].part
    assert alone == selectors.Part(refused=True)
    page = page_of(speaker(needs[0]))
    assert "Uw deel van de winst staat hier niet" in page
    assert "750" not in page


def test_the_same_for_each_is_told_where_two_others_are_behind_it(desk):
    plan, _offer, needs = wide_star(desk)
    services.tell_plan(plan=plan, rule="equal", by=desk)
    assert lines.own_plans(speaker(needs[0]))[0].part == selectors.Part(1000.0)
    pair = plan_of([(say(BRINGS), say(SEEKS))], desk=desk)
    services.tell_plan(plan=pair, rule="equal", by=desk)
    first = pair.planned.select_related("offer").get().offer
    assert lines.own_plans(speaker(first))[0].part == selectors.Part(refused=True)


def test_who_acts_for_a_neighbour_too_reads_no_part(desk):
    """With the figures of one neighbour known, the part is the sum of one unknown."""
    plan, offer, needs = wide_star(desk)
    services.tell_plan(plan=plan, rule="shapley", by=desk)
    MembershipFactory(company=needs[0].company, user=speaker(offer))
    assert lines.own_plans(speaker(offer))[0].part == selectors.Part(refused=True)
    colleague = MembershipFactory(company=offer.company).user
    assert lines.own_plans(colleague)[0].part == selectors.Part(refused=True)


def test_who_was_told_as_many_parts_as_there_are_others_is_told_no_more(desk):
    """Each part is one sum over what the same two neighbours keep: two sums give both."""
    first, offer, needs = wide_star(desk)
    services.tell_plan(plan=first, rule="shapley", by=desk)
    pairs = [(row.offer, row.need) for row in first.planned.select_related("offer", "need")]
    second = plan_of(pairs, desk=desk, **{f"saves_{needs[0].pk}": 12})
    services.tell_plan(plan=second, rule="shapley", by=desk)
    plans = lines.own_plans(speaker(offer))
    assert [one.plan for one in plans] == [second, first]
    assert plans[0].part == selectors.Part(refused=True)
    assert plans[1].part == selectors.Part()
    services.take_back(plan=second, by=desk)
    services.take_back(plan=first, by=desk)
    services.tell_plan(plan=first, rule="shapley", by=desk)
    assert lines.own_plans(speaker(offer))[0].part == selectors.Part(refused=True)


def test_a_third_neighbour_makes_room_for_a_second_part(desk):
    first, offer, needs = wide_star(desk)
    services.tell_plan(plan=first, rule="shapley", by=desk)
    third, more = say(SEEKS), say(BRINGS, offer.company)
    pairs = [(row.offer, row.need) for row in first.planned.select_related("offer", "need")]
    wider = plan_of([*pairs, (more, third)], desk=desk)
    services.tell_plan(plan=wider, rule="shapley", by=desk)
    assert lines.own_plans(speaker(offer))[0].part.share == pytest.approx(2200.0, abs=101)
    assert lines.own_plans(speaker(needs[0]))[0].part.refused


def test_a_part_is_told_by_one_rule_for_good(desk):
    """By two rules it would be two sums over the same companies."""
    plan, offer, _needs = wide_star(desk)
    services.tell_plan(plan=plan, rule="shapley", by=desk)
    services.tell_plan(plan=plan, rule="", by=desk)
    assert lines.own_plans(speaker(offer))[0].part == selectors.Part()
    services.take_back(plan=plan, by=desk)
    with pytest.raises(ValidationError):
        services.tell_plan(plan=plan, rule="equal", by=desk)


def test_two_digits_are_told():
    assert [rules.rounded(value) for value in (0.0, 1234.5, -98765.0, 0.0567)] == [
        0.0, 1200.0, -99000.0, pytest.approx(0.057),
    ]  # fmt: skip


def test_how_much_is_not_told_where_the_other_keeps_it(desk):
    offer, need = say(BRINGS, amount=Level.DESK), say(SEEKS)
    plan = plan_of([(offer, need)], desk=desk, amount=87)
    services.tell_plan(plan=plan, rule="", by=desk)
    theirs, mine = page_of(speaker(need)), page_of(speaker(offer))
    assert "87 t" not in theirs
    assert "vraag het bureau" in theirs
    assert "87 t per jaar" in mine


def test_where_the_name_is_hidden_it_stays_hidden(desk):
    offer, need = say(BRINGS, who=Level.DESK), say(SEEKS)
    plan = plan_of([(offer, need)], desk=desk)
    services.tell_plan(plan=plan, rule="", by=desk)
    page = page_of(speaker(need))
    assert offer.company.name not in page
    assert "Een bedrijf in de regio" in page


def test_what_a_company_may_not_know_of_is_not_there_and_its_part_neither(desk):
    """The listing is for the desk only: that it is in a plan would tell that it is there."""
    secret, open_one = say(BRINGS, audience=Level.DESK, who=Level.DESK), say(BRINGS)
    need, more = say(SEEKS), say(SEEKS)
    other = say(SEEKS, need.company)
    plan = plan_of([(secret, need), (open_one, other), (open_one, more)], desk=desk)
    services.tell_plan(plan=plan, rule="shapley", by=desk)
    rows = [row for one in lines.own_plans(speaker(need)) for row in one.exchanges]
    assert all(row.other.pk != secret.pk for row in rows)
    assert secret.company.name not in page_of(speaker(need))
    assert all(one.part == selectors.Part() for one in lines.own_plans(speaker(need)))


def test_rows_that_are_no_listing_of_the_region_are_told_to_nobody(desk):
    hidden = say(BRINGS, who=Level.OWN)
    need = say(SEEKS)
    plan = plan_of([(hidden, need)], desk=desk)
    assert not plan.planned.exists()  # the desk may not read whose it is
    with pytest.raises(ValidationError):
        services.tell_plan(plan=plan, rule="", by=desk)


def test_only_the_desk_tells_takes_back_proposes_or_asks_again(desk):
    plan, offer, _needs = wide_star(desk)
    member, planned = speaker(offer), plan.planned.first()
    with pytest.raises(PermissionDenied):
        services.tell_plan(plan=plan, rule="", by=member)
    with pytest.raises(PermissionDenied):
        services.take_back(plan=plan, by=member)
    with pytest.raises(PermissionDenied):
        services.propose(planned=planned, by=member)
    with pytest.raises(PermissionDenied):
        services.ask_again(plan=plan, by=member)
    with pytest.raises(ValidationError):
        services.tell_plan(plan=plan, rule="nucleolus", by=desk)


def test_asking_both_makes_a_mail_of_their_own_listing_each(desk):
    plan, offer, needs = wide_star(desk)
    row = plan.planned.filter(need=needs[0]).get()
    answer = client_of(desk).post(reverse("streams:propose", args=[row.pk]))
    assert answer.status_code == 302
    mails = Mail.objects.filter(subject="Een buur past misschien bij wat u plaatste")
    assert mails.count() == 2
    for mail in mails:
        mine = offer if mail.email == speaker(offer).email else needs[0]
        other = needs[0] if mine is offer else offer
        assert reverse("exchange:listing", args=[mine.pk]) in mail.text
        assert other.company.name not in mail.text
    client_of(desk).post(reverse("streams:propose", args=[row.pk]))
    assert mails.count() == 2
    Match.objects.all().delete()
    with pytest.raises(ValidationError):
        services.propose(planned=plan.planned.exclude(pk=row.pk).get(), by=desk)


def test_what_if_one_leaves(desk):
    plan, offer, needs = wide_star(desk)
    cases = plan.result["nl"]["without"]
    assert {one["organisation"]: round(one["gain"]) for one in cases} == {
        offer.company.name: 0,
        needs[0].company.name: 1500,
        needs[1].company.name: 1500,
    }
    opened, address = client_of(desk), reverse("streams:without", args=[plan.pk])
    names = [one["organisation"] for one in cases]
    at = names.index(needs[0].company.name) + 1
    part = opened.get(f"{address}?without={at}", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "1.500" in part
    assert opened.get(f"{address}?without={at}").url.endswith(f"?without={at}#without")
    whole = opened.get(f"{plan.get_absolute_url()}?without={at}").content.decode()
    assert f"Zonder {needs[0].company.name}" in whole
    for odd in ("0", "99", "-1", "x", ""):
        assert opened.get(f"{plan.get_absolute_url()}?without={odd}").status_code == 200


def test_the_map_has_a_line_for_each_exchange(desk):
    plan = PlanFactory()
    found = pages.map_of(plan)
    pairs = {(flow["offer"], flow["need"]) for flow in plan.result["nl"]["flows"]}
    assert len(found["routes"]) == len(pairs)
    assert {place["name"] for place in found["places"]} >= {"Meppel", "Beilen"}
    assert max(line["times"] for line in found["routes"]) == 1.0


def test_a_page_for_a_board_names_nobody_who_is_not_for_all(desk):
    first = say(BRINGS, who=Level.DESK)
    pairs = [(first, say(SEEKS)), (say(BRINGS), say(SEEKS)), (say(BRINGS), say(SEEKS))]
    plan = plan_of(pairs, desk=desk)
    data = sheet.data_of(plan)
    assert first.company.name not in str(data)
    assert len(data["bars"]) == 2
    assert "niet genoemd" in data["rest"] or "not named" in data["rest"]
    # what is not named is of two companies: a sum less what is shown would be theirs
    assert "€" not in str(data["about"])
    assert sheet.sheet_of(plan).startswith(b"%PDF")


def test_a_sum_of_two_companies_is_not_on_a_page_for_a_board(desk):
    plan = plan_of([(say(BRINGS), say(SEEKS))], desk=desk)
    assert "€" not in str(sheet.data_of(plan)["about"])
    several = plan_of([(say(BRINGS), say(SEEKS)), (say(BRINGS), say(SEEKS))], desk=desk)
    assert "€ 3.000" in str(sheet.data_of(several)["about"])


def test_a_plan_that_fails_says_why_and_can_be_asked_again(desk):
    plan = PlanFactory(state="running", workbook=b"nonsense", result={})
    assert tasks.reckon(plan.pk, plan.asked_at.isoformat()) == "could not be reckoned"
    plan.refresh_from_db()
    page = client_of(desk).get(plan.get_absolute_url()).content.decode()
    assert plan.why_not["nl"][:30] in page
    again = services.ask_again(plan=plan, by=desk)
    assert again.state == "running"
    assert services.ask_again(plan=plan, by=desk).asked_at == again.asked_at
    asks = {"headers": {"HX-Request": "true"}}
    standing = client_of(desk).get(reverse("streams:standing", args=[plan.pk]), **asks)
    assert "HX-Refresh" not in standing
    assert "<html" not in standing.content.decode()
    ready = client_of(desk).get(reverse("streams:standing", args=[PlanFactory().pk]), **asks)
    assert ready["HX-Refresh"] == "true"


def test_as_many_sums_as_unknown_companies_are_too_many(desk):
    plan, _offer, _needs = wide_star(desk)
    assert set(Rule.values) <= set(plan.result["shares"])
    assert not rules.may_read_part(2, [{1, 2, 3}])
    assert not rules.may_read_part(1, [{1}])
    assert rules.may_read_part(1, [{1, 2}])
    assert not rules.may_read_part(1, [{1, 2}, {2, 1}])
    assert rules.may_read_part(1, [{1, 2}, {2, 3}])
    assert rules.behind("equal", {1}, {1, 2}) == {1, 2}
    assert rules.behind("shapley", {1}, {1, 2}) == {1}


def test_a_company_of_one_name_with_two_listings_is_one_player(desk):
    company = CompanyFactory()
    offers = [say(BRINGS, company), say(BRINGS, company)]
    plan = plan_of([(one, say(SEEKS)) for one in offers], desk=desk)
    assert len(plan.result["shares"]["shapley"]["shares"]) == 3
