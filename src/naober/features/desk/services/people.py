"""Whom to phone, and what the desk promised to do."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from naober.features.desk import rules
from naober.features.desk.models import ContactPerson, FollowUp
from naober.foundation.core.once import keep_once
from naober.foundation.members.models import Company, User

CONTACT_SAYS = ["company_id", "name", "role", "phone", "email", "note"]


@transaction.atomic
def save_contact(*, contact: ContactPerson, by: User, number: int | None = None) -> ContactPerson:
    """A new one with the same number is there already."""
    rules.check_desk(by)
    if contact.pk is None:
        return keep_once(contact, number, CONTACT_SAYS)[0]
    contact.full_clean()
    contact.save()
    return contact


def remove_contact(*, contact: ContactPerson, by: User) -> None:
    """Personal data: gone when somebody asks for it, without a trace of the name."""
    rules.check_desk(by)
    contact.delete()


@transaction.atomic
def add_follow_up(
    *, company: Company, text: str, due: date, by: User, number: int | None = None
) -> FollowUp:
    rules.check_desk(by)
    made = FollowUp(company=company, text=text, due=due, by=by)
    return keep_once(made, number, ["company_id", "text", "due"])[0]


@transaction.atomic
def remind_desk(*, company: Company, text: str) -> FollowUp:
    """Something that the desk has to do today, which nobody of it wrote down."""
    return FollowUp.objects.create(company=company, text=text[:500], due=timezone.localdate())


@transaction.atomic
def finish_follow_up(*, follow_up: FollowUp, by: User, done: bool = True) -> None:
    """Done, or not done after all."""
    rules.check_desk(by)
    follow_up.done_at = (follow_up.done_at or timezone.now()) if done else None
    follow_up.save(update_fields=["done_at"])
