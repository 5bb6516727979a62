"""What is typed of answers, deals and what they brought. Words first; figures when there are."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.features.exchange.models import (
    Deal,
    EmissionFactor,
    Interest,
    ValueKind,
)
from naober.features.exchange.services import Co2, Line, Terms
from naober.foundation.audience.levels import Level
from naober.foundation.core.forms import NumberField, day_input
from naober.foundation.core.once import number_in, once_field
from naober.foundation.members.models import User

WHO_MAY_SEE = {
    Level.OWN: gettext_lazy("only the two of us"),
    Level.DESK: gettext_lazy("the two of us and the desk"),
    Level.MEMBERS: gettext_lazy("all members"),
    Level.NEIGHBOURS: gettext_lazy("also neighbour collectives"),
    Level.PUBLIC: gettext_lazy("everybody"),
}
PARTS = {"both": Decimal("0.5"), "offer": Decimal(1), "need": Decimal(0)}


def _date(label: Any, *, required: bool = False) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=day_input())


def _amount(label: Any, *, required: bool = False, decimals: int = 3) -> NumberField:
    return NumberField(
        label=label, required=required, min_value=0, max_digits=13, decimal_places=decimals
    )


class DeclineForm(forms.Form):
    """Why not, and when "not the right moment", from when it may be asked again."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why not?"), required=False, choices=Interest.Reason
    )
    until = _date(gettext_lazy("Ask again from"))

    def check(self) -> None:
        if not self.is_valid():
            raise ValidationError(
                [message for errors in self.errors.values() for message in errors]
            )

    def said(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"], "until": self.cleaned_data["until"]}

    def thanks(self) -> str:
        """What the platform does with the reason."""
        return {
            Interest.Reason.NOT_SUITABLE: _("Noted. You see less of what is alike."),
            Interest.Reason.DISTANCE: _("Noted. What is as far as this comes later in your list."),
            Interest.Reason.TIME: _("Noted. You are asked again later, not before."),
            Interest.Reason.SOLVED: _("Good. Close your listing if it is over."),
        }.get(self.cleaned_data["reason"], _("Noted. You are not asked this again."))


class DealForm(forms.Form):
    """Only what was agreed is asked."""

    agreed = forms.CharField(
        label=gettext_lazy("What did you agree?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("In your own words: who brings what to whom, how, how long."),
        error_messages={"required": gettext_lazy("Say in a few words what you agreed.")},
    )
    starts_on = _date(gettext_lazy("From"))
    ends_on = _date(gettext_lazy("Up to and including"))
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"),
        required=False,
        choices=list(WHO_MAY_SEE.items()),
        initial=Level.DESK,
        help_text=gettext_lazy("Wider than the desk counts once both sides confirmed it."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, deal: Deal | None = None) -> None:
        expected = {e.kind: e.per_year for e in deal.expected.all()} if deal else {}
        first = (
            {
                "agreed": deal.agreed,
                "starts_on": deal.starts_on,
                "ends_on": deal.ends_on,
                "audience": deal.audience,
            }
            if deal
            else {}
        )
        super().__init__(data, initial=first)
        for kind in ValueKind:
            self.fields[f"expected_{kind}"] = _amount(kind.label)
            self.fields[f"expected_{kind}"].initial = expected.get(kind)

    def rough(self) -> list[forms.BoundField]:
        return [self[name] for name in ("agreed", "starts_on", "ends_on", "audience")]

    def amounts(self) -> list[forms.BoundField]:
        return [self[f"expected_{kind}"] for kind in ValueKind]

    def terms(self) -> Terms:
        said = self.cleaned_data
        expected = {str(kind): said[f"expected_{kind}"] for kind in ValueKind}
        return Terms(
            said["agreed"],
            said["starts_on"],
            said["ends_on"],
            said["audience"] or Level.DESK,
            {kind: amount for kind, amount in expected.items() if amount},
        )


class ValueForm(forms.Form):
    """One line of what it brought. The kind is chosen before, so only its own fields are here."""

    period_start = _date(gettext_lazy("From"), required=True)
    period_end = _date(gettext_lazy("Up to and including"), required=True)
    note = forms.CharField(label=gettext_lazy("Note, for both"), max_length=300, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, *, deal: Deal, kind: str, user: User
    ) -> None:
        super().__init__(data)
        self.kind, self.user = kind, user
        self.fields = {**self._fields_of(deal, kind), **self.fields, "once": once_field(user)}

    def _fields_of(self, deal: Deal, kind: str) -> dict[str, forms.Field]:
        if kind == ValueKind.MONEY:
            label = gettext_lazy("Gain of %(company)s, in euro")
            return {
                "offer_gain": _amount(label % {"company": deal.offer_company}, decimals=2),
                "need_gain": _amount(label % {"company": deal.need_company}, decimals=2),
            }
        if kind == ValueKind.CO2:
            return _co2_fields(deal)
        return {"quantity": _amount(capfirst(ValueKind(kind).label), required=True)}

    def number(self) -> int | None:
        """Of the line that this form makes, however often it is sent."""
        return number_in(self.cleaned_data["once"], self.user)

    def line(self) -> Line:
        said = self.cleaned_data
        return Line(
            kind=self.kind,
            period_start=said["period_start"],
            period_end=said["period_end"],
            quantity=said.get("quantity") or Decimal(0),
            offer_gain=said.get("offer_gain") or Decimal(0),
            need_gain=said.get("need_gain") or Decimal(0),
            co2=self._co2() if self.kind == ValueKind.CO2 else None,
            note=said["note"],
        )

    def _co2(self) -> Co2:
        said = self.cleaned_data
        known: EmissionFactor | None = said["known_factor"]
        part = PARTS[said["part"]]
        if known:
            source = f"{known.name}: {known.source}, {known.year}"
            return Co2(said["amount"], known.unit, known.kg_per_unit, source, part)
        own = said["factor"] or Decimal(0)
        return Co2(said["amount"], said["factor_unit"], own, said["factor_source"], part)


def _co2_fields(deal: Deal) -> dict[str, forms.Field]:
    return {
        "amount": _amount(gettext_lazy("How much was saved"), required=True),
        "known_factor": forms.ModelChoiceField(
            label=gettext_lazy("Of what, by the list of the desk"),
            queryset=EmissionFactor.objects.all(),
            required=False,
            empty_label=gettext_lazy("a factor of our own, below"),
        ),
        "factor": NumberField(
            label=gettext_lazy("Own factor: kg of CO2 per unit"),
            required=False,
            min_value=0,
            max_digits=12,
            decimal_places=6,
        ),
        "factor_unit": forms.CharField(
            label=gettext_lazy("Unit (m3, kWh, km ...)"), max_length=20, required=False
        ),
        "factor_source": forms.CharField(
            label=gettext_lazy("Where the factor comes from, with its year"),
            max_length=300,
            required=False,
        ),
        "part": forms.ChoiceField(
            label=gettext_lazy("Whose saving is it"),
            choices=[
                ("both", gettext_lazy("half and half")),
                ("offer", deal.offer_company.name),
                ("need", deal.need_company.name),
            ],
        ),
    }


class GuestForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Your guest gets a link and sees this one page, nothing else."),
    )
