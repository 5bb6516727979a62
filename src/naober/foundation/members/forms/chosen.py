"""For which companies something is meant: a group that is there, or their names."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naober.foundation.members import selectors
from naober.foundation.members.models import Company, CompanyGroup, User


class ChosenCompanies(forms.Form):
    """To be mixed into the form of a thing with an audience; made for one person."""

    group = forms.ModelChoiceField(
        label=_("Which companies"),
        queryset=CompanyGroup.objects.none(),
        required=False,
        empty_label=_("Choose a group"),
    )
    names = forms.CharField(
        label=_("Or type their names"),
        required=False,
        max_length=2_000,
        help_text=_("With a comma between them."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        groups = self.fields["group"]
        assert isinstance(groups, forms.ModelChoiceField)
        groups.queryset = selectors.groups_for(user)

    def clean_names(self) -> list[Company]:
        """The companies of the names that were typed; a name that is not known is said."""
        names = [name for part in self.cleaned_data["names"].split(",") if (name := part.strip())]
        found = selectors.companies_named(self.user, names)
        missing = [name for name in names if name.casefold() not in found]
        if missing:
            text = _("We do not know this company: %(name)s. Write its name as in the directory.")
            raise forms.ValidationError(text % {"name": missing[0]})
        return list(found.values())
