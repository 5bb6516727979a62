from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.features.agenda.models import Milestone
from naober.features.agenda.models import State as ChallengeState
from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.focus import mail_acts, news, selectors, services
from naober.features.focus.models import FocusPoint, Measurement, Result, State
from naober.features.focus.services import Aim, Finding, Settled, Task
from naober.features.focus.tests.factories import (
    ActionFactory,
    FocusPointFactory,
    MeasurementFactory,
    ResultFactory,
    SeatFactory,
    WorkingGroupFactory,
)
from naober.features.ledger.models import Entry
from naober.foundation.members.models import Membership
from naober.foundation.members.services import merge_companies
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory
from naober.foundation.notifications import links
from naober.foundation.notifications.acts import AskAgainError

pytestmark = pytest.mark.django_db
GAS = Finding(Decimal("1234.5"), "MWh", "aardgas minder")
NOTHING = QueryDict()


@pytest.fixture
def challenge():
    return ChallengeFactory(state=ChallengeState.OPEN)


@pytest.fixture
def point(desk, challenge):
    aim = Aim("Minder gas", "Een vijfde minder gas")
    return services.start_focus(aim=aim, by=desk, challenges=[challenge])


@pytest.fixture
def group(point):
    return WorkingGroupFactory(point=point)


@pytest.fixture
def one(group):
    return SeatFactory(group=group, is_chair=True)


@pytest.fixture
def other(group):
    return SeatFactory(group=group)


def told(kind):
    return Milestone.objects.filter(kind=kind)


def test_a_start_is_told_and_the_challenge_is_chosen(point, challenge, desk):
    challenge.refresh_from_db()
    assert challenge.state == ChallengeState.CHOSEN
    assert told("focus.started").get().path == point.get_absolute_url()
    services.change_focus(
        point=point, aim=Aim("Minder gas", "Anders"), by=desk, challenges=[challenge]
    )
    assert told("focus.started").count() == 1


def test_started_twice_with_one_number_is_once(desk):
    aim = Aim("Minder gas", "Een vijfde minder gas")
    first, second = (services.start_focus(aim=aim, by=desk, number=7) for _ in range(2))
    assert first == second


def test_nobody_confirms_their_own(point, one, other, desk):
    colleague = MembershipFactory(company=one.company).user
    SeatFactory(group=one.group, company=one.company, user=colleague)
    made = services.report_result(point=point, finding=GAS, by=one.user, company=one.company)
    for user in (one.user, colleague, MembershipFactory(company__stage="member").user):
        with pytest.raises(PermissionDenied):
            services.confirm_result(result=made, by=user)
    kept = services.confirm_result(result=made, by=other.user)
    assert (kept.confirmed_by, kept.confirmed_company) == (other.user, other.company)


def test_the_desk_does_not_confirm_what_the_desk_reported(point, one, desk):
    made = services.report_result(point=point, finding=GAS, by=desk)
    with pytest.raises(PermissionDenied):
        services.confirm_result(result=made, by=UserFactory(desk_role="desk"))
    services.confirm_result(result=made, by=one.user)


def test_nor_what_the_desk_wrote_down_for_a_company(point, one, other, desk):
    made = services.report_result(point=point, finding=GAS, by=desk, company=one.company)
    another = UserFactory(desk_role="desk")
    with pytest.raises(PermissionDenied):
        services.confirm_result(result=made, by=another)
    assert selectors.to_confirm(another) == []
    assert selectors.to_confirm(one.user) == []
    assert selectors.to_confirm(other.user) == [made]
    services.confirm_result(result=made, by=other.user)


def test_who_reported_it_reads_once_whom_to_ask(point, one, other, desk):
    made = services.report_result(point=point, finding=GAS, by=one.user, company=one.company)
    [item] = [one for one in news.digest_items(one.user) if one.key.startswith("result-waits")]
    assert other.company.name in item.text
    assert one.company.name not in item.text
    assert str(selectors.who_could_confirm([made])) == str({made.pk: [other.company]})
    services.confirm_result(result=made, by=other.user)
    assert not [i for i in news.digest_items(one.user) if i.key.startswith("result-waits")]


def test_two_companies_made_one_do_not_confirm_themselves(point, one, other, challenge, desk):
    made = services.report_result(point=point, finding=GAS, by=one.user, company=one.company)
    services.confirm_result(result=made, by=other.user)
    third = SeatFactory(group=one.group)
    company = one.company
    Membership.objects.filter(company=company).update(ended_on=timezone.localdate())
    services.before_two_become_one(kept=company, merged=other.company)
    merge_companies(kept=company, merged=other.company, by=desk)
    made.refresh_from_db()
    assert (made.is_confirmed, made.company) == (False, company)
    assert told("focus.waits_again").count() == 1
    services.confirm_result(result=made, by=third.user)
    assert told("focus.confirmed").count() == 2


def test_the_desk_confirms_what_a_company_reported_unless_it_is_theirs(point, one, desk):
    made = services.report_result(point=point, finding=GAS, by=one.user, company=one.company)
    both = UserFactory(desk_role="desk")
    MembershipFactory(user=both, company=one.company)
    with pytest.raises(PermissionDenied):
        services.confirm_result(result=made, by=both)
    assert services.confirm_result(result=made, by=desk).confirmed_company is None


def test_the_table_itself_refuses_it(point, one):
    now = timezone.now()
    for fields in (
        {"by": one.user, "confirmed_by": one.user, "company": one.company},
        {"company": one.company, "confirmed_company": one.company},
        {"company": None, "confirmed_company": None},
        {"company": one.company, "entered_by_desk": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ResultFactory(point=point, confirmed_at=now, **fields)


def test_confirmed_is_told_with_its_number_once_and_the_challenge_is_done(
    point, challenge, one, other
):
    made = services.report_result(point=point, finding=GAS, by=one.user, company=one.company)
    assert "1234" not in str(told("focus.result").get().facts)
    for _ in range(2):
        services.confirm_result(result=made, by=other.user)
    assert told("focus.confirmed").get().facts["text"] == "1.234,5 MWh aardgas minder"
    challenge.refresh_from_db()
    assert challenge.state == ChallengeState.DONE
    assert not Entry.objects.exists()  # what a group brought is nobody's give or take


def test_refused_with_a_reason_it_counts_for_nobody(point, one, other):
    made = services.report_result(point=point, finding=GAS, by=one.user, company=one.company)
    services.refuse_result(result=made, because="Dat was een warme winter", by=other.user)
    with pytest.raises(PermissionDenied):
        services.confirm_result(result=made, by=other.user)
    assert not Result.objects.waiting().exists()


def test_what_nobody_confirmed_is_read_inside_only(point, one, other):
    outside = MembershipFactory(company__stage="member").user
    made = services.report_result(point=point, finding=GAS, by=one.user, company=one.company)
    client = Client()
    client.force_login(outside)
    assert "1.234,5" not in client.get(point.get_absolute_url()).content.decode()
    services.confirm_result(result=made, by=other.user)
    page = client.get(point.get_absolute_url()).content.decode()
    assert "1.234,5" in page
    assert one.company.name not in page
    with pytest.raises(ValidationError):
        services.withdraw_result(result=made, by=one.user)


def test_reached_only_with_a_confirmed_result(point, one, other):
    with pytest.raises(ValidationError):
        services.achieve_focus(point=point, by=one.user)
    made = services.report_result(point=point, finding=GAS, by=one.user, company=one.company)
    services.confirm_result(result=made, by=other.user)
    assert services.achieve_focus(point=point, by=one.user).state == State.ACHIEVED
    one.group.refresh_from_db()
    assert one.group.ended_on


def test_stopped_with_a_reason_that_is_told(point, one):
    with pytest.raises(ValidationError):
        services.stop_focus(point=point, because=" ", by=one.user)
    for _ in range(2):
        services.stop_focus(point=point, because="Te duur", by=one.user)
    assert told("focus.stopped").get().facts["because"] == "Te duur"
    with pytest.raises(PermissionDenied):
        services.add_action(task=Task("Bellen"), by=one.user, group=one.group)


def test_of_a_day_the_last_measurement_holds(one, group):
    FocusPoint.objects.filter(pk=group.point_id).update(
        measure="gas", unit="MWh", baseline=100, target=60
    )
    point = FocusPoint.objects.get(pk=group.point_id)
    today = timezone.localdate()
    for value in (90, 80):
        services.measure(point=point, day=today, value=Decimal(value), by=one.user)
    assert Measurement.objects.get().value == 80
    assert point.share_of(Decimal(80)) == Decimal("0.5")
    assert point.share_of(Decimal(120)) == 0
    with pytest.raises(ValidationError):
        services.measure(point=point, day=today + timedelta(days=1), value=Decimal(1), by=one.user)


def test_a_goal_in_figures_needs_all_of_them():
    with pytest.raises(IntegrityError), transaction.atomic():
        FocusPointFactory(measure="gas", unit="MWh", baseline=100)
    with pytest.raises(IntegrityError), transaction.atomic():
        FocusPointFactory(measure="gas", unit="MWh", baseline=100, target=100)


# --- the digest and the links in it ---


def keys(user):
    return {item.key for item in news.digest_items(user)}


def link(purpose, target, person):
    [made] = links.make([links.Wish(purpose, str(target), person, person.email, "nl")])
    return made


def test_what_is_late_has_one_key_and_a_link_that_does_it(group, one, other):
    day = timezone.localdate() - timedelta(days=2)
    action = ActionFactory(group=group, owner=one.user, due_on=day, created_by=one.user)
    assert keys(one.user) == {f"action-late:{action.pk}:{day}"}
    assert keys(other.user) == set()
    made = link("focus.done", action.pk, one.user)
    assert action.text in mail_acts.ACTS["focus.done"].describe(made).text
    mail_acts.ACTS["focus.done"].perform(made, "yes", NOTHING)
    action.refresh_from_db()
    assert action.done_by == one.user
    assert keys(one.user) == set()


def test_a_link_of_somebody_else_does_nothing(group, one, other):
    action = ActionFactory(group=group, owner=one.user)
    made = link("focus.done", action.pk, other.user)
    assert mail_acts.ACTS["focus.done"].describe(made).choices == ()
    mail_acts.ACTS["focus.done"].perform(made, "yes", NOTHING)
    action.refresh_from_db()
    assert not action.is_done


def test_a_link_shows_nothing_that_was_changed_since(group, one):
    action = ActionFactory(group=group, owner=one.user, created_by=one.user)
    made = link("focus.done", action.pk, one.user)
    services.change_action(
        action=action, task=Task("Het geheime plan", owner=one.user), by=one.user
    )
    assert "geheime" not in mail_acts.ACTS["focus.done"].describe(made).text


def test_a_result_waits_for_another_party_until_it_is_answered(point, one, other):
    made = services.report_result(point=point, finding=GAS, by=one.user, company=one.company)
    [item] = [one_ for one_ in news.digest_items(other.user) if one_.kind == "waiting"]
    assert item.key == f"result-confirm:{made.pk}"
    assert {key for key in keys(one.user) if key.startswith("result")} == {
        f"result-waits:{made.pk}"
    }
    question = link("focus.confirm", made.pk, other.user)
    mail_acts.ACTS["focus.confirm"].perform(question, "yes", NOTHING)
    made.refresh_from_db()
    assert made.is_confirmed
    assert keys(one.user) == {f"result-confirmed:{made.pk}"}


def test_a_no_by_mail_needs_a_reason(point, one, other):
    made = services.report_result(point=point, finding=GAS, by=one.user, company=one.company)
    question = link("focus.confirm", made.pk, other.user)
    perform = mail_acts.ACTS["focus.confirm"].perform
    with pytest.raises(AskAgainError):
        perform(question, "no", NOTHING)
    perform(question, "no", QueryDict("because=Onjuist"))
    made.refresh_from_db()
    assert made.why_not == "Onjuist"


def test_decisions_are_news_for_the_others_in_the_group(group, one, other):
    made = services.add_decision(settled=Settled("Wij beginnen"), by=one.user, group=group)
    assert keys(other.user) == {f"decision:{made.pk}"}
    assert keys(one.user) == set()


# --- the agenda that is shared ---


def test_visitors_read_what_is_public_and_no_more(desk):
    FocusPointFactory(title="Openbaar punt", is_public=True)
    hidden = FocusPointFactory(title="Alleen voor leden")
    group = WorkingGroupFactory(point=FocusPoint.objects.get(title="Openbaar punt"))
    seat = SeatFactory(group=group)
    ChallengeFactory(text="Wij zoeken monteurs")
    page = Client().get(reverse("focus:agenda")).content.decode()
    assert "Openbaar punt" in page
    assert hidden.title not in page
    assert "monteurs" not in page
    assert seat.company.name not in page


def test_members_read_all_of_it_and_take_it_along(one, point):
    ChallengeFactory(text="Wij zoeken monteurs")
    MeasurementFactory()
    client = Client()
    client.force_login(one.user)
    page = client.get(reverse("focus:agenda")).content.decode()
    assert point.title in page
    assert "monteurs" in page
    pdf = client.get(reverse("focus:agenda-pdf"))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")


def test_a_company_that_shares_a_person_with_the_reporter_is_no_other_party(
    group, one, other, desk
):
    """Two of one owner are one voice: also a colleague who acts for the second one only."""
    third = SeatFactory(group=group)
    both = MembershipFactory(company=one.company, user=UserFactory())
    shared = MembershipFactory(company=other.company, user=both.user)
    result = services.report_result(
        point=group.point, finding=GAS, by=one.user, company=one.company
    )
    assert selectors.to_confirm(other.user) == []
    assert selectors.who_could_confirm([result])[result.pk] == [third.company]
    with pytest.raises(PermissionDenied):
        services.confirm_result(result=result, by=other.user, company=other.company)
    assert selectors.to_confirm(third.user) == [result]
    # Once nobody acts for both, it is another party again.
    shared.end(timezone.localdate())
    assert selectors.to_confirm(other.user) == [result]
    services.confirm_result(result=result, by=other.user)
