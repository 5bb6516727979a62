"""What is typed and chosen, checked. Rough input is fine: only a sentence is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.agenda import selectors
from naober.features.agenda.models import State
from naober.features.agenda.selectors import Wanted


class FilterForm(forms.Form):
    """The filters of the overview, by GET; nonsense filters nothing."""

    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("challenge", "How far"),
        required=False,
        choices=[
            ("", _("What is going on")),
            *State.choices,
            ("all", pgettext_lazy("challenges", "All")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = self.fields["theme"]
        assert isinstance(themes, forms.ChoiceField)
        named = [(one.slug, str(one)) for one in selectors.themes()]
        themes.choices = [("", _("All themes")), *named]

    def wanted(self, tab: str) -> Wanted:
        self.is_valid()
        return Wanted(tab=tab, **{name: self.cleaned_data.get(name, "") for name in self.fields})
