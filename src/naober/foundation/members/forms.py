"""What people may change of their company, its sites and themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naober.foundation.members.models import Company, Site, User
from naober.foundation.members.services import is_latin, is_taken, known_place, tidy_name


class CompanyForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no subscript here
    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = Company
        fields = [
            "name",
            "activity",
            "activity_code",
            "employees",
            "website",
            "description",
            "activity_en",
            "description_en",
            "in_directory",
        ]
        help_texts = {
            "activity": _("As you say it yourself, for instance: brewery, or sheet metal work."),
            "activity_code": _("The number from the trade register, for instance 11.05."),
            "in_directory": _(
                "Off: only your own people, the desk and the board find your company."
            ),
        }
        widgets = {
            "description": forms.Textarea({"rows": 4}),
            "description_en": forms.Textarea({"rows": 4}),
        }

    def clean_name(self) -> str:
        """Not the name of a neighbour in another writing, so that nobody passes for one."""
        name = tidy_name(self.cleaned_data["name"])
        if name == self.instance.name:
            return name
        if not is_latin(name) or not name:
            raise forms.ValidationError(_("Write the name in Latin letters."))
        if is_taken(name, self.instance):
            raise forms.ValidationError(_("Another company has this name, or nearly."))
        return name

    def clean_activity_code(self) -> str:
        code: str = self.cleaned_data["activity_code"].strip()
        if code and not (code.replace(".", "").isdecimal() and len(code.replace(".", "")) > 1):
            raise forms.ValidationError(_("An activity code has digits only, for instance 11.05."))
        return code


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no subscript here
    class Meta:
        model = Site
        fields = ["place", "street", "is_main"]
        help_texts = {"place": _("Town or village. The map shows the place, not the street.")}
        widgets = {"place": forms.TextInput({"list": "places", "autocomplete": "off"})}

    def clean_place(self) -> str:
        place = known_place(self.cleaned_data["place"])
        if place is None:
            raise forms.ValidationError(
                _("We do not know this place. Choose a town or village from the list.")
            )
        return place.name


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no subscript here
    class Meta:
        model = User
        fields = ["name", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
