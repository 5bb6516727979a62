"""What is told of a stream, and what a plan is made of."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.features.focus.models import FocusPoint
from naober.features.streams.models import Objective, Permit, Plan, Rule, StreamDetail, Treatment
from naober.features.streams.models.details import FOR_COST, FOR_REST
from naober.features.streams.rules import CONFIDENTIAL, HOW_MUCH, NUMBERS
from naober.features.streams.services import MOST_BYTES, Asked
from naober.foundation.audience.levels import Level
from naober.foundation.core import numbers
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.text import storable
from naober.foundation.members.models import User

_RANGE = re.compile(r"(-?[^-–]+?)\s*(?:(?:[-–]|\btot\b|\b(?:up )?to\b)\s*(-?[^-–]+))?$")
FIGURES = {"inputmode": "text", "autocomplete": "off", "placeholder": "40-60"}
LABELS: Mapping[str, Any] = {
    "useful": gettext_lazy("How much of it can be used, in percent"),
    "warm": gettext_lazy("How warm, in °C"),
    "cold": gettext_lazy("Cooled down to, or warmed up from, in °C"),
    "amount": gettext_lazy("How much a year"),
    "q1": gettext_lazy("January to March"),
    "q2": gettext_lazy("April to June"),
    "q3": gettext_lazy("July to September"),
    "q4": gettext_lazy("October to December"),
    "cost": gettext_lazy("What it costs you now, in euro"),
    "treatment_cost": gettext_lazy("What that costs, in euro"),
}
CHOSEN = ("quality", "permit", "treatment", "audience", "audience_cost")
WHO_READS = {
    Level.OWN: gettext_lazy("only us"),
    Level.DESK: gettext_lazy("also the desk, for the exchange plan"),
    Level.MEMBERS: gettext_lazy("all members who read our name there"),
}


def label_of(name: str, unit: str) -> str:
    """A number with its unit: "How much a year (ton)", "What it costs you now, in euro / ton"."""
    if name in CONFIDENTIAL:
        return f"{LABELS[name]} / {unit}"
    return f"{LABELS[name]} ({unit})" if name in HOW_MUCH else str(LABELS[name])


class RangeField(forms.CharField):
    """A number, or two with a dash: "40-60". Its value is (low, high); None when empty."""

    def __init__(self, limits: tuple[float, float], **options: Any) -> None:
        self.limits = limits
        options.setdefault("widget", forms.TextInput(attrs=dict(FIGURES)))
        super().__init__(max_length=40, required=False, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self._read(text) if text else None

    def _read(self, text: str) -> tuple[float, float]:
        found = _RANGE.match(text.removesuffix("%").removeprefix("€").strip())
        if found is None:
            raise forms.ValidationError(_("Type a number, or two with a dash: 40-60."))
        low, high = (float(numbers.read(one)) for one in (found[1], found[2] or found[1]))
        least, most = self.limits
        if low > high:
            low, high = high, low
        if not least <= low <= high <= most:
            said = {"least": f"{least:g}", "most": f"{most:g}"}
            raise forms.ValidationError(_("From %(least)s to %(most)s.") % said)
        return low, high

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, list | tuple) else value


def in_words(pair: Sequence[float]) -> str:
    """As it can be typed again: "40-60"."""
    low, high = (numbers.figure(Decimal(f"{one:.12g}")) for one in pair)
    if low == high:
        return low
    if min(pair) < 0:
        return _("%(low)s up to %(high)s") % {"low": low, "high": high}
    return f"{low}-{high}"


class DetailForm(forms.Form):
    """Only the fields that this kind of listing has; those that are asked now come first."""

    quality = forms.CharField(label=gettext_lazy("Composition or quality"), required=False,
                              max_length=200, widget=forms.Textarea({"rows": 2}))  # fmt: skip
    permit = forms.ChoiceField(
        label=gettext_lazy("What is it by law?"), required=False,
        choices=[("", gettext_lazy("not known yet")), *Permit.choices],
    )  # fmt: skip
    treatment = forms.ChoiceField(
        label=gettext_lazy("What has to be done before somebody can use it?"), required=False,
        choices=[("", gettext_lazy("not known yet")), *Treatment.choices],
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=gettext_lazy("Who reads this?"),
        choices=[(one, WHO_READS[one]) for one in FOR_REST],
    )
    audience_cost = forms.ChoiceField(
        label=gettext_lazy("Who reads what it costs?"),
        choices=[(one, WHO_READS[one]) for one in FOR_COST],
        help_text=gettext_lazy("No other company ever reads this."),
    )

    def __init__(
        self, *args: Any, detail: StreamDetail, names: tuple[str, ...],
        asked: tuple[str, ...], unit: str, **kwargs: Any,
    ) -> None:  # fmt: skip
        kwargs.setdefault("initial", _initial(detail))
        super().__init__(*args, **kwargs)
        self.names, self.asked_names = names, asked
        for name in ("quality", "permit", "treatment"):
            if name not in names:
                del self.fields[name]
        for name in names:
            if name in NUMBERS:
                self.fields[name] = RangeField(NUMBERS[name], label=label_of(name, unit))
        if "cost" in self.fields:
            self.fields["cost"].help_text = _("Does it bring money now? Then below nought: -30.")

    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.names if name in self.asked_names]

    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.names if name not in self.asked_names]

    def who_reads(self) -> list[forms.BoundField]:
        return [self["audience"], self["audience_cost"]]

    def clean_quality(self) -> str:
        return storable(self.cleaned_data["quality"]).strip()

    def said(self) -> dict[str, Any]:
        """As `services.say_detail` takes it."""
        data = self.cleaned_data
        ranges = {name: list(data[name]) for name in self.names if name in NUMBERS and data[name]}
        return {"numbers": ranges} | {name: data[name] for name in CHOSEN if name in data}


def _initial(detail: StreamDetail) -> dict[str, Any]:
    return {name: getattr(detail, name) for name in CHOSEN} | dict(detail.numbers)


class PlanForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the plan"), max_length=120)
    objective = forms.ChoiceField(
        label=gettext_lazy("What should it have most of?"),
        choices=Objective.choices,
        initial=Objective.GAIN,
    )
    point = forms.ModelChoiceField(
        label=gettext_lazy("Focus point that it is made for"),
        required=False,
        queryset=FocusPoint.objects.none(),
    )
    file = forms.FileField(
        label=gettext_lazy("The filled-in workbook"),
        required=False,
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
        help_text=gettext_lazy(
            "An .xlsx file of 2 MB at most. Without a file: what stands in the exchange now, with "
            "what companies told of it."
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["once"] = once_field(user)
        self.fields["point"].queryset = FocusPoint.objects.visible_to(user)  # type: ignore[attr-defined]

    def clean_file(self) -> bytes | None:
        sent = self.cleaned_data["file"]
        if not sent:
            return None
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large: 2 MB at most."))
        content: bytes = sent.read()
        return content

    def asked(self) -> Asked:
        data = self.cleaned_data
        return Asked(data["name"], data["objective"], data["file"], data["point"])

    def number(self) -> int | None:
        return number_in(self.cleaned_data["once"], self.user)


class TellForm(forms.Form):
    """By which rule companies read their part; or without it."""

    rule = forms.ChoiceField(
        label=gettext_lazy("Their part of the gain"),
        required=False,
        choices=[("", gettext_lazy("do not tell")), *Rule.choices],
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shares = plan.result.get("shares", {})
        choices = [one for one in Rule.choices if one[0] in shares]
        self.fields["rule"].choices = [("", _("do not tell")), *choices]  # type: ignore[attr-defined]
