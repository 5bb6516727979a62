"""A company leaves: what it said ends, what it did with others stays in their books."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.foundation.members import rules
from naober.foundation.members.models import Company, Stage, User
from naober.foundation.members.rules import allow
from naober.foundation.members.services.acting import note
from naober.foundation.members.services.forgetting import forget
from naober.foundation.members.services.invitations import withdraw
from naober.foundation.members.services.joining import move
from naober.foundation.members.services.mails import DAYS_UNUSED
from naober.foundation.members.signals import company_left

DAYS_AFTER = 30


@transaction.atomic
def company_leaves(*, company: Company, by: User, access_until: date | None = None) -> Company:
    """From now on it takes part no more. Its people may come in until a date, to take along what
    is theirs. Features hear of it (`company_left`) and end what is open.
    """
    allow(rules.may_manage(by, company))
    until = access_until or timezone.localdate() + timedelta(days=DAYS_AFTER)
    if until < timezone.localdate():
        raise ValidationError(_("This day is over already."))
    company = move(company=company, stage=Stage.LEFT, by=by)
    company.access_until = until
    company.save(update_fields=["access_until"])
    for invitation in company.invitations.waiting():
        withdraw(invitation=invitation, by=by)
    for group in company.groups.all():
        group.companies.remove(company)
    company_left.send(sender=Company, company=company, by=by)
    note("company.left", by=by, company=company, until=until.isoformat())
    return company


@transaction.atomic
def end_access(*, today: date) -> int:
    """For each day: the people of companies whose time to look back is over. Returns how many
    roles ended.
    """
    gone = Company.objects.filter(stage=Stage.LEFT, access_until__lt=today)
    ended = 0
    for company in gone.filter(memberships__ended_on=None).distinct():
        for membership in company.memberships.filter(ended_on=None).select_related("user"):
            membership.end(today)
            ended += 1
            _forget_if_last(membership.user)
        note("company.access_ended", by=None, company=company)
    return ended


def _forget_if_last(person: User) -> None:
    running = person.memberships.filter(ended_on=None)
    if not running.exists() and not rules.works_for_collective(person) and person.is_active:
        forget(person=person)


@transaction.atomic
def close_unused(*, today: date) -> int:
    """For each day: accounts whose last role somebody else ended, and that nobody used since.
    Who was let in to a single thing as a guest keeps coming in, and keeps the account.
    """
    before = today - timedelta(days=DAYS_UNUSED)
    people = User.objects.filter(is_active=True, is_staff=False, desk_role="")
    people = people.filter(memberships__ended_on__lt=before).exclude(memberships__ended_on=None)
    people = people.exclude(memberships__ended_on__gte=before)
    unused = Q(last_login=None) | Q(last_login__date__lt=before)
    found = list(people.filter(unused).distinct())
    for person in found:
        forget(person=person)
    return len(found)
