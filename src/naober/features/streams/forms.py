"""A workbook and an aim."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naober.features.streams.models import Objective
from naober.features.streams.services import MOST_BYTES
from naober.foundation.core.once import number_in, once_field
from naober.foundation.members.models import User


class PlanForm(forms.Form):
    name = forms.CharField(label=_("Name of the plan"), max_length=120)
    objective = forms.ChoiceField(
        label=_("What should it have most of?"), choices=Objective.choices, initial=Objective.GAIN
    )
    file = forms.FileField(
        label=_("The filled-in workbook"),
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
        help_text=_("An .xlsx file of 2 MB at most."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["once"] = once_field(user)

    def clean_file(self) -> bytes:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large: 2 MB at most."))
        content: bytes = sent.read()
        return content

    def number(self) -> int | None:
        return number_in(self.cleaned_data["once"], self.user)
