"""To ask to come in, to agree, to go, and what the desk fills in."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.foundation.core.forms import NumberField, day_input
from naober.foundation.members.forms.people import AddressField, NameField
from naober.foundation.members.models import SizeClass, Wish
from naober.foundation.members.services import Asked


class JoinForm(forms.Form):
    """For anybody. What stands in the field that people do not see was written by a machine."""

    kind = forms.ChoiceField(
        label=_("What brings you here?"),
        choices=[
            (Wish.Kind.JOIN.value, _("Our company wants to take part")),
            (Wish.Kind.OURS.value, _("Our company is here already, I want to act for it")),
        ],
        initial=Wish.Kind.JOIN.value,
        widget=forms.RadioSelect,
    )
    name = NameField(label=_("Your name"), max_length=150)
    company_name = NameField(label=_("Your company"), max_length=200)
    email = AddressField(label=_("Your e-mail address at work"), max_length=254)
    text = forms.CharField(
        label=_("What else should we know?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    fax = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, hint in [("name", "name"), ("company_name", "organization"), ("email", "email")]:
            self.fields[name].widget.attrs["autocomplete"] = hint

    @property
    def is_by_machine(self) -> bool:
        return bool(self.cleaned_data.get("fax"))

    def asked(self) -> Asked:
        names = ["name", "email", "company_name", "text", "kind"]
        return Asked(**{name: self.cleaned_data[name] for name in names})


class MeetForm(forms.Form):
    text = forms.CharField(
        label=_("What would you like to talk about?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class GrantForm(forms.Form):
    company_name = NameField(label=_("Company"), max_length=200)


class CompanyLeavesForm(forms.Form):
    access_until = forms.DateField(
        label=_("Your people can come in until"),
        widget=day_input(),
        help_text=_("To take along what is theirs."),
    )
    sure = forms.BooleanField(label=_("Yes, our company leaves the collective"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["access_until"].initial = timezone.localdate() + timedelta(days=30)

    def clean_access_until(self) -> Any:
        day = self.cleaned_data["access_until"]
        today = timezone.localdate()
        if not today <= day <= today + timedelta(days=366):
            raise forms.ValidationError(_("Choose a day within a year from now."))
        return day


class ContributionsForm(forms.Form):
    """One amount for each size class."""

    def __init__(self, *args: Any, now: Mapping[SizeClass, Decimal | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._classes = {f"class_{size_class.pk}": size_class for size_class in now}
        for name, size_class in self._classes.items():
            self.fields[name] = NumberField(
                label=size_class.name,
                required=False,
                min_value=0,
                max_digits=10,
                decimal_places=2,
                initial=now[size_class],
            )

    def amounts(self) -> dict[SizeClass, Decimal | None]:
        return {found: self.cleaned_data[name] for name, found in self._classes.items()}
