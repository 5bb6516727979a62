"""The way from prospect to member, its terms and what it costs."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from naober.foundation.journal.models import Entry
from naober.foundation.members import rules, selectors, services
from naober.foundation.members.models import (
    Agreement,
    Company,
    CompanyGroup,
    Contribution,
    SizeClass,
    Stage,
    StepTemplate,
    Terms,
)
from naober.foundation.members.news import digest_items
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def joining(desk):
    """A company that just said yes, and its contact person."""
    contact = MembershipFactory(company__stage=Stage.INVITED, is_contact=True)
    company = services.set_stage(company=contact.company, stage=Stage.JOINING, by=desk)
    return company, contact.user


@pytest.mark.parametrize(("stage", "following"), list(product(Stage.values, Stage.values)))
def test_stages_follow_as_the_rules_say(desk, stage, following):
    company = CompanyFactory(stage=stage)
    if stage == following or rules.follows(stage, following):
        assert services.set_stage(company=company, stage=following, by=desk).stage == following
    else:
        with pytest.raises(ValidationError):
            services.set_stage(company=company, stage=following, by=desk)


def test_nobody_leaps_into_membership_and_only_the_desk_moves():
    assert not any(rules.follows(s, "member") for s in ("prospect", "spoken", "invited", "left"))
    contact = MembershipFactory(company__stage=Stage.SPOKEN)
    with pytest.raises(PermissionDenied):
        services.set_stage(company=contact.company, stage=Stage.INVITED, by=contact.user)


def test_a_partner_is_not_on_the_way_to_membership(desk):
    school = CompanyFactory(kind="partner", stage=Stage.SPOKEN)
    with pytest.raises(ValidationError):
        services.set_stage(company=school, stage=Stage.INVITED, by=desk)


def test_front_runners_have_less_time(desk):
    days = {}
    for ahead in (True, False):
        company = CompanyFactory(stage=Stage.INVITED, is_front_runner=ahead)
        services.set_stage(company=company, stage=Stage.JOINING, by=desk)
        days[ahead] = company.steps.get(template__done_by="page").due_on - timezone.localdate()
    assert days == {True: timedelta(days=7), False: timedelta(days=14)}


def test_the_last_step_makes_a_member(desk, joining):
    company, person = joining
    SiteFactory(company=company)
    Terms.objects.create(name="2026", text="Wij zijn buren.")
    assert company.steps.get(template__done_by="people").done_at  # there was one already
    services.confirm_page(company=company, by=person)
    services.agree(company=company, terms=selectors.terms_now(), by=person)
    company.refresh_from_db()
    assert company.stage == Stage.JOINING
    step = company.steps.get(done_at=None)
    with pytest.raises(PermissionDenied):
        services.tick_step(step=step, by=person)
    services.tick_step(step=step, by=desk)
    services.tick_step(step=step, by=desk)
    company.refresh_from_db()
    assert (company.stage, company.joined_on) == (Stage.MEMBER, timezone.localdate())
    assert company.claimed_by == person
    assert Entry.objects.filter(action="company.stage", facts__now="member").count() == 1


def test_the_desk_does_not_confirm_a_page_for_its_company(desk, joining):
    with pytest.raises(PermissionDenied):
        services.confirm_page(company=joining[0], by=desk)


def test_confirming_mends_the_few_fields_at_once(client, joining):
    company, person = joining
    client.force_login(person)
    assert "Klopt dit?" in client.get(company.get_absolute_url()).content.decode()
    url = reverse("members:company-confirm", args=[company.pk])
    said = {"name": company.name, "activity": "zagerij", "employees": "40", "place": "meppel"}
    assert client.post(url, {**said, "in_directory": "on"}).status_code == 302
    company.refresh_from_db()
    assert (company.activity, company.employees, company.activity_code) == ("zagerij", 40, "11.05")
    assert company.sites.get().place == "Meppel"
    assert company.claimed_at
    assert "Klopt dit?" not in client.get(company.get_absolute_url()).content.decode()


def test_the_funnel_counts_each_stage_in_one_query(desk, joining, django_assert_num_queries):
    CompanyFactory(stage=Stage.PROSPECT, is_front_runner=True)
    CompanyFactory(stage=Stage.PROSPECT)
    CompanyFactory(kind="partner", stage=Stage.PROSPECT)
    joining[0].steps.update(due_on=timezone.localdate() - timedelta(days=1))
    with django_assert_num_queries(1):
        found = {row.stage: row for row in selectors.funnel()}
    assert list(found) == Stage.values
    assert (found["prospect"].count, found["prospect"].front_runners) == (2, 1)
    assert (found["joining"].count, found["joining"].late) == (1, 1)


@pytest.fixture
def rates():
    year = timezone.localdate().year
    for size_class in SizeClass.objects.all():
        amount = Decimal(size_class.from_employees) + Decimal("100.50")
        Contribution.objects.create(year=year, size_class=size_class, amount=amount)
    return year


@pytest.mark.parametrize(
    ("employees", "amount"),
    [(0, "100.50"), (9, "100.50"), (10, "110.50"), (249, "150.50"), (250, "350.50")],
)
def test_the_size_of_a_company_decides_what_it_pays(rates, employees, amount):
    company = CompanyFactory(employees=employees)
    assert selectors.contribution_of(company, rates).amount == Decimal(amount)


def test_without_employees_or_an_amount_nothing_is_made_up(rates):
    assert selectors.contribution_of(CompanyFactory(employees=None), rates) is None
    assert selectors.contribution_of(CompanyFactory(employees=5), rates + 1) is None


def test_a_company_agrees_once_with_what_it_costs_then(rates):
    contact = MembershipFactory(is_contact=True, company__employees=20)
    colleague = MembershipFactory(company=contact.company, role="hr")
    terms = Terms.objects.create(name="2026", text="Wij zijn buren.")
    with pytest.raises(PermissionDenied):
        services.agree(company=contact.company, terms=terms, by=colleague.user)
    for _n in range(2):
        services.agree(company=contact.company, terms=terms, by=contact.user)
    Contribution.objects.update(amount=999)
    agreement = Agreement.objects.get()
    assert (agreement.amount, agreement.by) == (Decimal("110.50"), contact.user)


def test_one_agrees_with_what_one_read(client, rates):
    contact = MembershipFactory(is_contact=True)
    old = Terms.objects.create(name="oud", text="Oud", holds_from=date(2020, 1, 1))
    Terms.objects.create(name="nieuw", text="Nieuw", holds_from=date(2021, 1, 1))
    client.force_login(contact.user)
    client.post(reverse("members:agree", args=[contact.company_id]), {"terms": old.pk})
    assert not Agreement.objects.exists()


def test_the_list_for_the_bookkeeping(client, desk, rates, django_assert_max_num_queries):
    for number in range(60):
        CompanyFactory(employees=number)
    CompanyFactory(stage=Stage.PROSPECT)
    client.force_login(desk)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("members:contributions"))
    assert page.context["page"].paginator.count == 60
    assert page.context["total"] == 10 * Decimal("100.5") + 40 * Decimal("110.5") + 1505
    content = client.get(reverse("members:contributions-workbook")).content
    rows = list(load_workbook(BytesIO(content)).active.values)
    assert (len(rows), rows[1][:2]) == (61, (rows[1][0], 0))


def test_the_desk_sets_the_amounts_of_a_year(client, desk):
    first, second, *_others = SizeClass.objects.all()
    client.force_login(desk)
    url = reverse("members:contributions") + "?year=2027"
    client.post(url, {f"class_{first.pk}": "250,00", f"class_{second.pk}": "500"})
    amounts = dict(Contribution.objects.filter(year=2027).values_list("size_class", "amount"))
    assert amounts == {first.pk: Decimal(250), second.pk: Decimal(500)}
    client.post(url, {f"class_{first.pk}": "", f"class_{second.pk}": "-1"})
    assert Contribution.objects.filter(year=2027).count() == 2  # a wrong one changes nothing
    for year in ("1999", "2101", "x", "9" * 30):
        assert client.get(reverse("members:contributions") + f"?year={year}").status_code == 404


@pytest.mark.parametrize("amount", [Decimal("-0.01")])
def test_the_database_refuses_nonsense(amount):
    size_class = SizeClass.objects.first()
    with pytest.raises(IntegrityError):
        Contribution.objects.create(year=2026, size_class=size_class, amount=amount)


def test_a_size_class_ends_after_it_begins():
    with pytest.raises(IntegrityError):
        SizeClass.objects.create(name="vreemd", from_employees=5000, to_employees=10)


def test_a_group_holds_whom_one_may_see(client):
    member = MembershipFactory()
    other, hidden = CompanyFactory(), CompanyFactory(in_directory=False)
    client.force_login(member.user)
    url = reverse("members:groups", args=[member.company_id])
    assert client.post(url, {"name": "Buren"}).status_code == 302
    assert client.post(url, {"name": "buren"}).status_code == 422  # there is one already
    group = CompanyGroup.objects.get()
    for company, status in [(other, 302), (hidden, 404)]:
        url = reverse("members:group-add", args=[group.pk, company.pk])
        assert client.post(url).status_code == status
    assert list(group.companies.all()) == [other]
    found = client.get(reverse("members:group", args=[group.pk]) + "?words=company")
    assert other not in found.context["candidates"]


def test_members_read_of_a_contact_what_that_person_allows(client):
    person = MembershipFactory(is_contact=True, user__name="Anna", user__phone="0591 1")
    quiet = MembershipFactory(company=person.company, user__name="Stille Willem")
    reader, desk = MembershipFactory().user, UserFactory(desk_role="desk")
    user = person.user

    def reads(level_of):
        type(user).objects.filter(pk=user.pk).update(**level_of)
        client.force_login(reader)
        page = client.get(person.company.get_absolute_url()).content.decode()
        return ("Anna" in page, "0591 1" in page, user.email in page)

    assert reads({}) == (True, False, False)
    assert reads({"phone_level": "members"}) == (True, True, False)
    assert reads({"name_level": "desk"}) == (False, False, False)
    client.force_login(reader)
    assert "Stille Willem" not in client.get(person.company.get_absolute_url()).content.decode()
    people = reverse("members:company-people", args=[person.company_id])
    type(user).objects.filter(pk=user.pk).update(phone_level="own")
    client.force_login(desk)
    assert "0591 1" not in client.get(people).content.decode()
    client.force_login(quiet.user)
    assert "0591 1" in client.get(people).content.decode()


def test_who_does_not_take_part_sees_the_own_page_and_the_way_in(client):
    outsider = MembershipFactory(company__stage=Stage.PROSPECT)
    other = MembershipFactory().company
    client.force_login(outsider.user)
    page = client.get(outsider.company.get_absolute_url()).content.decode()
    assert reverse("members:join") in page
    assert client.get(other.get_absolute_url()).status_code == 404
    assert other.name not in client.get(reverse("members:directory")).content.decode()


def test_changes_are_kept_as_history():
    company = CompanyFactory(name="Zaag West")
    desk = UserFactory(desk_role="desk")
    company.name = "Zaag Oost"
    services.save_company(company=company, by=desk)
    assert [old.name for old in company.history.all()] == ["Zaag Oost", "Zaag West"]
    entry = Entry.objects.get(action="company.edited")
    assert (entry.facts["fields"], entry.on_behalf) == ("name", True)
    assert Company.objects.get().name == "Zaag Oost"
    assert StepTemplate.objects.count() == 4


def test_who_speaks_for_a_joining_company_is_reminded_of_its_steps(desk, joining):
    company, person = joining
    quiet = MembershipFactory(company=company, role="hr").user
    company.steps.filter(template__done_by="terms").update(due_on=timezone.localdate())
    texts = [item.text for item in digest_items(person)]
    assert len(texts) == 2  # the page within two weeks, the terms today
    assert all(company.name in text for text in texts)
    assert digest_items(quiet) == digest_items(desk) == []
    services.confirm_page(company=company, by=person)
    assert len(digest_items(person)) == 1
