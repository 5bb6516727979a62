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
        running = Membership.objects.running_of(user)
        mine = Q(Exists(running.filter(company=OuterRef("pk"))))
        listed = Q(in_directory=True, stage__in=Company.TAKES_PART)
        return self.filter(mine | (listed & Q(Exists(running.taking_part()))))

    def taking_part(self) -> CompanyQuerySet:
        """Members, and who is joining: not prospects, partners and who left."""
        return self.filter(kind=Company.Kind.COMPANY, stage__in=Company.TAKES_PART)

    def of(self, user: User | AnonymousUser) -> CompanyQuerySet:
        """The companies that this person may act for."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user, memberships__ended_on=None).distinct()


class Company(models.Model):
    """A member, one that may become it, or a partner: a school, an authority, a network."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        PARTNER = "partner", _("partner")

    class Stage(models.TextChoices):
        """How far it is on its way to membership. Joining ones said yes and take part already."""

        PROSPECT = "prospect", _("prospect")
        SPOKEN = "spoken", _("spoken with")
        INVITED = "invited", _("invited")
        JOINING = "joining", _("joining")
        MEMBER = "member", _("member")
        LEFT = "left", _("left")

    TAKES_PART = (Stage.JOINING, Stage.MEMBER)

    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.COMPANY)
    stage = models.CharField(_("stage"), max_length=8, choices=Stage, default=Stage.PROSPECT)
    is_front_runner = models.BooleanField(_("front-runner"), default=False)
    claimed_at = models.DateTimeField(_("page confirmed by the company"), null=True, blank=True)
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
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
        constraints = [
            models.CheckConstraint(
                name="company_kind_known", condition=Q(kind__in=["company", "partner"])
            ),
            models.CheckConstraint(
                name="company_stage_known",
                condition=Q(
                    stage__in=["prospect", "spoken", "invited", "joining", "member", "left"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members:company", args=[self.pk])

    @property
    def takes_part(self) -> bool:
        return self.kind == self.Kind.COMPANY and self.stage in self.TAKES_PART

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


class MembershipQuerySet(models.QuerySet["Membership"]):
    def running_of(self, user: User) -> MembershipQuerySet:
        """The roles that this person has now, at any company."""
        return self.filter(user=user, ended_on=None)

    def taking_part(self) -> MembershipQuerySet:
        """At companies that take part: their people are the members who see what members see."""
        return self.filter(
            company__kind=Company.Kind.COMPANY, company__stage__in=Company.TAKES_PART
        )


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

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["company", "user"]
        constraints = [
            models.UniqueConstraint(
                name="one_role_per_person_and_company", fields=["user", "company", "role"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()}, {self.company})"


class CompanyGroup(models.Model):
    """Companies by name, together, for whom something can be meant: a working group, a few
    neighbours. Made by the desk or by a company for itself."""

    name = models.CharField(_("name"), max_length=100)
    companies = models.ManyToManyField(Company, related_name="groups", blank=True)
    # Of the company that made it; empty: the desk's, for everybody to choose.
    owner = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="own_groups"
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def __str__(self) -> str:
        return self.name


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
