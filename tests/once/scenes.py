"""The steps of which each has to happen once: set up, and ready to be done as a browser would.

What is set up is new each time, so that many of the same can stand in one database.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from naober.features.desk import services as desk_services
from naober.features.desk.tests.factories import (
    ContactPersonFactory,
    ConversationFactory,
    ProposalFactory,
)
from naober.features.exchange import services
from naober.features.exchange.models import Match
from naober.features.exchange.services import Line, Terms
from naober.features.exchange.tests.factories import (
    ListingFactory,
    MatchFactory,
    UserFactory,
    person_of,
    say,
)
from naober.files.prospects import pasted_prospects
from naober.foundation.members import services as members
from naober.foundation.members.services.invitations import Invitee
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
)
from naober.foundation.notifications import links
from naober.foundation.notifications.models import Link
from naober.website.mail import digest
from tests.once.acts import Act, Chore, Scene, by_link, fresh_number
from tests.once.agenda_scenes import AGENDA
from tests.once.focus_scenes import FOCUS
from tests.once.position_scenes import POSITIONS
from tests.once.stream_scenes import STREAMS
from tests.once.weighing_scenes import WEIGHING

CSRF = "c" * 32
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@dataclass
class Pair:
    """A match, and somebody of each side."""

    match: Match
    giver: Any
    taker: Any


def pair() -> Pair:
    match = MatchFactory()
    return Pair(match, person_of(match.offer_company), person_of(match.need_company))


def asked() -> Pair:
    """The giver said yes."""
    made = pair()
    services.express_interest(match=made.match, side="offer", by=made.giver)
    return made


def introduced() -> Pair:
    made = asked()
    made.match = services.express_interest(match=made.match, side="need", by=made.taker)
    return made


def proposed() -> tuple[Pair, Any]:
    """The giver wrote down what they agreed."""
    made = introduced()
    terms = Terms("Elke week een vracht", expected={"material": Decimal(10)})
    deal = services.propose_deal(match=made.match, side="offer", terms=terms, by=made.giver)
    return made, deal


def reported() -> tuple[Pair, Any]:
    """Both confirmed the deal, and the giver reports what it brought."""
    made, deal = proposed()
    deal = services.confirm_deal(deal=deal, side="need", version=1, by=made.taker)
    line = Line("material", *YEAR, quantity=Decimal("12.5"))
    return made, services.report_value(deal=deal, side="offer", line=line, by=made.giver)


def answer(made: Pair, side: str, choice: str = "yes") -> Act:
    name = {"yes": "exchange:interest", "no": "exchange:decline"}[choice]
    data = {"side": side, "back": "", "reason": "quality"}
    user = made.giver if side == "offer" else made.taker
    return Act(reverse(name, args=[made.match.pk]), data, user)


def sign_deal(deal: Any, user: Any, version: int = 1) -> Act:
    return Act(reverse("exchange:deal-confirm", args=[deal.pk]), {"version": version}, user)


def answer_value(value: Any, user: Any, said: str = "yes") -> Act:
    return Act(reverse("exchange:value-answer", args=[value.pk]), {"answer": said}, user)


# --- each step of the list ---


def first_yes() -> Act:
    return answer(pair(), "need")


def introduction() -> Act:
    return answer(asked(), "need")


def introduction_by_link() -> Act:
    made = asked()
    return by_link("match.answer", f"{made.match.pk}:need", made.taker)


def no() -> Act:
    return answer(asked(), "need", "no")


def deal_written() -> Act:
    made = introduced()
    data = {"agreed": "Elke week een vracht", "audience": "desk", "side": "offer"}
    return Act(reverse("exchange:deal-new", args=[made.match.pk]), data, made.giver)


def deal_signed() -> Act:
    made, deal = proposed()
    return sign_deal(deal, made.taker)


def deal_signed_by_link() -> Act:
    made, deal = proposed()
    return by_link("deal.confirm", f"{deal.pk}:1:need", made.taker)


def value_reported() -> Act:
    made, value = reported()
    path = reverse("exchange:deal-report", args=[value.deal_id, "material"])
    data = {
        "period_start": "2026-01-01",
        "period_end": "2026-03-31",
        "quantity": "3",
        "once": fresh_number(path, made.giver),
    }
    return Act(path, data, made.giver)


def value_confirmed() -> Act:
    made, value = reported()
    return answer_value(value, made.taker)


def value_confirmed_by_link() -> Act:
    made, value = reported()
    return by_link("value.confirm", f"{value.pk}:need", made.taker)


def invitation() -> Any:
    company = CompanyFactory(stage="prospect")
    desk = UserFactory(desk_role="desk")
    number = UserFactory.build().email
    invitee = Invitee("Nieuwe buur", f"nieuw-{number}", ["hr", "energy"], is_contact=True)
    return members.invite(company=company, invitee=invitee, by=desk)


def accept(made: Any) -> Act:
    return _open("members.invitation", made.pk)


def guest_comes(guest: Any) -> Act:
    return _open("guest.invite", f"deal:{guest.pk}")


def _open(purpose: str, target: object) -> Act:
    link = Link.objects.get(purpose=purpose, target=str(target), revoked_at=None)
    return Act(links.address_of(link).removeprefix("http://testserver"), {"choice": "yes"})


def invitation_accepted() -> Act:
    return accept(invitation())


def invitation_sent() -> Act:
    company = CompanyFactory()
    data = {"name": "Nieuwe buur", "email": "gevraagd@buur.example"}
    data |= {"roles": ["hr"], "language": "nl"}
    user = UserFactory(desk_role="desk")
    return Act(reverse("members:invite", args=[company.pk]), data, user)


def listing_said() -> Act:
    company = CompanyFactory()
    SiteFactory(company=CompanyFactory())
    other = CompanyFactory()
    say(other, "Wij zoeken PET-snippers, 100 ton per jaar")
    user = person_of(company)
    path = reverse("exchange:say")
    data = {
        "text": "Wij houden 200 ton PET-snippers per jaar over in Emmen",
        "company": company.pk,
        "who": "open",
        "once": fresh_number(path, user),
    }
    return Act(path, data, user)


def replied() -> Act:
    listing = ListingFactory(audience="members", audience_who="members")
    company = CompanyFactory()
    path = reverse("exchange:reply", args=[listing.pk])
    return Act(path, {"company": company.pk}, person_of(company))


def proposal(kind: str, **data: Any) -> Act:
    made = ProposalFactory(kind=kind, conversation=ConversationFactory())
    typed = {f"p{made.pk}-{name}": value for name, value in data.items()}
    desk = UserFactory(desk_role="desk")
    return Act(reverse("desk:proposal-accept", args=[made.pk]), typed, desk)


def listing_accepted() -> Act:
    return proposal(
        "listing", text="Wij hebben elke week 10 ton houtsnippers over", direction="offer"
    )


def person_accepted() -> Act:
    return proposal("person", name="Jannie Buiter", phone="0591 - 550000")


def follow_up_accepted() -> Act:
    return proposal("follow_up", text="Terugbellen", due="2027-01-04")


def challenge_accepted() -> Act:
    return proposal("challenge", text="Het stroomnet is vol", theme="energy")


def prospects_imported() -> Act:
    desk = UserFactory(desk_role="desk")
    number = CompanyFactory.build().name
    found = pasted_prospects(f"Bakkerij {number}\tEmmen\nSmederij {number}\tCoevorden\n")
    batch = desk_services.draft_prospects(found=found, source="lijst", by=desk)
    data = {"take": [row["number"] for row in batch.rows], "do": "import"}
    return Act(reverse("desk:prospects-look", args=[batch.pk]), data, desk)


def _noted(page: str, **data: Any) -> Act:
    path, desk = reverse(page, args=[CompanyFactory().pk]), UserFactory(desk_role="desk")
    return Act(path, {**data, "once": fresh_number(path, desk)}, desk)


def conversation_noted() -> Act:
    return _noted("desk:conversation-new", day="2027-01-04", how="phone", notes="Terugbellen.")


def follow_up_noted() -> Act:
    return _noted("desk:follow-up-add", text="Terugbellen", due="2027-01-04")


def contact_noted() -> Act:
    return _noted("desk:contact-add", name="Jannie Buiter", phone="0591 - 550000")


def wish_to_join() -> Act:
    cache.clear()  # so many do not ask from one address
    path, asked = reverse("members:join"), UserFactory.build()
    data = {"kind": "join", "name": asked.name, "email": asked.email, "company_name": "Nieuw"}
    UserFactory(desk_role="desk")
    return Act(path, {**data, "once": fresh_number(path, None)})


def twins() -> tuple[Any, Any]:
    """Two rows of one company, each with something of its own."""
    kept, merged = CompanyFactory(), CompanyFactory(website="https://weefgetouw.example")
    person = UserFactory()
    for company in (kept, merged):
        SiteFactory(company=company)
        MembershipFactory(company=company, user=person)
        ContactPersonFactory(company=company)
        ConversationFactory(company=company)
        ListingFactory(company=company)
    MatchFactory(offer=ListingFactory(company=merged))
    return kept, merged


def merge(kept: Any, merged: Any, desk: Any = None) -> Act:
    path = reverse("desk:merge", args=[kept.pk, merged.pk])
    desk = desk or UserFactory(desk_role="desk")
    return Act(path, {"sure": "1", "website": "merged"}, desk)


def merged() -> Act:
    return merge(*twins())


def digests() -> Chore:
    """Two people with news and with something that waits, and one without."""
    for _number in range(2):
        made, _deal = proposed()
        asking = MatchFactory(need=made.match.need, need_company=made.match.need_company)
        giver = person_of(asking.offer_company)
        services.express_interest(match=asking, side="offer", by=giver)
    UserFactory()
    return Chore(digest.send_now)


def ended_unanswered() -> Chore:
    made = asked()
    long_ago = timezone.now() - timedelta(days=400)
    made.match.interests.update(at=long_ago)
    _made, deal = proposed()
    type(deal).objects.filter(pk=deal.pk).update(proposed_at=long_ago)
    return Chore(services.end_unanswered)


STEPS: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (
        first_yes,
        introduction,
        introduction_by_link,
        no,
        deal_written,
        deal_signed,
        deal_signed_by_link,
        value_reported,
        value_confirmed,
        value_confirmed_by_link,
        invitation_sent,
        invitation_accepted,
        listing_said,
        replied,
        listing_accepted,
        person_accepted,
        follow_up_accepted,
        challenge_accepted,
        *AGENDA,
        prospects_imported,
        conversation_noted,
        follow_up_noted,
        contact_noted,
        wish_to_join,
        merged,
        *FOCUS,
        *STREAMS,
        *WEIGHING,
        *POSITIONS,
        digests,
        ended_unanswered,
    )
}
