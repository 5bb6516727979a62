"""Who joins, and what each company says in confidence. Read every `visible_to` first."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.investments.models.investments import LEAST, NOUGHT, Investment, Rule
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who, reader_of

ABOVE_NOTHING = [MinValueValidator(Decimal("0.001"))]
NOT_BELOW = [MinValueValidator(NOUGHT)]


class Stance(models.TextChoices):
    IN = "in", pgettext_lazy("company in an investment", "in")
    DOUBT = "doubt", pgettext_lazy("company in an investment", "in doubt")
    OUT = "out", pgettext_lazy("company in an investment", "out")


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, who: Who) -> Self:
        """One's own, and the desk all: whom it still has to phone. Other companies read nothing
        here, not even who is in: see `reading`."""
        reader = reader_of(who)
        return self if reader.is_desk else self.filter(company__in=reader.companies)

    def parties(self) -> Self:
        """Those of the group that was found, as it is now."""
        return self.filter(joined_on__isnull=False, left_on=None)


class Participation(models.Model):
    """That a company says something, and how it stands. `joined_on`: it is one of the group that
    carries the investment; then `share` is its part of the cost, in euros and cents.

    Who comes later first asks (`asks_in_at`), then reads its `entry_price`, worked out once.

    `opens_up`: the others of the group may come to know its size, so that the shares can be shown
    in a group so small that one follows from the other.
    """

    investment = models.ForeignKey(Investment, models.CASCADE, related_name="participations")
    company = models.ForeignKey(Company, models.PROTECT, related_name="participations")
    stance = models.CharField(
        _("how you stand"), max_length=5, choices=Stance, default=Stance.DOUBT
    )
    said_at = models.DateTimeField(default=timezone.now)
    opens_up = models.BooleanField(default=False)
    asks_in_at = models.DateTimeField(null=True, editable=False)
    entry_price = models.DecimalField(max_digits=14, decimal_places=2, null=True, editable=False)
    joined_on = models.DateField(null=True, editable=False)
    left_on = models.DateField(null=True, editable=False)
    share = models.DecimalField(max_digits=14, decimal_places=2, null=True, editable=False)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["company__name", "pk"]
        verbose_name = _("part in an investment")
        verbose_name_plural = _("parts in investments")
        constraints = [
            models.UniqueConstraint(
                name="one_part_for_each_company", fields=["investment", "company"]
            ),
            models.CheckConstraint(
                name="participation_stance_known", condition=Q(stance__in=Stance.values)
            ),
            models.CheckConstraint(
                name="participation_share_of_a_party",
                condition=Q(joined_on__isnull=False) | Q(share=None, left_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.pk} in investment {self.investment_id}"

    @property
    def is_party(self) -> bool:
        return self.joined_on is not None and self.left_on is None


class ConfidentialQuerySet(models.QuerySet["Figures"]):
    def visible_to(self, who: Who) -> Self:
        """One's own company's; the desk those of a company that lets it calculate. Nobody else,
        whatever the state of the investment: not the board, not the others of the group."""
        return self.filter(_own_or_lent(who))


def _own_or_lent(who: Who) -> Q:
    reader = reader_of(who)
    own = Q(participation__company__in=reader.companies)
    return own | Q(participation__figures__desk_reads=True) if reader.is_desk else own


class Figures(models.Model):
    """What the investment means for one company, in confidence.

    `size` is in the unit of the investment; benefits are euros a year at that size. `alone_cost` is
    what it would pay to have the same by itself: empty, the cost of its own size. `desk_reads`: the
    desk may read this, as the one who calculates. `on_behalf`: the desk typed it, as it was told.
    """

    participation = models.OneToOneField(
        Participation, models.CASCADE, related_name="figures", primary_key=True
    )
    size = models.DecimalField(_("size"), max_digits=14, decimal_places=3, validators=ABOVE_NOTHING)
    benefit_low = models.DecimalField(
        _("yearly benefit, low"), max_digits=14, decimal_places=2, validators=NOT_BELOW
    )
    benefit_likely = models.DecimalField(
        _("yearly benefit, likely"), max_digits=14, decimal_places=2, validators=NOT_BELOW
    )
    benefit_high = models.DecimalField(
        _("yearly benefit, high"), max_digits=14, decimal_places=2, validators=NOT_BELOW
    )
    alone_cost = models.DecimalField(
        _("what it would cost alone"), max_digits=14, decimal_places=2, null=True, blank=True,
        validators=NOT_BELOW,
    )  # fmt: skip
    desk_reads = models.BooleanField(default=False)
    on_behalf = models.BooleanField(default=False)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    objects = ConfidentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("figures in confidence")
        verbose_name_plural = _("figures in confidence")
        constraints = [
            models.CheckConstraint(name="figures_have_a_size", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="figures_low_to_high",
                condition=Q(
                    benefit_low__gte=0,
                    benefit_low__lte=F("benefit_likely"),
                    benefit_likely__lte=F("benefit_high"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"figures of part {self.participation_id}"


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, who: Who) -> Self:
        """As the figures: one's own, and the desk's where the company lets it calculate."""
        return self.filter(_own_or_lent(who))


class Pledge(models.Model):
    """On what conditions a company joins. `least_companies` counts the company itself; `most_share`
    are euros. Both empty: it joins whatever happens. `rule` is its vote for how to share."""

    participation = models.OneToOneField(
        Participation, models.CASCADE, related_name="pledge", primary_key=True
    )
    least_companies = models.PositiveSmallIntegerField(
        _("at least so many companies"), null=True, blank=True, validators=[MinValueValidator(2)]
    )
    most_share = models.DecimalField(
        _("our share at most"), max_digits=14, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(LEAST)],
    )  # fmt: skip
    rule = models.CharField(_("vote for the sharing rule"), max_length=12, choices=Rule, blank=True)
    pledged_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    pledged_at = models.DateTimeField(default=timezone.now)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")

    def __str__(self) -> str:
        return f"pledge of part {self.participation_id}"
