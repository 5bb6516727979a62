"""The collective itself, the groups in it, and the borders on its map."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naober.foundation.members.models.companies import Company


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
