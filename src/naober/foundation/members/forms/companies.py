"""What people may change of their company, its sites and its groups."""

from django import forms
from django.utils.translation import gettext_lazy as _

from naober.foundation.core.forms import WholeNumberField
from naober.foundation.members.models import Company, Site
from naober.foundation.members.services import is_latin, is_taken, known_place, tidy_name


def known_place_name(typed: str) -> str:
    place = known_place(typed)
    if place is None:
        raise forms.ValidationError(
            _("We do not know this place. Choose a town or village from the list.")
        )
    return place.name


class CompanyForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no subscript here
    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = Company
        fields = Company.PAGE_FIELDS
        field_classes = {"employees": WholeNumberField}
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
        return known_place_name(self.cleaned_data["place"])


class ConfirmForm(CompanyForm):
    """The few fields that a company looks at when it says: this is right."""

    place = forms.CharField(
        label=_("Place of your main site"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"list": "places", "autocomplete": "off"}),
    )

    class Meta(CompanyForm.Meta):
        fields = ("name", "activity", "employees", "website", "description", "in_directory")

    def clean_activity_code(self) -> str:  # not asked here
        return str(self.instance.activity_code)

    def clean_place(self) -> str:
        if not self.cleaned_data["place"].strip():
            return ""
        return known_place_name(self.cleaned_data["place"])


class GroupForm(forms.Form):
    name = forms.CharField(label=_("Name of the group"), max_length=100)
