"""What is typed and chosen, checked. Rough input is fine: only a sentence is asked for."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.agenda import selectors, sharing
from naober.features.agenda.models import MAX_CHARACTERS, Challenge, State, Theme
from naober.features.agenda.selectors import Wanted
from naober.features.agenda.services import Said
from naober.features.agenda.services.raising import GUESS
from naober.foundation.core.competition import CompetitionGuard
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.widgets import LongSelect
from naober.foundation.members.forms.chosen import ChosenCompanies
from naober.foundation.members.models import Company, CompanyGroup, User

NOBODY = 0  # instead of a company: what the desk raises for the collective itself
NO_THEME = "none"


class RaiseForm(ChosenCompanies, CompetitionGuard):
    """The sentence with its few choices; made for one person. `challenge`: one that is changed."""

    guarded_fields: ClassVar[tuple[str, ...]] = ("text",)

    text = forms.CharField(
        label=_("What do you struggle with?"),
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        error_messages={
            "required": _("Say in one sentence what you struggle with."),
            "max_length": _(
                "This is too long: at most %(limit_value)d characters. A few sentences are enough."
            ),
        },
    )
    company = forms.TypedChoiceField(
        label=_("On behalf of"),
        coerce=int,
        widget=LongSelect,
        error_messages={"required": _("First choose for which company you raise this.")},
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False, initial=GUESS)
    choice = forms.ChoiceField(
        label=_("Who may see this?"),
        required=False,
        initial="open",
        widget=forms.RadioSelect,
        help_text=_("Everybody who may see it reads your words as you write them."),
    )

    def __init__(
        self, *args: Any, user: User, challenge: Challenge | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, user=user, **kwargs)
        self._also_the_group_of(challenge)
        self.fields["once"] = once_field(user)
        self.companies = selectors.names_of(selectors.companies_of(user))
        # A browser would cut what is pasted without a word; we say that it is too long.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        labels = sharing.FOR_THEM if user.is_desk else sharing.LABELS
        if user.is_desk:
            self.fields["text"].label = _("What does the company struggle with?")
        self._choose("choice", list(labels.items()))
        named = [(one.slug, str(one)) for one in selectors.themes() if one.is_active]
        guess = (GUESS, _("as my sentence says"))
        self._choose("theme", [guess, *named, (NO_THEME, _("none of these"))])
        self._choose("company", self._for_whom(challenge))

    def _also_the_group_of(self, challenge: Challenge | None) -> None:
        """One that the desk changes may be for a group of the company itself."""
        groups = self.fields["group"]
        assert isinstance(groups, forms.ModelChoiceField)
        if challenge is not None and challenge.audience_group_id:
            kept = CompanyGroup.objects.filter(pk=challenge.audience_group_id)
            groups.queryset = (groups.queryset or kept) | kept

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if name == "company" and len(choices) == 1:
            field.widget, field.initial = forms.HiddenInput(), choices[0][0]

    def _for_whom(self, challenge: Challenge | None) -> list[tuple[int | str, Any]]:
        if challenge is not None:
            return [(challenge.company_id or NOBODY, "")]
        known: list[tuple[int | str, Any]] = [*self.companies.items()]
        if self.user.is_desk:
            return [("", _("Choose a company")), (NOBODY, _("Of no company in particular")), *known]
        return known if len(known) == 1 else [("", _("Choose a company")), *known]

    def clean_choice(self) -> str:
        return self.cleaned_data["choice"] or "open"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("company") == NOBODY and cleaned.get("choice") in ("named", "desk"):
            text = _("It is of no company in particular, so all members may read it.")
            self.add_error("choice", text)
        return cleaned

    def company_chosen(self) -> Company | None:
        chosen = self.cleaned_data["company"]
        return None if chosen == NOBODY else Company.objects.get(pk=chosen)

    def number(self) -> int | None:
        """Of the challenge that this form makes, however often it is sent."""
        return number_in(self.cleaned_data["once"], self.user)

    def theme_chosen(self) -> Theme | str | None:
        slug = self.cleaned_data.get("theme") or GUESS
        if slug in (GUESS, NO_THEME):
            return GUESS if slug == GUESS else None
        return Theme.objects.filter(slug=slug).first()

    def said(self) -> Said:
        return Said(
            text=self.cleaned_data["text"],
            choice="open"
            if self.cleaned_data["company"] == NOBODY
            else self.cleaned_data["choice"],
            theme=self.theme_chosen(),
            why_it_may=self.cleaned_data.get("why_it_may", ""),
            group=self.cleaned_data.get("group"),
            companies=tuple(self.cleaned_data.get("names", ())),
        )


def known_of(challenge: Challenge) -> dict[str, Any]:
    """A challenge as the form would have posted it."""
    return {
        "text": challenge.text,
        "company": challenge.company_id or NOBODY,
        "theme": challenge.theme.slug if challenge.theme else NO_THEME,
        "choice": sharing.choice_of(challenge) or "own",
        "group": challenge.audience_group_id or "",
    }


class ForWhomForm(forms.Form):
    """For which company one says "we too"; nothing to choose for who speaks for one."""

    company = forms.ChoiceField(label=_("On behalf of"), widget=LongSelect)

    def __init__(self, companies: dict[int, str], *, of_all: bool) -> None:
        """`of_all`: the desk chooses one of many, so none stands there already."""
        first = "" if of_all else next(iter(companies))
        super().__init__(auto_id="too-%s", initial={"company": first})
        chosen = self.fields["company"]
        assert isinstance(chosen, forms.ChoiceField)
        known: list[tuple[int | str, Any]] = [*companies.items()]
        chosen.choices = [("", _("Choose a company")), *known] if of_all else known
        if len(companies) == 1 and not of_all:
            chosen.widget = forms.HiddenInput()


class CloseForm(forms.Form):
    because = forms.CharField(
        label=_("Why is nothing to come of it?"),
        max_length=500,
        help_text=_("Whoever may see it reads this too."),
    )


class TogetherForm(forms.Form):
    """Two or more as one: into one of them, or with new words that say it for all."""

    into = forms.ChoiceField(label=_("What stays?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("New words"),
        required=False,
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only with new words: so that everybody finds their own problem in it."),
    )
    sure = forms.BooleanField(
        label=_("I read them all: they say the same."),
        error_messages={"required": _("Read them all first.")},
    )

    def __init__(
        self, *args: Any, user: User, choices: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["once"] = once_field(user)
        into = self.fields["into"]
        assert isinstance(into, forms.ChoiceField)
        into.choices = choices
        if not any(value == "new" for value, _label in choices):
            del self.fields["text"]
        if len(choices) == 1:
            into.initial = choices[0][0]

    def number(self) -> int | None:
        return number_in(self.cleaned_data["once"], self.user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("into") == "new" and not str(cleaned.get("text", "")).strip():
            self.add_error("text", _("Say in one sentence what they struggle with."))
        return cleaned


class ThemeForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no subscript here
    class Meta:
        model = Theme
        fields = ["name", "name_en", "words", "is_active"]
        widgets = {"words": forms.Textarea({"rows": 6})}


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
