"""What decides whether a stream fits, beside its sentence: asked late, and each number a range."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.exchange.models import Listing
from naober.foundation.audience.levels import Level, at_least
from naober.foundation.audience.readers import either, owned_by
from naober.foundation.members.models import User
from naober.foundation.members.readers import Who, reader_of

FOR_COST = (Level.OWN, Level.DESK)
FOR_REST = (Level.OWN, Level.DESK, Level.MEMBERS)


class Permit(models.TextChoices):
    """Articles 5 and 6 of the Waste Framework Directive (2008/98/EC)."""

    WASTE = "waste", _("waste")
    BY_PRODUCT = "by-product", _("by-product")
    END_OF_WASTE = "end-of-waste", _("no longer waste (end-of-waste)")


class Treatment(models.TextChoices):
    NOTHING = "nothing", _("nothing, it can be used as it is")
    SORT = "sort", _("sort or clean")
    SIZE = "size", _("shred, grind or press")
    DRY = "dry", _("dry or concentrate")
    OTHER = "other", _("something else")


class StreamDetailQuerySet(models.QuerySet["StreamDetail"]):
    def visible_to(self, who: Who) -> Self:
        """One's own; else by its audience, and of listings of which one reads the name.

        Of what may be read of one, `selectors.told` says more: cost, and how much, are narrower.
        """
        reader = reader_of(who)
        step = Level.DESK if reader.is_desk else Level.MEMBERS
        shared = Q(audience__in=at_least(step)) | Q(audience_cost__in=at_least(step))
        named = Q(listing__in=Listing.objects.named_to(who))
        return self.filter(either(owned_by(reader, prefix="listing__"), shared & named))


class StreamDetail(models.Model):
    """`numbers`: by name [low, high], one number twice; see `rules.NUMBERS` for names and units.

    What it costs now is confidential: `audience_cost` is "only us" unless the company says that
    the desk may reckon with it, and never wider.
    """

    listing = models.OneToOneField(Listing, models.CASCADE, primary_key=True, related_name="stream")
    numbers = models.JSONField(default=dict, blank=True)
    quality = models.CharField(_("composition or quality"), max_length=200, blank=True)
    treatment = models.CharField(
        _("what has to be done first"), max_length=8, choices=Treatment, blank=True
    )
    permit = models.CharField(_("by law"), max_length=12, choices=Permit, blank=True)
    audience = models.CharField(
        _("who reads this"), max_length=10, choices=Level, default=Level.DESK
    )
    audience_cost = models.CharField(
        _("who reads what it costs"), max_length=10, choices=Level, default=Level.OWN
    )
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = StreamDetailQuerySet.as_manager()

    class Meta:
        ordering = ["listing_id"]
        verbose_name = _("detail of a stream")
        verbose_name_plural = _("details of streams")
        constraints = [
            models.CheckConstraint(
                name="stream_treatment_known", condition=Q(treatment__in=["", *Treatment.values])
            ),
            models.CheckConstraint(
                name="stream_permit_known", condition=Q(permit__in=["", *Permit.values])
            ),
            models.CheckConstraint(
                name="stream_audience_known", condition=Q(audience__in=FOR_REST)
            ),
            models.CheckConstraint(
                name="stream_cost_never_for_members", condition=Q(audience_cost__in=FOR_COST)
            ),
        ]

    def __str__(self) -> str:
        """Says nothing of it: it may turn up in a log."""
        return f"detail of listing {self.listing_id}"

    def pair(self, name: str) -> tuple[float, float] | None:
        """Low and high of a number; None where it is not known."""
        found = self.numbers.get(name)
        return (float(found[0]), float(found[1])) if found else None
