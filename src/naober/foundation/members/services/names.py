"""Names and addresses that are nobody else's."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from naober.foundation.members.models import Company
from naober.foundation.members.naming import as_read


def is_taken(name: str, company: Company) -> bool:
    """Whether another company's name reads the same but for capitals, accents and signs."""
    return any(other.pk != company.pk for other in named_like(name))


def named_like(name: str) -> list[Company]:
    """The companies whose name reads like this one."""
    wanted = as_read(name)
    names = Company.objects.filter(merged_into=None).values_list("pk", "name")
    alike = [pk for pk, other in names if as_read(other) == wanted]
    return list(Company.objects.filter(pk__in=alike).order_by("pk"))


def tidy_email(email: str) -> str:
    """In small letters. A long s or a Kelvin sign is no letter of an address: they would make two
    writings of one mailbox.

    Raises ValidationError for what is no address.
    """
    plain = email.strip().lower()
    if not plain.isascii() or not email.strip().isascii():
        raise ValidationError(_("Write the e-mail address without accents and other signs."))
    validate_email(plain)
    return plain
