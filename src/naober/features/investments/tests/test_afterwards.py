"""After it was agreed: what it really cost and brought, and the ledger."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.features.investments import engine_bridge, services, words
from naober.features.investments.against_plan import against_plan
from naober.features.investments.models import Investment, Participation, Realised, State
from naober.features.investments.tests.factories import company_of, speaker
from naober.features.investments.tests.test_sharing import agreed
from naober.features.ledger.models import Entry
from naober.foundation.members.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def running():
    made, people = agreed(3)
    desk = UserFactory(desk_role="desk")
    made = services.start_investment(investment=made, by=desk)
    part = Participation.objects.get(company=company_of(people[0]))
    return part, people[0], desk


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def note(part, desk, year, cost, benefit):
    return services.note_realised(
        participation=part, year=year, cost=Decimal(cost), benefit=Decimal(benefit), by=desk
    )


def gained():
    return [entry.quantity for entry in Entry.objects.order_by("on", "pk")]


def test_a_gain_counts_once_confirmed_and_once_the_cost_is_earned_back(running):
    part, user, desk = running
    for year, cost, benefit, told in (
        (2022, 50_000, 20_000, []),
        (2023, 2_000, 25_000, []),
        (2024, 2_000, 25_000, [16_000]),
        (2025, 2_000, 25_000, [16_000, 23_000]),
    ):
        row = note(part, desk, year, cost, benefit)
        services.confirm_realised(realised=row, by=user)
        services.confirm_realised(realised=row, by=user)
        assert gained() == told
    assert Entry.objects.visible_to(user).count() == 2
    assert not Entry.objects.visible_to(desk).exists()


def test_what_it_brought_stands_beside_what_was_expected(running):
    part, user, desk = running
    assert against_plan(user, part, []) is None
    note(part, desk, 2024, 60_000, 20_000)
    note(part, desk, 2025, 3_000, 45_000)
    rows = list(part.realised.all())
    found = against_plan(user, part, rows)
    by_what = {line[0]: line[1:] for line in found.lines}
    likely = part.figures.benefit_likely
    assert by_what["Opgebracht"] == (
        words.about_euros(2 * likely),
        words.about_euros(65_000),
        words.whole_euros(words.about(65_000) - words.about(2 * likely)),
    )
    yearly, _benefit = engine_bridge.year_with_share(part.investment, part.figures, part.share, 3)
    assert by_what["Betaald"][0] == words.about_euros(part.share + 2 * yearly)
    page = client_of(user).get(
        reverse("investments:years", args=[part.investment_id, part.company_id])
    )
    assert "Gepland en echt" in page.content.decode()


def test_nobody_but_its_own_reads_what_was_expected(running):
    """Of figures that are kept from the desk it reads no plan either; of what is lent no share."""
    part, _user, desk = running
    note(part, desk, 2025, 3_000, 45_000)
    rows = list(part.realised.all())
    part.figures.desk_reads = False
    assert against_plan(desk, part, rows) is None
    assert against_plan(speaker(), part, rows) is None
    part.figures.desk_reads = True
    assert [line[0] for line in against_plan(desk, part, rows).lines] == ["Opgebracht"]


def test_the_company_confirms_and_not_the_desk_that_wrote_it(running):
    part, _user, desk = running
    row = note(part, desk, 2025, 1, 10)
    for other in (desk, speaker()):
        with pytest.raises(PermissionDenied):
            services.confirm_realised(realised=row, by=other)
    assert not Entry.objects.exists()


def test_what_was_confirmed_stays_and_what_was_not_can_be_noted_anew(running):
    part, user, desk = running
    row = note(part, desk, 2025, 1, 10)
    assert note(part, desk, 2025, 2, 30).pk == row.pk
    services.confirm_realised(realised=row, by=user)
    with pytest.raises(ValidationError):
        note(part, desk, 2025, 2, 40)
    assert Realised.objects.get().benefit == 30
    with pytest.raises(ValidationError):
        note(part, desk, timezone.localdate().year + 1, 1, 1)


def test_milestones_are_the_desks_and_done_on_a_day(running):
    part, user, desk = running
    plan = {
        "investment": part.investment,
        "what": "Grond klaar",
        "planned_on": timezone.localdate(),
    }
    step = services.add_step(**plan, by=desk, number=3)
    assert services.add_step(**plan, by=desk, number=3) == step
    assert services.tick_step(step=step, done=True, by=desk).done_on == timezone.localdate()
    assert services.tick_step(step=step, done=False, by=desk).done_on is None
    with pytest.raises(PermissionDenied):
        services.add_step(**plan, by=user)


def test_it_ends_and_a_last_year_can_still_be_noted(running):
    part, _user, desk = running
    services.end_investment(investment=part.investment, by=desk)
    assert Investment.objects.get().state == State.ENDED
    part.refresh_from_db()
    assert note(part, desk, 2025, 1, 1).pk
