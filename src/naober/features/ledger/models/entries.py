"""What each company gave and took: rows that are only ever added.

The database itself refuses to change or remove one (see migration `0002_append_only`); what was
written wrongly is taken back by a counter-entry.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.ledger.models.merging import belongs_to
from naober.foundation.members.models import Company, User


class Way(models.TextChoices):
    GAVE = "gave", _("gave")
    TOOK = "took", _("took")


class Kind(models.TextChoices):
    HOURS = "hours", _("hours spent")
    KNOWLEDGE = "knowledge", _("knowledge")
    PEOPLE_DAYS = "people_days", _("days of people")
    MATERIAL = "material", _("material")
    ENERGY = "energy", _("energy")
    MONEY = "money", _("money")
    INTRODUCTIONS = "introductions", _("introductions")
    CO2 = "co2", _("CO2 saved")


class Unit(models.TextChoices):
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")
    TONNES = "t", _("tonnes")
    MEGAWATT_HOURS = "MWh", _("MWh")
    EURO = "EUR", _("euro")
    TIMES = "times", _("times")


# Each kind has one unit, so that its rows can be added up.
UNIT_OF: dict[str, str] = {
    Kind.HOURS: Unit.HOURS,
    Kind.KNOWLEDGE: Unit.TIMES,
    Kind.PEOPLE_DAYS: Unit.DAYS,
    Kind.MATERIAL: Unit.TONNES,
    Kind.ENERGY: Unit.MEGAWATT_HOURS,
    Kind.MONEY: Unit.EURO,
    Kind.INTRODUCTIONS: Unit.TIMES,
    Kind.CO2: Unit.TONNES,
}


def _unit_of_kind() -> Q:
    fits = Q()
    for kind, unit in UNIT_OF.items():
        fits |= Q(kind=kind, unit=unit)
    return fits


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: User | AnonymousUser) -> EntryQuerySet:
        """Those of one's own companies, for nobody else: the other side has rows of its own, and
        desk and board read totals."""
        return self.filter(belongs_to(Company.objects.of(user)))

    def of(self, company: Company) -> EntryQuerySet:
        """The rows of one company, for its own balance."""
        return self.filter(belongs_to(Company.objects.filter(pk=company.pk)))


class Entry(models.Model):
    """One company gave or took so much. `counterparty` is with whom, when they know each other.

    A counter-entry (`corrects`) has a negative quantity; every other row a positive one.
    """

    company = models.ForeignKey(Company, models.PROTECT, related_name="ledger")
    direction = models.CharField(_("gave or took"), max_length=4, choices=Way)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    unit = models.CharField(_("unit"), max_length=5, choices=Unit)
    quantity = models.DecimalField(_("quantity"), max_digits=16, decimal_places=3)
    on = models.DateField(_("on"))
    counterparty = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=300, blank=True)
    source = models.CharField(_("where it comes from"), max_length=30)
    key = models.CharField(max_length=120, unique=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    at = models.DateTimeField(default=timezone.now, db_index=True)
    # The one change that the database lets through: that a person is forgotten.
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    text: str = ""  # the quantity in words, set by the page that shows it

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        indexes = [
            models.Index(name="ledger_of_company", fields=["company", "-on"]),
            models.Index(name="ledger_by_kind", fields=["kind", "direction", "at"]),
        ]
        constraints = [
            models.CheckConstraint(name="ledger_way_known", condition=Q(direction__in=Way.values)),
            models.CheckConstraint(name="ledger_kind_fixes_unit", condition=_unit_of_kind()),
            models.CheckConstraint(
                name="ledger_negative_only_corrects",
                condition=Q(corrects=None, quantity__gt=0)
                | Q(corrects__isnull=False, quantity__lt=0),
            ),
            models.CheckConstraint(
                name="ledger_between_two",
                condition=Q(counterparty=None) | ~Q(company=F("counterparty")),
            ),
            models.CheckConstraint(name="ledger_has_key", condition=~Q(key="") & ~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.direction} {self.quantity} {self.unit} ({self.kind})"
