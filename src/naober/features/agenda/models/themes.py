"""What the collective talks about: rows of the region, not code."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from naober.foundation.members.models import User


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody: they stand on the public page."""
        return self

    def in_use(self) -> Self:
        return self.filter(is_active=True)


class Theme(models.Model):
    """A field in which the collective works: energy, people. The desk adds and renames them; one
    that is no longer in use stays with what was said under it."""

    slug = models.SlugField(_("short name"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    words = models.TextField(
        _("words that belong to it"),
        blank=True,
        help_text=_("One a line. With a * behind it: every word that begins so."),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            models.CheckConstraint(name="theme_has_a_name", condition=~Q(name="") & ~Q(slug="")),
        ]

    def __str__(self) -> str:
        return (self.name_en or self.name) if get_language() == "en" else self.name
