"""People: who signs in, and what others may read of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.foundation.audience.levels import Level
from naober.foundation.audience.readers import Reader


class Seen(models.TextChoices):
    """Steps of the ladder of levels that suit what is personal: never wider than the members."""

    OWN = Level.OWN.value, _("only my colleagues")
    DESK = Level.DESK.value, _("my colleagues and the desk")
    MEMBERS = Level.MEMBERS.value, _("all members")


class UserManager(BaseUserManager["User"]):
    """People sign in with their e-mail address; there are no user names."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def of_address(self, email: str, **fields: Any) -> tuple[User, bool]:
        """The account of an address, and whether it is new: then without a password. Of two who
        ask for it in the same moment one makes it."""
        defaults = {**fields, "password": make_password(None)}
        return self.get_or_create(email=self.normalize_email(email).lower(), defaults=defaults)

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One person. What they may do follows from their company roles and their desk role."""

    class DeskRole(models.TextChoices):
        NONE = "", _("none")
        DESK = "desk", _("desk")
        BOARD = "board", _("board")

    class Digest(models.TextChoices):
        DAILY = "daily", _("every working day")
        WEEKLY = "weekly", _("once a week, on Monday")
        NEVER = "never", _("never")

    class Language(models.TextChoices):
        DUTCH = "nl", "Nederlands"
        ENGLISH = "en", "English"

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.DUTCH
    )
    desk_role = models.CharField(
        _("role at the desk"), max_length=5, choices=DeskRole, blank=True, default=DeskRole.NONE
    )
    digest = models.CharField(
        _("news by mail"), max_length=6, choices=Digest, default=Digest.WEEKLY
    )
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    # Who reads what of a contact person, each apart: the name need not bring the number along.
    name_level = models.CharField(
        _("who sees my name and role"), max_length=7, choices=Seen, default=Seen.MEMBERS
    )
    email_level = models.CharField(
        _("who sees my e-mail address"), max_length=7, choices=Seen, default=Seen.DESK
    )
    phone_level = models.CharField(
        _("who sees my phone number"), max_length=7, choices=Seen, default=Seen.DESK
    )
    # When somebody left and was forgotten: what was personal is gone, the row stays for the record.
    forgotten_at = models.DateTimeField(_("forgotten at"), null=True, blank=True, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    date_joined = models.DateTimeField(_("date joined"), default=timezone.now)

    # Of the person of one request, see `readers.reader_of`.
    is_looking: bool = False
    settled: Reader | None = None

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="person_levels_known",
                condition=Q(name_level__in=Seen.values)
                & Q(email_level__in=Seen.values)
                & Q(phone_level__in=Seen.values),
            ),
            models.CheckConstraint(
                name="forgotten_people_cannot_come_in",
                condition=Q(forgotten_at__isnull=True) | Q(is_active=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_desk(self) -> bool:
        return self.desk_role == self.DeskRole.DESK
