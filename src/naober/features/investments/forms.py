"""What is typed about an investment: by the desk, and in confidence by a company."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.features.focus.models import FocusPoint
from naober.features.investments.models import Figures, Investment, Pledge, Rule
from naober.features.investments.models.investments import LEVELS, LONGEST, MOST_BUILDING
from naober.features.investments.rules import MOST_COMPANIES
from naober.features.investments.services import Conditions
from naober.foundation.audience.levels import Level
from naober.foundation.core.competition import CompetitionGuard
from naober.foundation.core.forms import NumberField, WholeNumberField, day_input
from naober.foundation.core.text import storable
from naober.foundation.members.models import CompanyGroup

MOMENT = "%Y-%m-%dT%H:%M"
SPREAD = Decimal("0.3")  # of a benefit of which only the likely value is given
AUDIENCES = {
    Level.DESK: gettext_lazy("only the desk, while it is made ready"),
    Level.NAMED: gettext_lazy("the companies of one group"),
    Level.MEMBERS: gettext_lazy("all members"),
}


def euros(label: Any, *, required: bool = True, **options: Any) -> NumberField:
    options.setdefault("min_value", Decimal(0))
    return NumberField(label=label, required=required, decimal_places=2, max_digits=12, **options)


def percent(label: Any, **options: Any) -> NumberField:
    return NumberField(
        label=label, decimal_places=2, min_value=Decimal(0), max_value=Decimal(100), **options
    )


def amount(label: Any, **options: Any) -> NumberField:
    return NumberField(
        label=label, decimal_places=3, max_digits=12, min_value=Decimal("0.001"), **options
    )


def moment_field(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=widget, input_formats=[MOMENT])


class InvestmentForm(CompetitionGuard):
    guarded_fields: ClassVar[tuple[str, ...]] = ("title", "text", "for_whom")
    ABOUT = ("title", "text", "for_whom", "point")
    COST = (
        "unit",
        "reference_size",
        "reference_cost",
        "exponent",
        "fixed_cost",
        "cheaper_percent",
        "dearer_percent",
    )
    MONEY = (
        "yearly_percent",
        "lifetime",
        "phasing",
        "subsidy_percent",
        "subsidy_most",
        "discount_percent",
    )
    WHO = ("audience", "audience_group")

    title = forms.CharField(
        label=gettext_lazy("What do we buy or build together?"),
        max_length=120,
        help_text=gettext_lazy("For instance: one water treatment plant for the whole park."),
    )
    text = forms.CharField(
        label=gettext_lazy("What is good to know"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
    )
    for_whom = forms.CharField(
        label=gettext_lazy("For whom is it?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For instance: companies in Emmen with waste water."),
    )
    point = forms.ModelChoiceField(
        label=gettext_lazy("Focus point that it comes from"),
        required=False,
        queryset=FocusPoint.objects.none(),
    )
    unit = forms.CharField(
        label=gettext_lazy("Size is counted in"),
        max_length=40,
        help_text=gettext_lazy("For instance: m³ an hour, MWh, trainees a year."),
    )
    reference_size = amount(
        gettext_lazy("A size of which you know the cost"),
        help_text=gettext_lazy("From an offer, or from a plant elsewhere."),
    )
    reference_cost = euros(
        gettext_lazy("What that size costs, in euros"),
        help_text=gettext_lazy("Without VAT, and without the fixed part below."),
    )
    exponent = NumberField(
        label=gettext_lazy("How cost grows with size"),
        decimal_places=2,
        min_value=Decimal("0.1"),
        max_value=Decimal(1),
        initial=Decimal("0.6"),
        help_text=gettext_lazy(
            "1: twice as large is twice as dear. 0.6, usual for plants: twice as large is half as "
            "dear again."
        ),
    )
    fixed_cost = euros(
        gettext_lazy("Fixed part, in euros"),
        required=False,
        help_text=gettext_lazy("What it costs whatever the size: a permit, a connection."),
    )
    cheaper_percent = percent(
        gettext_lazy("It could become cheaper by, in per cent"), initial=Decimal(10), required=False
    )
    dearer_percent = percent(
        gettext_lazy("It could become dearer by, in per cent"), initial=Decimal(25), required=False
    )
    yearly_percent = percent(
        gettext_lazy("Yearly cost, in per cent of the investment"),
        required=False,
        help_text=gettext_lazy("Maintenance, energy, people. Often 2 to 5."),
    )
    lifetime = WholeNumberField(
        label=gettext_lazy("How many years it lasts"), min_value=1, max_value=LONGEST
    )
    phasing = forms.CharField(
        label=gettext_lazy("When it is paid, in per cent for each year"),
        initial="100",
        max_length=60,
        help_text=gettext_lazy("All at once: 100. Over two years for instance: 60 40."),
    )
    subsidy_percent = percent(gettext_lazy("Subsidy, in per cent of the cost"), required=False)
    subsidy_most = euros(gettext_lazy("Subsidy, at most in euros"), required=False)
    discount_percent = percent(
        gettext_lazy("Discount rate, in per cent a year"),
        initial=Decimal(7),
        help_text=gettext_lazy("What companies want their money to bring elsewhere."),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may see it"),
        choices=[(level, AUDIENCES[level]) for level in LEVELS],
        widget=forms.RadioSelect(),
        initial=Level.DESK,
    )
    audience_group = forms.ModelChoiceField(
        label=gettext_lazy("Which group of companies"),
        required=False,
        queryset=CompanyGroup.objects.none(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points, groups = self.fields["point"], self.fields["audience_group"]
        points.queryset = FocusPoint.objects.running()  # type: ignore[attr-defined]  # it has one
        groups.queryset = CompanyGroup.objects.filter(owner=None)  # type: ignore[attr-defined]  # so has this

    def clean_phasing(self) -> list[int]:
        typed = self.cleaned_data["phasing"].replace("%", " ").replace(",", " ").replace("/", " ")
        parts = typed.split()
        right = all(one.isascii() and one.isdigit() and len(one) < 4 for one in parts)
        years = [int(one) for one in parts] if right else []
        if not 0 < len(years) <= MOST_BUILDING or sum(years) != 100:
            raise forms.ValidationError(
                _("Give whole per cents for each year that together are 100.")
            )
        return years

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("title", "text", "for_whom", "unit"):
            if name in cleaned:
                cleaned[name] = storable(cleaned[name])
        empty = {"fixed_cost", "cheaper_percent", "dearer_percent", "yearly_percent"}
        for name in (*empty, "subsidy_percent"):
            if name in cleaned and cleaned[name] is None:
                cleaned[name] = Decimal(0)
        self._check_group(cleaned)
        return cleaned

    def _check_group(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("audience") != Level.NAMED:
            cleaned["audience_group"] = None
        elif not cleaned.get("audience_group") and "audience_group" not in self.errors:
            self.add_error("audience_group", _("Choose a group."))

    def parts(self) -> list[tuple[str, list[Any]]]:
        """The fields as the page shows them, under headings; what the guard asks stands first."""
        named = [
            (_("What it is"), self.ABOUT),
            (_("What it costs"), self.COST),
            (_("How long, and who pays"), self.MONEY),
            (_("Who may see it"), self.WHO),
        ]
        extra = [self["why_it_may"]] if "why_it_may" in self.fields else []
        found = [(title, [self[name] for name in names]) for title, names in named]
        found[0] = (found[0][0], [*extra, *found[0][1]])
        return found

    @staticmethod
    def of(investment: Investment) -> dict[str, Any]:
        """What stands there, to be changed."""
        known = {name: getattr(investment, name) for name in InvestmentForm.base_fields}
        return known | {"phasing": " ".join(str(part) for part in investment.phasing)}


class MomentForm(forms.Form):
    """Until when pledges count."""

    until = moment_field(gettext_lazy("Pledges count until"))


class StopForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("Why it does not go on"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )


class FiguresForm(forms.Form):
    """Rough is fine: of a benefit the likely value is enough."""

    size = amount(gettext_lazy("The size that you need"))
    benefit_likely = euros(
        gettext_lazy("What it would bring you a year, in euros"),
        help_text=gettext_lazy(
            "What you save or earn with it each year, before its own yearly cost. A rough figure "
            "is fine."
        ),
    )
    benefit_low = euros(
        gettext_lazy("If it falls short"),
        required=False,
        help_text=gettext_lazy("Empty: 30 per cent less."),
    )
    benefit_high = euros(
        gettext_lazy("If it goes well"),
        required=False,
        help_text=gettext_lazy("Empty: 30 per cent more."),
    )
    alone_cost = euros(
        gettext_lazy("What it would cost you alone, in euros"),
        required=False,
        help_text=gettext_lazy("Empty: what your own size costs, as the desk filled in."),
    )
    desk_reads = forms.BooleanField(
        label=gettext_lazy("The desk may read these figures, to calculate with us"), required=False
    )

    def __init__(self, *args: Any, unit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["size"].label = _("The size that you need, in %(unit)s") % {"unit": unit}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        likely = cleaned.get("benefit_likely")
        if likely is None or self.errors:
            return cleaned
        cent = Decimal("0.01")
        if cleaned.get("benefit_low") is None:
            cleaned["benefit_low"] = (likely * (1 - SPREAD)).quantize(cent)
        if cleaned.get("benefit_high") is None:
            cleaned["benefit_high"] = (likely * (1 + SPREAD)).quantize(cent)
        if not cleaned["benefit_low"] <= likely <= cleaned["benefit_high"]:
            text = _("From low to high: the likely benefit lies between the other two.")
            self.add_error("benefit_likely", text)
        return cleaned

    @staticmethod
    def of(figures: Figures | None) -> dict[str, Any]:
        if figures is None:
            return {}
        return {name: getattr(figures, name) for name in FiguresForm.base_fields}


def rule_choices() -> list[tuple[str, str]]:
    return [("", _("no preference")), *((value, str(label)) for value, label in Rule.choices)]


class PledgeForm(forms.Form):
    """On what conditions a company joins, and its vote for how to share."""

    least_companies = WholeNumberField(
        label=gettext_lazy("We join if at least so many companies do"),
        required=False,
        min_value=2,
        max_value=MOST_COMPANIES,
        help_text=gettext_lazy("Yours included. Empty: the number does not matter to you."),
    )
    most_share = euros(
        gettext_lazy("We join if our share is at most, in euros"),
        required=False,
        min_value=Decimal("0.01"),
        help_text=gettext_lazy("Of the investment, once. Empty: there is no limit."),
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("How should we share the cost?"),
        required=False,
        widget=forms.RadioSelect(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = rule_choices()  # type: ignore[attr-defined]  # it has choices

    def conditions(self) -> Conditions:
        read = self.cleaned_data
        return Conditions(read.get("least_companies"), read.get("most_share"), read["rule"])

    @staticmethod
    def of(pledge: Pledge | None) -> dict[str, Any]:
        if pledge is None:
            return {}
        return {name: getattr(pledge, name) for name in PledgeForm.base_fields}


class StepForm(forms.Form):
    what = forms.CharField(label=gettext_lazy("What has to be done"), max_length=200)
    planned_on = forms.DateField(label=gettext_lazy("Planned for"), widget=day_input())


class RealisedForm(forms.Form):
    year = WholeNumberField(label=gettext_lazy("Year"), min_value=2000, max_value=2200)
    cost = euros(gettext_lazy("Paid that year, in euros"))
    benefit = euros(gettext_lazy("Gained that year, in euros"))
