"""Who did what, for whom: rows that are only ever added."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One act. `action` is a code such as "listing.said"; `about` names the thing without showing
    it ("exchange.listing:123"); `facts` holds no more than whoever may read the entry may know:
    the people of `company`, and the desk for what it did itself. The database refuses to change or
    remove an entry.
    """

    shows_nothing = True  # read through members.selectors only, by company

    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(max_length=150, blank=True)  # stays when the person is forgotten
    company = models.ForeignKey(
        "members.Company", models.SET_NULL, null=True, blank=True, related_name="journal"
    )
    on_behalf = models.BooleanField(_("by the desk on behalf of the company"), default=False)
    action = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(name="journal_of_company", fields=["company", "-at"]),
            models.Index(name="journal_about", fields=["about", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.about}"
