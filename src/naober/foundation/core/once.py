"""A number that a page puts in its form, for the row that the form will make.

Pressed twice, or again because no answer came, the row is there already: it is made once. The
number is signed for its reader, so nobody can ask with it which rows there are.
"""

import secrets
from collections.abc import Callable, Sequence
from typing import TypeVar

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, models, transaction

User = AbstractBaseUser | AnonymousUser


def random_id() -> int:
    """A number that says nothing of its neighbours: ids in a row would tell that a hidden listing
    was placed just after an open one, by the same hand. Exact in JavaScript too (under 2**53)."""
    return secrets.randbelow(2**52) + 1


class MadeOnce(models.Model):
    """For tables whose own ids are in a row."""

    number = models.BigIntegerField(unique=True, null=True, editable=False)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=MadeOnce)


def keep_once(row: Row, number: int | None, says: Sequence[str]) -> tuple[Row, bool]:
    """The row, or the one that says the same and was made with this number; whether it is new.
    With the same number and other words it is another row: somebody went back and meant it."""
    row.number = number
    row.full_clean(exclude=["number"])
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        known = type(row)._default_manager.filter(number=number).first() if number else None
        if known is None:
            raise
        if all(getattr(known, name) == getattr(row, name) for name in says):
            return known, False
        row.number = None
        row.save(force_insert=True)
    return row, True


Numbered = TypeVar("Numbered", bound=models.Model)


def keep_numbered(
    row: Numbered, number: int | None, says: Callable[[Numbered], object]
) -> tuple[Numbered, bool]:
    """As `keep_once`, for tables whose id is such a number itself: of two that are sent in the same
    moment the second waits for the first, and finds it. `row` was cleaned."""
    row.pk = number or row.pk
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        known = type(row)._default_manager.filter(pk=number).first() if number else None
        if known is None:
            raise
        if says(known) == says(row):
            return known, False
        row.pk = random_id()
        row.save(force_insert=True)
    return row, True


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
