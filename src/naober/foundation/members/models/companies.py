"""Companies and their sites."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from naober.foundation.core.constraints import ON_EARTH
from naober.foundation.members.models.memberships import Membership
from naober.foundation.members.models.people import User
from naober.foundation.members.models.stages import TAKES_PART, Kind, Stage


class CompanyQuerySet(models.QuerySet["Company"]):
    def visible_to(self, user: User | AnonymousUser) -> CompanyQuerySet:
        """The directory is for whoever takes part, now; a company may stay out of it."""
        if not user.is_authenticated:
            return self.none()
        if user.is_desk or user.desk_role == User.DeskRole.BOARD:
            return self.filter(merged_into=None)
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

    Kind = Kind
    Stage = Stage
    TAKES_PART = TAKES_PART
    # What its own people fill in. How far it is on its way to membership is the desk's.
    PAGE_FIELDS: tuple[str, ...] = (
        "name",
        "activity",
        "activity_code",
        "employees",
        "website",
        "description",
        "activity_en",
        "description_en",
        "in_directory",
    )

    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.COMPANY)
    stage = models.CharField(_("stage"), max_length=8, choices=Stage, default=Stage.PROSPECT)
    is_front_runner = models.BooleanField(_("front-runner"), default=False)
    claimed_at = models.DateTimeField(_("page confirmed by the company"), null=True, blank=True)
    claimed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by whom")
    )
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    # After leaving: until when its people may still come in, to take along what is theirs.
    access_until = models.DateField(_("its people may come in until"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    description = models.TextField(_("what we do"), blank=True)
    activity = models.CharField(_("activity in words"), max_length=200, blank=True)
    description_en = models.TextField(_("what we do, in English"), blank=True)
    activity_en = models.CharField(_("activity in words, in English"), max_length=200, blank=True)
    activity_code = models.CharField(_("activity code (SBI)"), max_length=10, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    in_directory = models.BooleanField(_("in the directory"), default=True)
    # It turned out to be the same company as this one; what may not be edited still points here.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        constraints = [
            models.CheckConstraint(
                name="company_kind_known", condition=Q(kind__in=["company", "partner"])
            ),
            models.CheckConstraint(
                name="company_access_ends_after_leaving",
                condition=Q(access_until__isnull=True) | Q(left_on__isnull=False),
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

    history = HistoricalRecords()

    class Meta:
        ordering = ["-is_main", "place", "pk"]
        constraints = [
            models.CheckConstraint(name="site_coordinates_on_earth", condition=ON_EARTH),
            models.UniqueConstraint(
                name="one_main_site_per_company", fields=["company"], condition=Q(is_main=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}, {self.place}"
