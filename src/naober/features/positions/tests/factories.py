"""Positions in each state, as a test wants them."""

from datetime import timedelta

from django.utils import timezone

from naober.features.positions import services
from naober.features.positions.models import Consultation, Position, Promise, Sending, State
from naober.features.positions.services import Written
from naober.foundation.members.models import Company, User
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory

TEXT = (
    "Het net is vol. Wij kunnen onze fabrieken niet ombouwen.\n\n"
    "Wij vragen de provincie om een energiehub in Emmen te steunen.\n\n"
    "Wij denken graag mee over de plaats."
)
LATER = timedelta(days=14)


def desk() -> User:
    return UserFactory(desk_role="desk")


def person_of(company: Company) -> User:
    return MembershipFactory(company=company).user


def draft(by: User | None = None, text: str = TEXT, **fields: object) -> Position:
    written = Written(title="Netcapaciteit in Drenthe", text=text, addressee="Provincie")
    made = services.begin(written=written, by=by or desk())
    if fields:
        Position.objects.filter(pk=made.pk).update(**fields)
        made.refresh_from_db()
    made.versions.update(shared=made.state != State.DRAFT)
    return made


def for_comment(by: User | None = None, **fields: object) -> Position:
    return draft(
        by, **{"state": State.COMMENT, "comments_until": timezone.localdate() + LATER, **fields}
    )


def to_sign(by: User | None = None, **fields: object) -> Position:
    return draft(
        by, **{"state": State.SIGNING, "sign_until": timezone.localdate() + LATER, **fields}
    )


def signed(*companies: Company, by: User | None = None) -> Position:
    made = to_sign(by)
    for company in companies:
        services.sign(position=made, company=company, by=person_of(company))
    return made


def sent(*companies: Company, by: User | None = None) -> Position:
    by = by or desk()
    made = signed(*companies, by=by)
    services.note_sending(position=made, sending=Sending(addressee="Provincie"), by=by)
    made.refresh_from_db()
    return made


def answered(*companies: Company, by: User | None = None) -> Position:
    by = by or desk()
    made = sent(*companies, by=by)
    Position.objects.filter(pk=made.pk).update(state=State.ANSWERED)
    made.refresh_from_db()
    return made


def promise(position: Position, **fields: object) -> Promise:
    values = {
        "what": "In maart ligt er een plan",
        "promised_by": "Provincie",
        "by_when": timezone.localdate() + LATER,
    }
    return Promise.objects.create(position=position, **{**values, **fields})


def consultation(**fields: object) -> Consultation:
    values = {"title": "Energievisie", "closes": timezone.localdate() + LATER}
    return Consultation.objects.create(**{**values, **fields})
