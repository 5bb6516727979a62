"""Three joint investments: an idea, one on which companies pledge, and one that runs."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from naober.features.focus.models import FocusPoint
from naober.features.investments import services
from naober.features.investments.models import Investment, Participation, Step
from naober.features.investments.services import Conditions
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Company, User
from naober.website.demo.people import MANAGER, speaker_of

WATER: dict[str, Any] = {
    "title": "Eén waterzuivering voor het park",
    "text": (
        "Drie bedrijven zuiveren nu elk hun eigen proceswater, andere lozen het tegen een "
        "stijgend tarief. Eén installatie op het park kan het water van allen schoner en "
        "goedkoper maken, en een deel gaat als koelwater terug."
    ),
    "for_whom": "Bedrijven in Emmen en Coevorden met proceswater",
    "unit": "m³ per uur",
    "reference_size": Decimal(100),
    "reference_cost": Decimal(1_800_000),
    "exponent": Decimal("0.6"),
    "fixed_cost": Decimal(150_000),
    "subsidy_percent": Decimal(20),
    "subsidy_most": Decimal(400_000),
    "yearly_percent": Decimal(4),
    "lifetime": 15,
    "phasing": [60, 40],
}
FIRE: dict[str, Any] = {
    "title": "Samen een brandweerauto en een ploeg",
    "text": (
        "Elk bedrijf met gevaarlijke stoffen heeft een eigen kleine ploeg, of betaalt een "
        "ander. Met één voertuig en één ploeg voor de regio zijn wij sneller ter plaatse, en "
        "hoeft niemand meer alles zelf te oefenen."
    ),
    "for_whom": "Bedrijven met gevaarlijke stoffen",
    "unit": "plaatsen in de ploeg",
    "reference_size": Decimal(12),
    "reference_cost": Decimal(540_000),
    "exponent": Decimal("0.5"),
    "fixed_cost": Decimal(60_000),
    "yearly_percent": Decimal(5),
    "lifetime": 12,
    "phasing": [100],
}
TRAINING: dict[str, Any] = {
    "title": "Oefenfabriek voor nieuwe operators",
    "text": (
        "Een kleine fabriek waarin nieuwe mensen leren storingen op te lossen zonder dat er "
        "iets stilvalt. De school brengt de docenten, de bedrijven de installatie."
    ),
    "for_whom": "Alle bedrijven die operators opleiden",
    "unit": "leerlingen per jaar",
    "reference_size": Decimal(40),
    "reference_cost": Decimal(600_000),
    "exponent": Decimal("0.7"),
    "fixed_cost": Decimal(80_000),
    "subsidy_percent": Decimal(30),
    "yearly_percent": Decimal(6),
    "lifetime": 10,
    "phasing": [100],
}
# Size, likely benefit a year, at least so many companies, share at most; by company.
IN_WATER = ((12, 42_000), (30, 95_000), (8, 30_000))
IN_FIRE = (
    (2, 26_000, 4, 110_000),
    (3, 34_000, 5, None),
    (1, 13_000, None, 45_000),
    (2, 24_000, 4, 60_000),
    (2, 25_000, 5, 75_000),
)
IN_TRAINING = (
    (6, 21_000, None, None),
    (4, 15_000, 3, 70_000),
    (8, 29_000, 4, None),
    (3, 12_000, None, 55_000),
    (5, 17_000, None, None),
    (7, 24_000, 4, 120_000),
    (4, 14_000, None, None),
)
RULES = ("shapley", "shapley", "proportional", "nucleolus", "shapley", "", "equal")
STEPS = ((-200, "Afspraak getekend", True), (-90, "Ruimte bij de school klaar", True),
         (-30, "Eerste groep begint", True), (120, "Tweede groep begint", False))  # fmt: skip


def load(desk: User) -> None:
    manager = User.objects.get(email=MANAGER)
    mine = Company.objects.of(manager).get()
    others = Company.objects.taking_part().filter(memberships__is_contact=True)
    companies = [mine, *others.exclude(pk=mine.pk).distinct().order_by("pk")]
    speakers = {company.pk: speaker_of(company) for company in companies[1:]} | {mine.pk: manager}
    _idea(desk, companies, speakers)
    _pledging(desk, companies, speakers)
    _running(desk, companies, speakers)


def _make(values: dict[str, Any], desk: User) -> Investment:
    return services.make_investment(values=values | {"audience": Level.MEMBERS}, by=desk)


def _figures(made: Investment, company: Company, by: User, size: int, benefit: int) -> None:
    services.give_figures(
        investment=made,
        company=company,
        values={
            "size": Decimal(size),
            "benefit_low": Decimal(benefit) * Decimal("0.7"),
            "benefit_likely": Decimal(benefit),
            "benefit_high": Decimal(benefit) * Decimal("1.25"),
            "alone_cost": None,
        },
        desk_reads=company.pk % 2 == 0,
        by=by,
    )


def _idea(desk: User, companies: Sequence[Company], speakers: dict[int, User]) -> None:
    made = _make(WATER, desk)
    for company, (size, benefit) in zip(companies, IN_WATER, strict=False):
        _figures(made, company, speakers[company.pk], size, benefit)
    services.take_stance(
        investment=made, company=companies[1], stance="in", by=speakers[companies[1].pk]
    )


def _pledging(desk: User, companies: Sequence[Company], speakers: dict[int, User]) -> None:
    """All but the last of these said on what conditions; how it stands was worked out once."""
    point = FocusPoint.objects.running().order_by("pk").first()
    made = _make(FIRE | {"point": point}, desk)
    until = (timezone.now() + timedelta(days=16)).replace(minute=0, second=0, microsecond=0)
    services.open_pledges(investment=made, until=until, by=desk)
    _pledges(made, companies, speakers, IN_FIRE)
    services.reckon_all()


def _running(desk: User, companies: Sequence[Company], speakers: dict[int, User]) -> None:
    made = _make(TRAINING, desk)
    now = timezone.now()
    services.open_pledges(investment=made, until=now + timedelta(days=1), by=desk)
    _pledges(made, companies, speakers, IN_TRAINING)
    Investment.objects.filter(pk=made.pk).update(pledges_until=now - timedelta(minutes=1))
    services.settle_investment(investment=made, by=desk)
    today = timezone.localdate()
    for days, what, done in STEPS:
        step = services.add_step(
            investment=made, what=what, planned_on=today + timedelta(days=days), by=desk
        )
        if done:
            ticked = services.tick_step(step=step, done=True, by=desk)
            Step.objects.filter(pk=ticked.pk).update(done_on=step.planned_on)
    services.start_investment(investment=made, by=desk)
    moments = {"created_at": 320, "opened_at": 290, "settled_at": 230, "started_at": 100}
    past = {name: now - timedelta(days=days) for name, days in moments.items()}
    Investment.objects.filter(pk=made.pk).update(**past)
    _years(made, desk, today.year - 1)


def _pledges(
    made: Investment,
    companies: Sequence[Company],
    speakers: dict[int, User],
    said: Sequence[tuple[int, int, int | None, int | None]],
) -> None:
    for place, (company, (size, benefit, least, most)) in enumerate(
        zip(companies, said, strict=False)
    ):
        by = speakers[company.pk]
        _figures(made, company, by, size, benefit)
        limit = Decimal(most) if most else None
        services.give_pledge(
            investment=made,
            company=company,
            conditions=Conditions(least, limit, RULES[place]),
            by=by,
        )


def _years(made: Investment, desk: User, year: int) -> None:
    """The first year of each is noted; the one to sign in as still has to say whether it is so."""
    parts = Participation.objects.parties().filter(investment=made).select_related("company")
    for part in parts.order_by("company"):
        share = part.share or Decimal(0)
        row = services.note_realised(
            participation=part,
            year=year,
            cost=share.quantize(Decimal(1)),
            benefit=part.figures.benefit_likely,
            by=desk,
        )
        speaker = speaker_of(part.company)
        if speaker.email != MANAGER:
            services.confirm_realised(realised=row, by=speaker)
