"""What is typed and chosen, checked. Rough input is fine: only a sentence is asked for."""

import re
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naober.features.exchange import selectors, sharing
from naober.features.exchange.models import MAX_CHARACTERS, Direction, Kind
from naober.features.exchange.selectors import Wanted
from naober.features.exchange.services import Said
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.widgets import LongSelect
from naober.foundation.members.forms.chosen import ChosenCompanies
from naober.foundation.members.models import Company, Site, User


class SayForm(ChosenCompanies):
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
        widget=LongSelect,
        error_messages={"required": _("First choose for which company you place this.")},
    )
    site = forms.TypedChoiceField(
        label=_("From which site"), coerce=int, required=False, empty_value=None
    )
    who = forms.ChoiceField(
        label=_("Who may see this?"),
        required=False,
        initial="open",
        choices=list(sharing.LABELS.items()),
        widget=forms.RadioSelect,
        help_text=_(
            "Where the name is hidden, others read what it is about and roughly how much, no more."
        ),
    )
    keep_amount = forms.ChoiceField(
        label=_("Who reads how much it is"), required=False, choices=list(sharing.KEPT.items())
    )
    keep_price = forms.ChoiceField(
        label=_("Who reads the price and conditions"),
        required=False,
        choices=list(sharing.KEPT.items()),
    )
    keep_contact = forms.ChoiceField(
        label=_("Who reads whom to contact"),
        required=False,
        choices=list(sharing.KEPT.items()),
        help_text=_(
            "Who may not read one of these, reads what it is about, and not your own sentence."
        ),
    )
    reference = forms.CharField(
        label=_("Own note"),
        required=False,
        max_length=200,
        help_text=_("Only your own company sees this."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["once"] = once_field(user)
        self.companies = selectors.names_of(selectors.companies_of(user))
        # A browser would cut what is pasted without a word; we say that it is too long.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        choices: list[tuple[int, str]] = [*self.companies.items()]
        chosen = self.fields["company"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = choices if len(choices) == 1 else [("", _("Choose a company")), *choices]
        if user.is_desk:
            chosen.help_text = _("The listing says that the desk placed it for this company.")
        if len(choices) == 1:
            chosen.widget = forms.HiddenInput()
            chosen.initial = choices[0][0]
        self._offer_sites()

    def _offer_sites(self) -> None:
        """Of the company that is chosen already, where it has more than one."""
        typed = str(self["company"].value() or "")
        known = int(typed) if re.fullmatch("[0-9]{1,18}", typed) else 0
        found = Site.objects.filter(company=known) if known in self.companies else ()
        self.sites = {site.pk: site for site in found}
        field = self.fields["site"]
        assert isinstance(field, forms.TypedChoiceField)
        if len(self.sites) < 2:
            del self.fields["site"]
            return
        where = [(pk, ", ".join(filter(None, (s.place, s.street)))) for pk, s in self.sites.items()]
        field.choices = [("", _("the place in my sentence, else our main site")), *where]

    def who_further(self) -> list[tuple[Promise, list[tuple[BoundWidget, Promise]]]]:
        """The less usual choices of who may see it, under a few headings."""
        radios = {str(radio.data["value"]): radio for radio in self["who"].subwidgets}
        words = {**sharing.LABELS, **sharing.BRIEF}
        return [
            (heading, [(radios[name], words[name]) for name in names])
            for heading, names in sharing.FURTHER
        ]

    def number(self) -> int | None:
        """Of the listing that this form makes, however often it is sent."""
        return number_in(self.cleaned_data["once"], self.user)

    def company_chosen(self) -> Company:
        return selectors.companies_of(self.user).get(pk=self.cleaned_data["company"])

    def said(self) -> Said:
        chosen = self.cleaned_data
        choice = sharing.CHOICES[chosen["who"] or "open"]
        return Said(
            text=chosen["text"],
            direction=chosen["direction"],
            audience=choice.audience,
            who=choice.who,
            amount=chosen["keep_amount"],
            price=chosen["keep_price"],
            contact=chosen["keep_contact"],
            group=chosen["group"],
            companies=tuple(chosen["names"]),
            reference=chosen["reference"],
            site=self.sites.get(chosen.get("site") or 0),
        )


class ReplyForm(forms.Form):
    """For which company one answers a listing; nothing to choose for who speaks for one."""

    company = forms.ChoiceField(label=_("On behalf of"), widget=LongSelect)

    def __init__(self, companies: dict[int, str]) -> None:
        super().__init__(auto_id="reply-%s", initial={"company": next(iter(companies))})
        chosen = self.fields["company"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = list(companies.items())
        if len(companies) == 1:
            chosen.widget = forms.HiddenInput()


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
