"""What the collective works on: three focus points in three states, with their groups."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from naober.features.agenda.models import Challenge, Recognition, Theme
from naober.features.focus import services
from naober.features.focus.models import FocusPoint, Seat, WorkingGroup
from naober.features.focus.services import Aim, Charter, Finding, Paper, Settled, Task
from naober.foundation.members.models import Company, User
from naober.website.demo import meetings
from naober.website.demo.people import MANAGER, PURCHASER, speaker_of

IN_A_GROUP = 6
GAS = (  # how many days ago, MWh a year
    (300, "41200"),
    (210, "39800"),
    (120, "37100"),
    (30, "34900"),
)
CHARTER = (
    "Wij zoeken uit welke ketels en drogers met minder gas kunnen, en helpen elkaar met wat al "
    "werkt.\n\nElke twee maanden komen wij bij een van ons langs. Wat wij daar zien blijft in de "
    "groep; wat wij besluiten mogen alle leden lezen."
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who does what in this story."""

    desk: User
    manager: User
    purchaser: User
    companies: list[Company]


def load(desk: User) -> None:
    others = Company.objects.taking_part().exclude(memberships__is_contact=False)
    manager, purchaser = (User.objects.get(email=email) for email in (MANAGER, PURCHASER))
    own = Company.objects.of(manager) | Company.objects.of(purchaser)
    companies = list(others.exclude(pk__in=own).order_by("name").distinct()[:IN_A_GROUP])
    cast = Cast(desk, manager, purchaser, companies)
    _gas(cast)
    _people(cast)
    _waste(cast)


def _challenge(company: Company, text: str, theme: str, too: list[Company]) -> Challenge:
    made = Challenge.objects.create(
        company=company, text=text, theme=Theme.objects.filter(slug=theme).first()
    )
    for one in too:
        Recognition.objects.get_or_create(challenge=made, company=one)
    return made


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _started(point: FocusPoint, days: int) -> WorkingGroup:
    """As if it began so long ago."""
    FocusPoint.objects.filter(pk=point.pk).update(started_on=_ago(days))
    WorkingGroup.objects.filter(point=point).update(started_on=_ago(days))
    return WorkingGroup.objects.get(point=point)


def _seat(group: WorkingGroup, user: User, company: Company, desk: User) -> Seat:
    seat = services.ask_to_join(group=group, company=company, by=user)
    return services.let_in(seat=seat, by=desk)


def _gas(cast: Cast) -> None:
    """In full swing: measured, with actions of which one is late, decisions and documents."""
    mine = Company.objects.of(cast.manager).get()
    raised = _challenge(
        mine,
        "Ons gas wordt te duur, en alleen krijgen wij de ketel niet van het gas af.",
        "energy",
        cast.companies[:4],
    )
    aim = Aim(
        title="Minder aardgas in de ketelhuizen",
        goal="Samen een vijfde minder aardgas dan in het begin",
        text="Veel bedrijven stoken op gas voor stoom en drogen. Wat bij de een werkt, kan bij "
        "de ander ook.",
        theme=raised.theme,
        measure="aardgas dat de groep samen gebruikt",
        unit="MWh per jaar",
        baseline=Decimal(42_000),
        baseline_on=_ago(360),
        target=Decimal(33_600),
        target_on=_ago(-400),
        is_public=True,
    )
    point = services.start_focus(aim=aim, by=cast.desk, challenges=[raised])
    group = services.form_group(
        point=point, charter=Charter("Werkgroep ketelhuizen", CHARTER), by=cast.desk
    )
    group = _started(point, 360)
    chair = _seat(group, cast.manager, mine, cast.desk)
    services.make_chair(seat=chair, by=cast.desk)
    for company in cast.companies[:3]:
        _seat(group, speaker_of(company), company, cast.desk)
    services.ask_to_join(
        group=group, company=Company.objects.of(cast.purchaser).get(), by=cast.purchaser
    )
    for days, value in GAS:
        services.measure(point=point, day=_ago(days), value=Decimal(value), by=cast.manager)
    _gas_work(cast, group)
    meetings.of_group(group, cast.desk)
    services.report_result(
        point=point,
        finding=Finding(
            Decimal(2_300),
            "MWh",
            "aardgas bespaard met warmte uit rookgas",
            evidence="Meterstanden van het hele jaar, naast die van het jaar ervoor.",
        ),
        by=speaker_of(cast.companies[0]),
        company=cast.companies[0],
    )


def _gas_work(cast: Cast, group: WorkingGroup) -> None:
    first, second = (speaker_of(company) for company in cast.companies[:2])
    for task, by in (
        (Task("Meterstanden van dit kwartaal insturen", _ago(6), owner=cast.manager), first),
        (Task("Offerte voor een rookgaskoeler opvragen", _ago(-10), owner=first), cast.manager),
        (Task("Bezoek aan de droger voorbereiden", _ago(-24), owner=second), cast.manager),
        (Task("Uitzoeken welke subsidie past", _ago(-40), company=cast.companies[4]), cast.desk),
    ):
        services.add_action(task=task, by=by, group=group)
    done = services.add_action(
        task=Task("Lijst van alle ketels maken", _ago(60), owner=cast.manager),
        by=cast.manager,
        group=group,
    )
    services.finish_action(action=done, by=cast.manager)
    people = [cast.manager, first, second]
    firms = [*cast.companies[:2], *Company.objects.of(cast.manager)]
    for days, text, for_members in (
        (150, "Wij beginnen met de ketels die ouder zijn dan vijftien jaar.", True),
        (45, "Wij vragen samen één adviseur om de rookgassen te meten.", False),
    ):
        settled = Settled(text, _ago(days), for_members, people, firms)
        services.add_decision(settled=settled, by=cast.manager, group=group)
    services.add_document(
        group=group,
        paper=Paper("Lijst van ketels", filename="ketels.csv", data=b"ketel;jaar\n1;2006\n"),
        by=cast.manager,
    )
    services.say(group=group, text="Wie kan in januari een rondleiding geven?", by=first)


def _people(cast: Cast) -> None:
    """Reached: a result that another party confirmed."""
    raised = _challenge(
        cast.companies[1],
        "Wij vinden geen operators, en scholen weten niet dat wij er zijn.",
        "people",
        cast.companies[2:6],
    )
    aim = Aim(
        title="Een eigen klas voor operators",
        goal="Twaalf nieuwe operators uit de regio",
        theme=raised.theme,
        measure="mensen die de klas afmaken",
        unit="mensen",
        baseline=Decimal(0),
        baseline_on=_ago(420),
        target=Decimal(12),
        target_on=_ago(20),
        is_public=True,
    )
    point = services.start_focus(aim=aim, by=cast.desk, challenges=[raised])
    charter = Charter("Werkgroep operatorklas", "Wij maken samen met de school een klas voor onze "
                      "eigen operators, en geven elk een leerplek.")  # fmt: skip
    services.form_group(point=point, charter=charter, by=cast.desk)
    group = _started(point, 420)
    for company in cast.companies[1:4]:
        seat = _seat(group, speaker_of(company), company, cast.desk)
        if company == cast.companies[1]:
            services.make_chair(seat=seat, by=cast.desk)
    for days, value in ((200, 7), (25, 13)):
        services.measure(point=point, day=_ago(days), value=Decimal(value), by=cast.desk)
    settled = Settled("De klas begint elk jaar in september, bij een van ons.", _ago(380), True)
    services.add_decision(settled=settled, by=cast.desk, group=group)
    result = services.report_result(
        point=point,
        finding=Finding(Decimal(13), "mensen", "met een diploma en een baan in de regio"),
        by=speaker_of(cast.companies[1]),
        company=cast.companies[1],
    )
    services.confirm_result(result=result, by=speaker_of(cast.companies[2]))
    services.achieve_focus(point=point, by=cast.desk)
    FocusPoint.objects.filter(pk=point.pk).update(ended_on=_ago(14))


def _waste(cast: Cast) -> None:
    """Stopped, with the reason that everyone behind it reads."""
    raised = _challenge(
        cast.companies[3],
        "Onze kunststofresten gaan in de oven, terwijl er nog goed materiaal in zit.",
        "materials",
        cast.companies[4:6],
    )
    aim = Aim(
        title="Samen kunststofresten scheiden",
        goal="Eén plek in de regio waar wij resten laten scheiden",
        theme=raised.theme,
    )
    point = services.start_focus(aim=aim, by=cast.desk, challenges=[raised])
    charter = Charter("Werkgroep kunststofresten")
    services.form_group(point=point, charter=charter, by=cast.desk)
    group = _started(point, 240)
    _seat(group, speaker_of(cast.companies[3]), cast.companies[3], cast.desk)
    services.stop_focus(
        point=point,
        because="Samen hebben wij te weinig van één soort: een lijn komt niet uit de kosten. "
        "Wij pakken het weer op als er twee bedrijven bij komen.",
        by=cast.desk,
    )
