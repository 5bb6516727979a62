"""Whom to phone at a company: every person once, however often the desk came across them."""

from collections.abc import Iterable
from dataclasses import dataclass

from naober.features.desk.models import ContactPerson
from naober.foundation.members.models import Company, Invitation, Membership, Seen, User

SHOWN = 10


@dataclass(slots=True)
class Whom:
    """`name` is empty where it is not for the desk, or where a number is all there is."""

    name: str
    roles: list[str]
    phone: str = ""
    email: str = ""
    user: int | None = None
    noted: int | None = None  # as a contact person, to change
    invited: bool = False

    @property
    def may_be_invited(self) -> bool:
        return bool(self.name) and self.user is None and not self.invited


def whom(
    company: Company, people: Iterable[Membership], noted: Iterable[ContactPerson]
) -> list[Whom]:
    """First who was noted, then who else has an account; who is both stands there once."""
    accounts = _accounts(people)
    waiting = Invitation.objects.live().filter(company=company)
    invited = {email.casefold() for email in waiting.values_list("email", flat=True)}
    found = [_noted(one, accounts, invited) for one in noted]
    known = {one.user for one in found}
    return found + [one for one in accounts if one.user not in known]


def _accounts(people: Iterable[Membership]) -> list[Whom]:
    """Each with all that they do there, as far as they let the desk see."""
    found: dict[int, Whom] = {}
    for one in people:
        made = found.setdefault(one.user_id, _account(one.user))
        made.roles.append(str(one.get_role_display()))
    return list(found.values())


def _account(user: User) -> Whom:
    return Whom(
        name=str(user) if user.name_level != Seen.OWN else "",
        roles=[],
        phone=user.phone if user.phone_level != Seen.OWN else "",
        email=user.email if user.email_level != Seen.OWN else "",
        user=user.pk,
    )


def _noted(one: ContactPerson, accounts: Iterable[Whom], invited: set[str]) -> Whom:
    """What the desk noted itself comes first; what it lacks is what the account shows."""
    same = next((account for account in accounts if _is_same(one, account)), None)
    made = Whom(one.name, [one.role] if one.role else [], one.phone, one.email, noted=one.pk)
    made.invited = one.email.casefold() in invited
    if same:
        made.roles += [role for role in same.roles if role not in made.roles]
        made.phone, made.email = made.phone or same.phone, made.email or same.email
        made.user = same.user
    return made


def _is_same(one: ContactPerson, account: Whom) -> bool:
    """By the address, else by the name; only by what the account shows the desk."""
    if one.email and account.email:
        return one.email.casefold() == account.email.casefold()
    return bool(one.name) and _words(one.name) == _words(account.name)


def _words(name: str) -> str:
    return " ".join(name.casefold().split())
