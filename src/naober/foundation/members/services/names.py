"""Names and addresses in one writing, so that nobody passes for another."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from naober.foundation.members.models import Company


def tidy_name(name: str) -> str:
    """In one writing, without what cannot be seen: a name is what one reads."""
    kept = (c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c)[0] != "C")
    return " ".join("".join(kept).split())


def is_latin(name: str) -> bool:
    """Letters of other alphabets can look the same and yet be another name."""
    return all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def is_taken(name: str, company: Company) -> bool:
    """Whether another company's name reads the same but for capitals, accents and signs."""
    return any(other.pk != company.pk for other in named_like(name))


def named_like(name: str) -> list[Company]:
    """The companies whose name reads like this one."""
    wanted = as_read(name)
    names = Company.objects.order_by("pk").values_list("pk", "name")
    return list(
        Company.objects.filter(pk__in=[pk for pk, other in names if as_read(other) == wanted])
    )


def as_read(name: str) -> str:
    plain = unicodedata.normalize("NFKD", tidy_name(name).casefold())
    return "".join(c for c in plain if c.isalnum()) or plain


def tidy_email(email: str) -> str:
    """In small letters. A long s or a Kelvin sign is no letter of an address: they would make two
    writings of one mailbox.

    Raises ValidationError for what is no address.
    """
    plain = email.strip().lower()
    if not plain.isascii():
        raise ValidationError(_("Write the e-mail address without accents and other signs."))
    validate_email(plain)
    return plain
