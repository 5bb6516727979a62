"""What is typed and chosen, checked. Rough input is fine: only a sentence is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naober.features.exchange import selectors
from naober.features.exchange.models import MAX_CHARACTERS, Audience, Direction, Kind
from naober.features.exchange.selectors import Wanted
from naober.features.exchange.services import Said
from naober.foundation.members.models import Company, User


class SayForm(forms.Form):
    """The sentence box with its few choices; made for one person."""

    text = forms.CharField(
        label=_("What do you bring, what do you seek?"),
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "true"}),
        error_messages={
            "required": _("Say in one sentence what you bring or seek."),
            "max_length": _(
                "This is too long: at most %(limit_value)d characters. A few sentences are enough."
            ),
        },
    )
    direction = forms.ChoiceField(
        label=_("Bring or get"),
        required=False,
        choices=[
            ("", _("as my sentence says")),
            (Direction.OFFER, _("we bring this")),
            (Direction.NEED, _("we seek this")),
        ],
        widget=forms.RadioSelect,
    )
    company = forms.TypedChoiceField(
        label=_("On behalf of"),
        coerce=int,
        error_messages={"required": _("First choose for which company you place this.")},
    )
    who = forms.ChoiceField(
        label=_("Who sees it"),
        required=False,
        choices=[
            ("open", _("All members, with our name")),
            ("confidential", _("All members, our name only after our yes")),
            ("own", _("Only my own company")),
        ],
        help_text=_("Hidden names: others see what it is about and roughly how much, no more."),
    )
    reference = forms.CharField(
        label=_("Own note"),
        required=False,
        max_length=200,
        help_text=_("Only your own company sees this."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.companies = {company.pk: company for company in selectors.companies_of(user)}
        # A browser would cut what is pasted without a word; we say that it is too long.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        choices = [(pk, company.name) for pk, company in self.companies.items()]
        chosen = self.fields["company"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = choices if len(choices) == 1 else [("", _("Choose a company")), *choices]
        if user.is_desk:
            chosen.help_text = _("The listing says that the desk placed it for this company.")
        if len(choices) == 1:
            chosen.widget = forms.HiddenInput()
            chosen.initial = choices[0][0]

    def company_chosen(self) -> Company:
        return self.companies[self.cleaned_data["company"]]

    def said(self) -> Said:
        who = self.cleaned_data["who"] or "open"
        return Said(
            text=self.cleaned_data["text"],
            direction=self.cleaned_data["direction"],
            audience=Audience.OWN if who == "own" else Audience.MEMBERS,
            confidential=who == "confidential",
            reference=self.cleaned_data["reference"],
        )


class FilterForm(forms.Form):
    """The filters of the overview, by GET; nonsense filters nothing."""

    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    direction = forms.ChoiceField(
        label=_("Bring or get"),
        required=False,
        choices=[("", _("Both")), (Direction.OFFER, _("Brings")), (Direction.NEED, _("Seeks"))],
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Kind.choices]
    )
    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *args: Any, places: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Everywhere")), *((place, place) for place in places)]

    def wanted(self, tab: str) -> Wanted:
        self.is_valid()
        return Wanted(tab=tab, **{name: self.cleaned_data.get(name, "") for name in self.fields})
