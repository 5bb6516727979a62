"""What is typed about focus points and in working groups, checked. Rough input is fine."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.agenda.models import Challenge, Theme
from naober.features.focus import file_types, selectors
from naober.features.focus.models import (
    MAX_BYTES,
    MAX_CHARACTERS,
    Action,
    Decision,
    Document,
    FocusPoint,
    WorkingGroup,
)
from naober.features.focus.names import name_of
from naober.features.focus.services import Aim, Charter, Finding, Paper, Settled, Task
from naober.foundation.audience.levels import Level, rank
from naober.foundation.core.competition import CompetitionGuard
from naober.foundation.core.forms import NumberField, day_input
from naober.foundation.members.models import Company, User

MAX_CHARTER = 10_000
TITLE = 90


def number(label: Any, *, required: bool = False, **options: Any) -> NumberField:
    return NumberField(label=label, required=required, max_digits=16, decimal_places=3, **options)


def day(label: Any, *, required: bool = False, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=day_input(), **options)


class ChallengeChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as Django's own
    def label_from_instance(self, obj: Any) -> str:
        words = " ".join(obj.text.split())
        short = words if len(words) <= TITLE else f"{words[: TITLE - 1]}…"
        if rank(obj.audience) < rank(Level.MEMBERS):
            return _("%(text)s (members cannot see this: do not use its words)") % {"text": short}
        return _("%(text)s (chosen by the members)") % {"text": short} if obj.won else short


class PeopleChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as Django's own
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class FocusForm(forms.Form):
    """Title and goal are enough; figures may come when they are known."""

    FIGURES = ("measure", "unit", "baseline", "baseline_on", "target", "target_on")
    title = forms.CharField(label=_("Title"), max_length=120)
    goal = forms.CharField(
        label=_("What do we want to reach?"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("In one sentence, such as: a fifth less natural gas by 2029."),
    )
    text = forms.CharField(
        label=_("What is it about?"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
    )
    theme = forms.ModelChoiceField(label=_("Theme"), required=False, queryset=Theme.objects.none())
    challenges = ChallengeChoice(
        label=_("Challenges behind it"),
        required=False,
        queryset=Challenge.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everyone behind these hears what becomes of it."),
    )
    measure = forms.CharField(
        label=_("What do we measure?"),
        required=False,
        max_length=120,
        help_text=_("Such as: gas that we use together."),
    )
    unit = forms.CharField(
        label=_("In which unit?"),
        required=False,
        max_length=40,
        help_text=_("Such as: MWh a year, people, tonnes."),
    )
    baseline = number(_("Where do we start?"))
    baseline_on = day(_("Measured on"))
    target = number(_("Where do we want to be?"))
    target_on = day(pgettext_lazy("deadline", "By when?"))
    is_public = forms.BooleanField(
        label=_("Also show it to visitors of the website"),
        required=False,
        help_text=_("Title, goal, figures and confirmed results; no names of companies."),
    )

    def __init__(self, user: User, point: FocusPoint | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["challenges"]
        assert isinstance(choice, ChallengeChoice)
        choice.queryset = selectors.choices(user, point)
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ModelChoiceField)
        theme.queryset, theme.empty_label = Theme.objects.in_use(), _("no theme")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needed = ("measure", "unit", "baseline", "target")
        empty = [name for name in needed if cleaned.get(name) in (None, "")]
        typed = [name for name in self.FIGURES if cleaned.get(name) not in (None, "")]
        if empty and typed and not self.errors and typed != ["target_on"]:
            for name in empty:
                self.add_error(name, _("To measure it, this is needed too."))
        same = not empty and cleaned["baseline"] == cleaned["target"]
        if same and not self.errors:
            self.add_error("target", _("That is where we start already."))
        return cleaned

    def aim(self) -> Aim:
        skipped = ("challenges", "once")
        return Aim(**{k: v for k, v in self.cleaned_data.items() if k not in skipped})


class MeasurementForm(forms.Form):
    day = day(_("Day"), required=True, initial=timezone.localdate)
    value = number(_("Measured"), required=True)


class StopForm(forms.Form):
    because = forms.CharField(
        label=_("Why do we stop?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Everyone behind it reads this. Their challenge is open again, to choose anew."
        ),
    )


class GroupForm(CompetitionGuard):
    guarded_fields: ClassVar[tuple[str, ...]] = ("text",)
    name = forms.CharField(label=_("Name of the group"), max_length=120)
    text = forms.CharField(
        label=_("What does the group agree to do?"),
        required=False,
        max_length=MAX_CHARTER,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("All members can read this. An empty line begins a new paragraph."),
    )
    started_on = day(_("Begins on"), required=True, initial=timezone.localdate)

    def charter(self) -> Charter:
        return Charter(**{name: self.cleaned_data[name] for name in ("name", "text", "started_on")})


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"))
    organisation = forms.CharField(
        label=_("Where they come from"),
        required=False,
        max_length=120,
        help_text=_("For somebody of no member company, such as a school or a supplier."),
    )


class NameForm(forms.Form):
    """With a yes by mail: what the others in the group call them."""

    name = forms.CharField(label=_("Your name"), required=False, max_length=150)


class JoinForm(forms.Form):
    company = forms.ModelChoiceField(label=_("For which company?"), queryset=Company.objects.none())

    def __init__(self, companies: QuerySet[Company], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["company"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset, choice.empty_label = companies, None


class ActionForm(forms.Form):
    """What, who, by when. Who: a person of the group, or a company of it."""

    text = forms.CharField(label=_("What will happen?"), max_length=500)
    who = forms.ChoiceField(label=_("Who?"), required=False)
    due_on = day(pgettext_lazy("deadline", "By when?"))

    def __init__(
        self,
        group: WorkingGroup | None,
        *args: Any,
        action: Action | None = None,
        companies: QuerySet[Company] | None = None,
        **kwargs: Any,
    ) -> None:
        if action is not None:
            kwargs["initial"] = {"text": action.text, "due_on": action.due_on, "who": _key(action)}
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one for one in selectors.people_in(group)} if group else {}
        inside = {one.pk: one for one in selectors.companies_in(group)} if group else {}
        others = {one.pk: one for one in companies} if companies is not None else {}
        if action is not None:
            self._keep(action)
        self.companies = inside | others
        choice = self.fields["who"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            ("", _("nobody yet")),
            (_("In the group"), [(f"p{pk}", name_of(one)) for pk, one in self.people.items()]),
            (_("A company"), [(f"c{pk}", one.name) for pk, one in self.companies.items()]),
        ]

    def _keep(self, action: Action) -> None:
        """Who does it now stays to choose from, also when they sit in no group."""
        if action.owner is not None:
            self.people.setdefault(action.owner.pk, action.owner)

    def task(self) -> Task:
        who = self.cleaned_data["who"]
        owner = self.people.get(int(who[1:])) if who.startswith("p") else None
        company = self.companies.get(int(who[1:])) if who.startswith("c") else None
        return Task(self.cleaned_data["text"], self.cleaned_data["due_on"], owner, company)


def _key(action: Action) -> str:
    if action.owner_id:
        return f"p{action.owner_id}"
    return f"c{action.company_id}" if action.company_id else ""


class DecisionForm(CompetitionGuard):
    guarded_fields: ClassVar[tuple[str, ...]] = ("text",)
    text = forms.CharField(
        label=_("What was decided?"), max_length=MAX_CHARACTERS, widget=forms.Textarea({"rows": 3})
    )
    day = day(_("Day"), required=True, initial=timezone.localdate)
    people = PeopleChoice(
        label=_("Who was there?"),
        required=False,
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    for_members = forms.BooleanField(
        label=_("All members may read it"),
        required=False,
        help_text=_("Else they only hear that the group decided something."),
    )

    def __init__(
        self, group: WorkingGroup, *args: Any, decision: Decision | None = None, **kwargs: Any
    ) -> None:
        if decision is not None:
            names = ("text", "day", "for_members")
            kwargs["initial"] = {name: getattr(decision, name) for name in names}
            kwargs["initial"]["people"] = [one.pk for one in decision.people.all()]
        super().__init__(*args, **kwargs)
        choice = self.fields["people"]
        assert isinstance(choice, forms.ModelMultipleChoiceField)
        inside = selectors.people_in(group).values("pk")
        were = [one.pk for one in decision.people.all()] if decision else []
        known = User.objects.filter(pk__in=inside) | User.objects.filter(pk__in=were)
        choice.queryset = known.order_by("name", "pk")
        self.group = group

    def settled(self) -> Settled:
        people = list(self.cleaned_data["people"])
        there = Company.objects.filter(
            focus_seats__group=self.group, focus_seats__user__in=people
        ).distinct()
        return Settled(
            text=self.cleaned_data["text"],
            day=self.cleaned_data["day"],
            for_members=self.cleaned_data["for_members"],
            people=people,
            companies=list(there),
            why_it_may=self.cleaned_data["why_it_may"],
        )


class DocumentForm(forms.Form):
    title = forms.CharField(label=_("What is it?"), max_length=150)
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.ClearableFileInput({"accept": file_types.ACCEPT}),
        help_text=_("PDF, an office file without macros, a photo or text; 10 MB at most."),
    )
    link = forms.URLField(
        label=_("Or a link"), required=False, max_length=500, assume_scheme="https"
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sent = cleaned.get("file")
        if sent and sent.size > MAX_BYTES:
            self.add_error("file", _("A file can be 10 MB at most. Give a link instead."))
        elif not self.errors and bool(sent) == bool(cleaned.get("link")):
            raise forms.ValidationError(_("Choose a file, or give a link: one of the two."))
        return cleaned

    def paper(self) -> Paper:
        sent = self.cleaned_data["file"]
        if not sent:
            return Paper(self.cleaned_data["title"], link=self.cleaned_data["link"])
        return Paper(self.cleaned_data["title"], filename=sent.name or "", data=sent.read())


class RemarkForm(CompetitionGuard):
    guarded_fields: ClassVar[tuple[str, ...]] = ("text",)
    text = forms.CharField(
        label=_("What do you want to say?"),
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea({"rows": 3}),
    )


class ResultForm(forms.Form):
    value = number(_("How much?"), required=True)
    unit = forms.CharField(
        label=_("In which unit?"), max_length=40, help_text=_("Such as: MWh, EUR, tonnes, people.")
    )
    what = forms.CharField(
        label=_("Of what?"),
        max_length=200,
        help_text=_("Such as: natural gas saved in a year."),
    )
    day = day(_("Reached on"), required=True, initial=timezone.localdate)
    evidence = forms.CharField(
        label=_("How do we know?"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For the group and the desk."),
    )
    link = forms.URLField(
        label=_("Link to more"), required=False, max_length=500, assume_scheme="https"
    )
    document = forms.ModelChoiceField(
        label=_("Document of the group"), required=False, queryset=Document.objects.none()
    )
    company = forms.ModelChoiceField(
        label=_("Reported for"), required=False, queryset=Company.objects.none()
    )

    def __init__(
        self,
        companies: QuerySet[Company],
        documents: QuerySet[Document],
        is_desk: bool,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        company, document = self.fields["company"], self.fields["document"]
        assert isinstance(company, forms.ModelChoiceField)
        assert isinstance(document, forms.ModelChoiceField)
        company.queryset, document.queryset = companies, documents
        company.empty_label = _("the desk itself") if is_desk else None
        company.required = not is_desk

    def finding(self) -> Finding:
        skipped = ("company", "once")
        return Finding(**{k: v for k, v in self.cleaned_data.items() if k not in skipped})


class RefuseForm(forms.Form):
    because = forms.CharField(label=_("What is not right?"), max_length=500)
