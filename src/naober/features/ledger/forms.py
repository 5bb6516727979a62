"""Which part of the balance one looks at."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from naober.features.ledger import words
from naober.features.ledger.balance import Balance
from naober.foundation.members.models import Company


class BalanceFilter(forms.Form):
    """All fields are optional: what is not known is left out."""

    company = forms.ChoiceField(required=False)
    year = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(required=False)

    def fill(self, companies: list[Company], balance: Balance) -> None:
        self.set_choices("company", [(str(c.pk), c.name) for c in companies])
        every = [("", _("All years"))]
        self.set_choices("year", every + [(str(year), str(year)) for year in balance.years])
        kinds = [(str(kind), capfirst(words.kind_name(kind))) for kind in balance.kinds()]
        self.set_choices("kind", [("", _("All kinds")), *kinds])
        self.fields["company"].label = _("Company")
        self.fields["year"].label = _("Year")
        self.fields["kind"].label = _("Kind")
        if len(companies) < 2:
            self.fields["company"].widget = forms.HiddenInput()

    def set_choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
