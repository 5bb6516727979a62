"""A number that a page puts in its form, for the row that the form will make.

Pressed twice, or again because no answer came, the row is there already: it is made once. The
number is signed for its reader, so nobody can ask with it which rows there are.
"""

from django import forms
from django.core.signing import BadSignature, Signer

from naober.features.exchange.models import random_id
from naober.foundation.members.models import User


def fresh(user: User) -> str:
    return _signer(user).sign(str(random_id()))


def number_in(typed: object, user: User) -> int | None:
    """None: there was none, or it is not from us."""
    try:
        return int(_signer(user).unsign(str(typed or "")))
    except (BadSignature, ValueError):
        return None


def once_field(user: User) -> forms.CharField:
    return forms.CharField(
        required=False, widget=forms.HiddenInput(), initial=lambda: fresh(user), max_length=100
    )


def _signer(user: User) -> Signer:
    return Signer(salt=f"naober.once.{user.pk}")
