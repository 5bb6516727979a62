"""Who acts for a company, and what others may read of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from naober.foundation.members.models import Company, Membership, Seen, User


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person of a company as one reader may see them: what they may not see is empty."""

    pk: int
    name: str
    roles: list[str] = field(default_factory=list)
    contact_for: list[str] = field(default_factory=list)
    email: str = ""
    phone: str = ""


def colleagues(company: Company, reader: User) -> list[PersonCard]:
    """All people of a company for each other and for the desk, contact persons first."""
    by_person = _by_person(_running(company))
    cards = [
        _card(user, roles, reader_is="desk" if reader.is_desk else "own")
        for user, roles in by_person
    ]
    return sorted(cards, key=lambda card: (not card.contact_for, card.name.casefold(), card.pk))


def contacts_for_members(company: Company) -> list[PersonCard]:
    """The contact persons as other members may see them: those whose name they may know."""
    contacts = _running(company).filter(is_contact=True, user__name_level=Seen.MEMBERS)
    cards = [_card(user, roles, reader_is="member") for user, roles in _by_person(contacts)]
    return sorted(cards, key=lambda card: (card.name.casefold(), card.pk))


def _running(company: Company) -> QuerySet[Membership]:
    running = company.memberships.filter(ended_on=None, user__is_active=True)
    return running.select_related("user").order_by("pk")


def _by_person(memberships: Iterable[Membership]) -> list[tuple[User, list[Membership]]]:
    people: dict[int, tuple[User, list[Membership]]] = {}
    for membership in memberships:
        people.setdefault(membership.user_id, (membership.user, []))[1].append(membership)
    return list(people.values())


def _card(user: User, memberships: list[Membership], *, reader_is: str) -> PersonCard:
    return PersonCard(
        pk=user.pk,
        name=str(user) if user.name or reader_is != "member" else "",
        roles=[str(m.get_role_display()) for m in memberships],
        contact_for=[str(m.get_role_display()) for m in memberships if m.is_contact],
        email=user.email if _shows(user.email_level, reader_is) else "",
        phone=user.phone if _shows(user.phone_level, reader_is) else "",
    )


def _shows(level: str, reader_is: str) -> bool:
    """Colleagues read everything, the desk unless it is for colleagues only."""
    if reader_is == "own":
        return True
    return level == Seen.MEMBERS or (reader_is == "desk" and level == Seen.DESK)
