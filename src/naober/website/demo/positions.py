"""Texts to government in each state, and a calendar of when government asks."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from naober.features.positions import services
from naober.features.positions.models import (
    Answer,
    Comment,
    Consultation,
    Position,
    Promise,
    Sending,
    State,
)
from naober.features.positions.services import Consulted, Written
from naober.features.positions.services.comments import Remark
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Company, User
from naober.website.demo.people import MANAGER, speaker_of
from naober.website.demo.tables import rows

SIGNERS = 7
CONSULTATIONS = (  # days until it closes, what, who asks
    (9, "Ontwerp-netplan Noord", "Netbeheerder"),
    (23, "Programma Circulaire economie", "Provincie Drenthe"),
    (37, "Omgevingsvisie, deel industrie", "Provincie Drenthe"),
    (64, "Besluit externe veiligheid, wijziging", "Ministerie"),
    (-20, "Regeling praktijkleren", "Ministerie"),
)
ADDED = "Wij zouden liever beginnen met de kleine bedrijven: die hebben de minste plekken."
ORDER = tuple(State.values)


def load(desk: User) -> None:
    made = {title: _consultation(days, title, who, desk) for days, title, who in CONSULTATIONS}
    mine = Company.objects.of(User.objects.get(email=MANAGER)).get()
    others = Company.objects.taking_part().exclude(pk=mine.pk)
    companies = list(others.filter(memberships__is_contact=True).distinct().order_by("pk"))
    for number, row in enumerate(rows("positions.csv")):
        text = row["text"].replace("|", "\n\n")
        written = Written(row["title"], text, row["addressee"], made.get(row["consultation"]))
        position = services.begin(written=written, by=desk)
        signers = companies[number : number + SIGNERS]
        _take(position, ORDER.index(row["state"]), signers, desk)


def _consultation(days: int, title: str, who: str, desk: User) -> Consultation:
    today = timezone.localdate()
    consulted = Consulted(title, today + timedelta(days=days), who, today - timedelta(days=30))
    return services.keep_consultation(consulted=consulted, by=desk)


def _take(position: Position, far: int, signers: Sequence[Company], desk: User) -> None:
    """As far along its way as the table says."""
    steps = (_comments, _signatures, _sending, _answer, _end)
    for step in steps[:far]:
        step(position, signers, desk)
        position.refresh_from_db()


def _comments(position: Position, signers: Sequence[Company], desk: User) -> None:
    until = timezone.localdate() + timedelta(days=12)
    services.ask_for_comments(position=position, until=until, by=desk)
    _remark(position, 0, signers[0], "Noem ook de bedrijven die nu al stilstaan.", Level.MEMBERS)
    _remark(position, 1, signers[1], "Zeg erbij wat dit per jaar oplevert.", Level.DESK)
    first = Comment.objects.filter(position=position).first()
    if first is not None:
        services.answer_comment(comment=first, answer="Toegevoegd in de eerste alinea.", by=desk)
    _second_version(position, desk)


def _remark(position: Position, place: int, company: Company, text: str, who: str) -> None:
    paragraph = position.paragraphs.order_by("pk")[place]
    services.add_comment(
        paragraph=paragraph, company=company, remark=Remark(text, who), by=speaker_of(company)
    )


def _second_version(position: Position, desk: User) -> None:
    version = position.versions.get(number=1)
    first, *rest = version.passages.order_by("place").values_list("text", flat=True)
    text = "\n\n".join([f"{first} Dit speelt nu al bij meerdere van onze bedrijven.", *rest])
    written = Written(
        position.title, text, position.addressee, position.consultation, "Wat het nu al betekent"
    )
    services.write(position=position, written=written, base=1, by=desk)


def _signatures(position: Position, signers: Sequence[Company], desk: User) -> None:
    until = timezone.localdate() + timedelta(days=16)
    services.ask_for_signatures(position=position, until=until, by=desk)
    for number, company in enumerate(signers):
        services.sign(
            position=position,
            company=company,
            by=speaker_of(company),
            minority=ADDED if number == 2 else "",
        )


def _sending(position: Position, signers: Sequence[Company], desk: User) -> None:
    day = timezone.localdate() - timedelta(days=40)
    sending = Sending(addressee=position.addressee, day=day, how=Sending.How.MAIL)
    services.note_sending(position=position, sending=sending, by=desk)


def _answer(position: Position, signers: Sequence[Company], desk: User) -> None:
    today = timezone.localdate()
    text = "Wij herkennen wat u schrijft, en komen er dit jaar met een voorstel op terug."
    answer = Answer(sender=position.addressee, day=today - timedelta(days=12), text=text)
    services.note_answer(position=position, answer=answer, by=desk)
    position.refresh_from_db()
    promise = Promise(
        what="Een voorstel, besproken met de bedrijven",
        promised_by=position.addressee,
        by_when=today - timedelta(days=1),
    )
    services.note_promise(position=position, promise=promise, by=desk)


def _end(position: Position, signers: Sequence[Company], desk: User) -> None:
    for promise in position.promises.all():
        services.settle_promise(
            promise=promise,
            kept=True,
            evidence="Besproken op de bijeenkomst, en daarna uitgevoerd.",
            by=desk,
        )
    services.close(position=position, by=desk)
