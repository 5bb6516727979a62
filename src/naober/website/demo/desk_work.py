"""What the desk noted: conversations with what they seem to say, and what it promised to do."""

from datetime import date, timedelta

from django.utils import timezone

from naober.features.desk import services
from naober.features.desk.models import ContactPerson, Conversation, Proposal
from naober.features.desk.services import Talk
from naober.foundation.members.models import Company, User
from naober.website.demo.tables import rows
from naober.website.desk import acts

A_WEEK = timedelta(days=7)
TO_DO = (  # company, in how many days, what
    ("Steenbakkerij Kleiven", -3, "De tekening van de rookgaskoeler opvragen"),
    ("Eierpakhuis Schaalkant", -1, "De folder mailen"),
    ("Ketelbouw Vuurkolk", 0, "Bellen: zegt het bestuur ja?"),
    ("Kwekerij Varenpad", 2, "Aan Stoomdiep Warmte vragen wat een leiding kost"),
    ("Visrokerij Palingsloot", 9, "Nog eens bellen"),
)


def load(desk: User) -> None:
    companies = {company.name: company for company in Company.objects.all()}
    for row in rows("conversations.csv"):
        if row["company"] in companies:
            _talk(row, companies[row["company"]], desk)
    today = timezone.localdate()
    for name, days, text in TO_DO:
        if name in companies:
            due = today + timedelta(days=days)
            services.add_follow_up(company=companies[name], text=text, due=due, by=desk)


def _talk(row: dict[str, str], company: Company, desk: User) -> None:
    day = timezone.localdate() - timedelta(days=int(row["days_ago"]))
    stage = company.stage
    talk = Talk(day=day, how=row["how"], spoken_with=row["spoken_with"], notes=row["notes"])
    noted = services.note_conversation(company=company, talk=talk, by=desk)
    Company.objects.filter(pk=company.pk).update(stage=stage)
    if row["take"]:
        _take_over(noted, desk)


def _take_over(talk: Conversation, desk: User) -> None:
    """What was proposed becomes what it is; what fits nothing is let go."""
    for one in talk.proposals.filter(state=Proposal.State.OPEN):
        direction = one.data.get("direction", "")
        if one.kind == Proposal.Kind.LISTING and direction:
            acts.accept_listing(proposal=one, text=one.text, direction=direction, by=desk)
        elif one.kind == Proposal.Kind.FOLLOW_UP:
            due = one.data.get("due")
            day = date.fromisoformat(due) if due else talk.day + A_WEEK
            made = services.accept_follow_up(proposal=one, text=one.text[:500], due=day, by=desk)
            services.finish_follow_up(follow_up=made, by=desk)
        elif one.kind == Proposal.Kind.CHALLENGE:
            services.accept_challenge(proposal=one, text=one.text, theme="guess", by=desk)
        elif one.kind == Proposal.Kind.PERSON and (one.data.get("person") or {}).get("name"):
            contact = ContactPerson(**one.data["person"])
            services.accept_person(proposal=one, contact=contact, by=desk)
        else:
            services.drop_proposal(proposal=one, by=desk)
