"""The collective and who belongs to it: companies, their sites, and the people who act for them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """People sign in with their e-mail address; there are no user names."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One person. What they may do follows from their company roles and their desk role."""

    class DeskRole(models.TextChoices):
        NONE = "", _("none")
        DESK = "desk", _("desk")
        BOARD = "board", _("board")

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
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    date_joined = models.DateTimeField(_("date joined"), default=timezone.now)

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_desk(self) -> bool:
        return self.desk_role == self.DeskRole.DESK


class Collective(models.Model):
    """The association that runs this installation: one row. A region is data, not code."""

    name = models.CharField(_("name"), max_length=100)
    region = models.CharField(_("region"), max_length=100)
    is_fictional = models.BooleanField(_("fictional demo data"), default=False)
    # Everybody may read it: it stands on the page for visitors.
    contact_email = models.EmailField(_("e-mail address of the desk, for visitors"), blank=True)
    latitude = models.FloatField(_("latitude of the map's middle"), default=52.85)
    longitude = models.FloatField(_("longitude of the map's middle"), default=6.6)
    zoom = models.PositiveSmallIntegerField(_("zoom of the map"), default=9)
    only_one = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="collective_is_one_row", condition=Q(only_one=True)),
        ]

    def __str__(self) -> str:
        return self.name


class CompanyQuerySet(models.QuerySet["Company"]):
    def visible_to(self, user: User | AnonymousUser) -> CompanyQuerySet:
        """The directory is for whoever takes part, now; a company may stay out of it."""
        if not user.is_authenticated:
            return self.none()
        if user.is_desk or user.desk_role == User.DeskRole.BOARD:
            return self
        running = Membership.objects.filter(user=user, ended_on=None)
        mine = Q(Exists(running.filter(company=OuterRef("pk"))))
        return self.filter(mine | (Q(in_directory=True) & Q(Exists(running))))

    def of(self, user: User | AnonymousUser) -> CompanyQuerySet:
        """The companies that this person may act for."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user, memberships__ended_on=None).distinct()


class Company(models.Model):
    """A member, or one that may become it."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    description = models.TextField(_("what we do"), blank=True)
    activity = models.CharField(_("activity in words"), max_length=200, blank=True)
    description_en = models.TextField(_("what we do, in English"), blank=True)
    activity_en = models.CharField(_("activity in words, in English"), max_length=200, blank=True)
    activity_code = models.CharField(_("activity code (SBI)"), max_length=10, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    in_directory = models.BooleanField(_("in the directory"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("company")
        verbose_name_plural = _("companies")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members:company", args=[self.pk])

    @property
    def activity_text(self) -> str:
        """The activity in the reader's language, else in the one there is."""
        return _in_reader_language(self.activity, self.activity_en)

    @property
    def description_text(self) -> str:
        return _in_reader_language(self.description, self.description_en)


def _in_reader_language(dutch: str, english: str) -> str:
    return (english or dutch) if get_language() == "en" else (dutch or english)


class Site(models.Model):
    """A place of a company. Coordinates are WGS84 degrees."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="sites")
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=100)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    is_main = models.BooleanField(_("main site"), default=True)

    class Meta:
        ordering = ["-is_main", "place", "pk"]
        constraints = [
            models.CheckConstraint(
                name="site_coordinates_on_earth",
                # Said aloud, because in SQL a comparison with NULL refuses nothing.
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
            ),
            models.UniqueConstraint(
                name="one_main_site_per_company", fields=["company"], condition=Q(is_main=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}, {self.place}"


class Membership(models.Model):
    """A person acts for a company, in a field of work. Ended ones stay, for the record."""

    class Role(models.TextChoices):
        DIRECTION = "direction", _("direction")
        HR = "hr", _("people (HR)")
        HSE = "hse", _("safety and environment (HSE)")
        ENERGY = "energy", _("energy")
        PURCHASING = "purchasing", _("purchasing")
        INNOVATION = "innovation", _("innovation")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    company = models.ForeignKey(Company, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.DIRECTION)
    is_contact = models.BooleanField(_("contact person"), default=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        ordering = ["company", "user"]
        constraints = [
            models.UniqueConstraint(
                name="one_role_per_person_and_company", fields=["user", "company", "role"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()}, {self.company})"


class Boundary(models.Model):
    """An official border of the region's map, for instance of a municipality.

    `geometry` is a GeoJSON Polygon or MultiPolygon in WGS84 degrees.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    geometry = models.JSONField()
    attribution = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["name", "code"]
        verbose_name = _("border")
        verbose_name_plural = _("borders")

    def __str__(self) -> str:
        return self.name
