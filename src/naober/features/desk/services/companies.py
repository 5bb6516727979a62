"""Which companies are one, and which are not."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naober.features.desk import rules
from naober.features.desk.models import NotTheSame
from naober.foundation.members.models import Company, User


@transaction.atomic
def tell_apart(*, one: Company, other: Company, by: User) -> None:
    """A person looked: these are two. It is not asked again."""
    rules.check_desk(by)
    if one.pk == other.pk:
        raise ValidationError(_("These two cannot become one."))
    first, second = sorted((one, other), key=lambda company: company.pk)
    NotTheSame.objects.get_or_create(first=first, second=second, defaults={"by": by})


@transaction.atomic
def ask_again(*, one: Company, other: Company, by: User) -> None:
    """Kept apart by mistake: what looks alike may be asked again."""
    rules.check_desk(by)
    first, second = sorted((one, other), key=lambda company: company.pk)
    NotTheSame.objects.filter(first=first, second=second).delete()


@transaction.atomic
def set_front_runner(*, company: Company, is_front_runner: bool, by: User) -> None:
    rules.check_desk(by)
    company.is_front_runner = is_front_runner
    company.save(update_fields=["is_front_runner"])
