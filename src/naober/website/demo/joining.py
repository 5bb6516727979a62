"""Who comes in, what membership asks, and what people ask of the desk."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from naober.features.desk.models import ContactPerson
from naober.foundation.members import services
from naober.foundation.members.models import (
    Company,
    CompanyGroup,
    Invitation,
    Site,
    SizeClass,
    Stage,
    Terms,
    User,
    Wish,
)
from naober.foundation.members.services import Asked, Invitee, known_place
from naober.website.demo.people import FICTIONAL, speaker_of
from naober.website.demo.tables import is_yes, rows

EURO_A_YEAR = (250, 500, 1_000, 2_000, 4_000)  # from the smallest size class on
JOINING, AGREED, CLAIMED = 4, 20, 12  # of the companies in the file, how many
TERMS = (
    "Leden delen wat zij over hebben en zoeken, houden vertrouwelijk wat vertrouwelijk is, en "
    "bevestigen samen wat een samenwerking opbracht. Opzeggen kan elk kwartaal. (Voorbeeldtekst.)"
)
TERMS_EN = (
    "Members share what they have to spare and seek, keep confidential what is confidential, and "
    "confirm together what a deal brought. One may leave every quarter. (Sample text.)"
)


def make_groups(companies: list[Company], desk: User) -> CompanyGroup:
    """The desk's group for heat, and one that a company made for itself."""
    heat = services.make_group(name="Werkgroep warmte", owner=None, by=desk)
    for company in companies[:10]:
        services.put_in_group(group=heat, company=company, by=desk)
    own = companies[0]
    buyers = services.make_group(name="Samen inkopen", owner=own, by=speaker_of(own))
    for company in companies[1:4]:
        services.put_in_group(group=buyers, company=company, by=speaker_of(own))
    return heat


def load(companies: list[Company], desk: User) -> None:
    _make_terms(companies, desk)
    _make_prospects()
    _invite(desk)
    _come_in(companies[-JOINING:], desk)
    _ask_the_desk(companies)


def _make_terms(companies: list[Company], desk: User) -> None:
    today = timezone.localdate()
    terms = Terms.objects.create(
        name=f"Lidmaatschap {today.year}", text=TERMS, text_en=TERMS_EN, holds_from=today
    )
    sizes = list(SizeClass.objects.order_by("from_employees"))
    amounts = {size: Decimal(euro) for size, euro in zip(sizes, EURO_A_YEAR, strict=False)}
    for year in (today.year - 1, today.year):
        services.set_contributions(year=year, amounts=amounts, by=desk)
    for number, company in enumerate(companies[:AGREED]):
        services.agree(company=company, terms=terms, by=speaker_of(company))
        if number < CLAIMED:
            services.confirm_page(company=company, by=speaker_of(company))


def _make_prospects() -> None:
    """Whom the desk knows besides the members."""
    now = timezone.now()
    for row in rows("prospects.csv"):
        days = timedelta(days=int(row["days_ago"]))
        left = now.date() - days if row["stage"] == Stage.LEFT else None
        company = Company.objects.create(
            name=row["name"],
            kind=row["kind"],
            activity=row["activity"],
            employees=int(row["employees"]),
            # Who is invited below is still spoken with here.
            stage=Stage.SPOKEN if row["stage"] == Stage.INVITED else row["stage"],
            is_front_runner=is_yes(row["front_runner"]),
            left_on=left,
        )
        Company.objects.filter(pk=company.pk).update(created_at=now - days)
        place = known_place(row["place"])
        at = (place.latitude, place.longitude) if place else (None, None)
        Site.objects.create(company=company, place=row["place"], latitude=at[0], longitude=at[1])
        ContactPerson.objects.create(
            company=company,
            name=_fictional(row["contact"]),
            role=row["role"],
            email=row["email"],
            phone=row["phone"],
        )


def _fictional(name: str) -> str:
    return f"{name} {FICTIONAL}" if name else ""


def _invite(desk: User) -> None:
    """One came in and takes its first steps, one was asked a while ago, one just now."""
    asked = [row for row in rows("prospects.csv") if row["stage"] == Stage.INVITED]
    for number, row in enumerate(asked):
        company = Company.objects.get(name=row["name"])
        invitee = Invitee(_fictional(row["contact"]), row["email"], ["direction"], is_contact=True)
        sent = services.invite(company=company, invitee=invitee, by=desk)
        if number == 0:
            services.accept(invitation=sent)
        else:
            moment = timezone.now() - timedelta(days=9 // number)
            Invitation.objects.filter(pk=sent.pk).update(sent_at=moment)


def _come_in(companies: list[Company], desk: User) -> None:
    """Later joiners, each a step further on their way."""
    Company.objects.filter(pk__in=[c.pk for c in companies]).update(
        stage=Stage.INVITED, joined_on=None
    )
    for number, company in enumerate(companies):
        services.set_stage(company=company, stage=Stage.JOINING, by=desk)
        company.refresh_from_db()
        for step in company.steps.filter(done_at=None)[:number]:
            services.tick_step(step=step, by=desk)
    late = companies[0].steps.filter(done_at=None).first()
    if late:
        late.due_on = timezone.localdate() - timedelta(days=4)
        late.save(update_fields=["due_on"])


def _ask_the_desk(companies: list[Company]) -> None:
    services.ask_to_join(
        asked=Asked(
            _fictional("Sietske Plaggen"),
            "sietske@naober.example",
            "Kistenmakerij Spijkerkamp",
            "Wij maken kisten en pallets in Beilen en hebben hout over.",
        )
    )
    services.ask_to_join(
        asked=Asked(
            _fictional("Roelof Kwast"),
            "roelof@naober.example",
            companies[-1].name,
            "Ik werk hier sinds kort en wil onze pagina bijhouden.",
            Wish.Kind.OURS,
        )
    )
    services.ask_to_meet(
        company=companies[5],
        from_company=companies[0],
        by=speaker_of(companies[0]),
        text="Wij willen graag hun ketelhuis zien.",
    )
