"""The parts of the dashboard, as pictures with their tables, from what was counted."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from naober.features.exchange.models import Deal
from naober.features.ledger import collective, rules, words
from naober.features.ledger.collective import Total
from naober.features.ledger.models import Entry
from naober.features.ledger.selectors import start_of
from naober.foundation.core.charts import Chart, Row
from naober.foundation.members.models import Company, User
from naober.website.dashboard.figures import CHALLENGES, EVERYBODY, WAITING, Figures

STAGES = ("prospect", "spoken", "invited", "joining", "member")


def number(value: int) -> str:
    return str(number_format(value, force_grouping=True))


def _rows(pairs: Iterable[tuple[str, int]]) -> list[Row]:
    return [Row(label, [Decimal(value)], [number(value)]) for label, value in pairs]


def _csv(part: str) -> str:
    return reverse("dashboard:csv", args=[part])


def on_its_way(figures: Figures, scope: str = EVERYBODY) -> Chart:
    return Chart(
        code="way",
        title=_("What is on its way"),
        description=_("One bar for each step from a listing to a confirmed value."),
        first=_("Step"),
        series=[_("how many")],
        rows=_rows(
            [
                (_("Open listings"), figures[f"listings{scope}"]),
                (_("Pairs that fit"), figures[f"matches{scope}"]),
                (_("Introductions"), figures[f"introductions{scope}"]),
                (_("Deals confirmed by both"), figures["deals"]),
                (_("Values confirmed by both"), figures["values"]),
            ]
        ),
        csv=_csv("onderweg"),
    )


def challenges(figures: Figures, scope: str = EVERYBODY) -> Chart:
    names = (_("Raised, and open"), _("Chosen, and worked on"), _("Done, with a result"))
    return Chart(
        code="challenges",
        title=_("From a challenge to a result"),
        description=_("One bar for each step of what companies raise together."),
        first=_("Step"),
        series=[_("challenges")],
        rows=_rows(
            (name, figures[f"challenges.{state}{scope}"])
            for name, state in zip(names, CHALLENGES, strict=True)
        ),
        csv=_csv("vraagstukken"),
    )


def funnel(figures: Figures) -> Chart:
    return Chart(
        code="funnel",
        title=_("From prospect to member"),
        description=_("One bar for each stage on the way to membership."),
        first=_("Stage"),
        series=[_("companies")],
        rows=_rows(
            (capfirst(str(Company.Stage(stage).label)), figures[f"stage.{stage}"])
            for stage in STAGES
        ),
        csv=_csv("trechter"),
    )


def stuck(figures: Figures) -> Chart:
    ages = [_("up to a week"), _("1 to 2 weeks"), _("2 to 4 weeks"), _("longer")]
    names = dict(
        zip(
            WAITING,
            [
                _("Introduced, no deal yet"),
                _("One said yes, the other has not answered"),
                _("Deals that one side still has to confirm"),
                _("Values that one side still has to confirm"),
            ],
            strict=True,
        )
    )
    rows = []
    for code in WAITING:
        counts = [figures[f"stuck.{code}.{group}"] for group in range(len(ages))]
        rows.append(Row(names[code], [Decimal(n) for n in counts], [number(n) for n in counts]))
    return Chart(
        code="stuck",
        title=_("What is stuck, and how long it waits"),
        description=_("One bar for each, in four parts: how long it has been waiting."),
        first=_("What waits"),
        series=ages,
        rows=rows,
        form="stacked",
        csv=_csv("vast"),
    )


def stuck_in_all(figures: Figures) -> int:
    """What waits for longer than two weeks."""
    return sum(figures[f"stuck.{code}.{group}"] for code in WAITING for group in (2, 3))


def spread(figures: Figures) -> Chart:
    groups = [_("Once"), _("2 or 3 times"), _("4 to 9 times"), _("10 times or more")]
    return Chart(
        code="spread",
        title=_("Who carries it: how often companies gave or took"),
        description=_("Companies, by how many times they gave or took something."),
        first=_("How often"),
        series=[_("companies")],
        rows=_rows((label, figures[f"deeds.{at}"]) for at, label in enumerate(groups)),
        csv=_csv("spreiding"),
    )


def carriers(figures: Figures) -> int:
    return sum(figures[f"deeds.{group}"] for group in range(4))


def largest_in_words(figures: Figures, totals: list[Total]) -> list[tuple[str, str]]:
    """In which band the largest company is: its exact share would tell what it did."""
    bands = [
        _("the largest has less than a quarter"),
        _("the largest has a quarter to a half"),
        _("the largest has more than half"),
    ]
    return [
        (capfirst(total.name), bands[figures[f"largest.{total.kind}"]])
        for total in totals
        if f"largest.{total.kind}" in figures.values
    ]


def gained(totals: list[Total], chosen: str) -> Chart | None:
    """The quarters of the chosen kind; without a choice of the first there is."""
    found = next((total for total in totals if total.kind == chosen), None)
    total = found or (totals[0] if totals else None)
    return (
        collective.quarters_chart(total, f"{_csv('totaal')}?kind={total.kind}") if total else None
    )


def own_beside(user: User, totals: list[Total]) -> dict[str, str]:
    """What one's own companies stand for in the same quarters, by kind."""
    if not totals:
        return {}
    same = Q()
    for total in totals:
        same |= Q(
            kind=total.kind,
            direction=rules.COUNTED[total.kind],
            at__gte=start_of(total.since),
            at__lt=start_of(total.until),
        )
    sums = Entry.objects.visible_to(user).filter(same).order_by().values("kind")
    found = {row["kind"]: row["sum"] for row in sums.annotate(sum=Sum("quantity"))}
    zero = Decimal(0)
    return {total.kind: words.amount(total.kind, found.get(total.kind, zero)) for total in totals}


def own_deals(user: User) -> tuple[int, int]:
    """How many of one's own run, and how many still wait for a signature."""
    running = Deal.objects.of(user).running()
    states = list(running.values_list("confirmed_at", flat=True))
    waiting = states.count(None)
    return len(states) - waiting, waiting
