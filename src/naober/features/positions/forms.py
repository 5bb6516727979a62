"""What is typed about positions, checked."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from naober.features.positions import rules
from naober.features.positions.models import (
    MAX_COMMENT,
    MAX_NOTE,
    MAX_TEXT,
    Answer,
    Comment,
    Consultation,
    Position,
    Promise,
    Sending,
)
from naober.features.positions.services import Consulted, Written
from naober.features.positions.services.comments import Remark
from naober.files.calendars import MAX_BYTES
from naober.foundation.core.competition import REASON, CompetitionGuard
from naober.foundation.core.forms import day_input
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import whole_number
from naober.foundation.core.text import storable
from naober.foundation.core.widgets import LongSelect
from naober.foundation.members.models import Company, Membership, Role, Seen, User

ONCE = "once"
AT_ONCE = 25  # people to choose from, beside those who are chosen


class OnceForm(forms.Form):
    """A form that makes a row, once."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields[ONCE] = once_field(user)

    def number(self) -> int | None:
        return number_in(self.cleaned_data.get(ONCE), self.user)


class TextForm(CompetitionGuard, OnceForm):
    """The whole text at once: rough input is fine."""

    guarded_fields: ClassVar[tuple[str, ...]] = ("title", "text")

    title = forms.CharField(label=_("What it is about"), max_length=200)
    text = forms.CharField(
        label=_("The text"),
        max_length=MAX_TEXT,
        widget=forms.Textarea({"rows": 18}),
        help_text=_("A blank line starts a new paragraph. Comments stay with their paragraph."),
    )
    addressee = forms.CharField(
        label=_("For whom"),
        max_length=200,
        required=False,
        help_text=_("The authority it is meant for, for instance the province."),
    )
    consultation = forms.ModelChoiceField(
        label=_("For which consultation"),
        queryset=Consultation.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    field = forms.ChoiceField(
        label=_("Which field of work is it about?"),
        required=False,
        choices=[("", _("all of the company")), *Role.choices],
        help_text=_("At each company the people of this field are asked, and its direction."),
    )
    note = forms.CharField(label=_("What changed, in a few words"), max_length=300, required=False)

    def __init__(self, *args: Any, position: Position | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = position.consultation if position else None
        running = Consultation.objects.visible_to(self.user).running()
        choices = running | Consultation.objects.filter(pk=chosen.pk) if chosen else running
        self.fields["consultation"].queryset = choices.order_by("closes", "pk")  # type: ignore[attr-defined]
        if position is None:
            del self.fields["note"]
        else:
            del self.fields[ONCE]

    def written(self) -> Written:
        data = self.cleaned_data
        return Written(
            title=data["title"],
            text=data["text"],
            addressee=data["addressee"],
            consultation=data["consultation"],
            field=data["field"],
            note=data.get("note", ""),
            why_it_may=data[REASON],
        )


class UntilForm(forms.Form):
    """Until which day members comment or sign."""

    until = forms.DateField(label=_("Until and including"), widget=day_input())


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """People with the companies they are of."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {', '.join(sorted({row.company.name for row in obj.now_of}))}"


class EditorsForm(forms.Form):
    """The people who write it beside the desk: those whose name the desk may know. Chosen ones
    stand first, whatever is looked for; of the others as many as one page holds."""

    words = forms.CharField(
        label=_("Find people"),
        required=False,
        max_length=100,
        help_text=_("A part of their name, or of their company's."),
    )
    editors = PeopleField(
        label=_("Who write it, beside the desk"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, position: Position, looking: bool = False) -> None:
        """`looking`: something is looked for, and what is ticked so far stays."""
        super().__init__(None if looking else data)
        sent = [] if data is None else map(whole_number, data.getlist("editors"))
        kept = position.editors.values_list("pk", flat=True)
        self.chosen = list(kept if data is None else sent)
        self.words_typed = "" if data is None else storable(data.get("words", ""))[:100]
        running = Membership.objects.filter(ended_on=None).taking_part()
        people = User.objects.filter(is_active=True, pk__in=running.values("user"))
        known = people.exclude(name_level=Seen.OWN).exclude(name="").order_by("name", "pk")
        now_of = Prefetch("memberships", running.select_related("company"), to_attr="now_of")
        field: Any = self.fields["editors"]
        field.queryset = known.prefetch_related(now_of)
        self.initial.update(editors=self.chosen, words=self.words_typed)
        field.widget.choices = [
            (one.pk, field.label_from_instance(one)) for one in self._shown(field.queryset, running)
        ]

    def _shown(self, known: Any, running: Any) -> list[User]:
        rest = known.exclude(pk__in=self.chosen)
        for word in self.words_typed.split():
            named = running.filter(company__name__icontains=word)
            rest = rest.filter(Q(name__icontains=word) | Q(pk__in=named.values("user")))
        found = list(rest[: AT_ONCE + 1])
        self.is_cut = len(found) > AT_ONCE
        return [*known.filter(pk__in=self.chosen), *found[:AT_ONCE]]


class ForCompanyForm(forms.Form):
    """For which of one's companies; of one only nothing is asked. The desk chooses among all."""

    company = forms.ModelChoiceField(label=_("For which company"), queryset=Company.objects.none())

    def choose_among(self, user: User, *, desk_itself: bool = False) -> None:
        own = rules.companies_of(user).order_by("name")
        field = self.fields["company"]
        assert isinstance(field, forms.ModelChoiceField)
        if user.is_desk:
            field.queryset = Company.objects.taking_part().order_by("name")
            field.widget = LongSelect()
            field.widget.choices = field.choices
            if desk_itself:
                field.required, field.empty_label = False, str(_("the desk itself"))
            return
        field.queryset = own
        few = list(own[:2])
        if len(few) < 2:
            field.initial = few[0] if few else None
            field.widget = forms.HiddenInput()


class CommentForm(ForCompanyForm, CompetitionGuard, OnceForm):
    guarded_fields: ClassVar[tuple[str, ...]] = ("text",)

    text = forms.CharField(
        label=_("Your remark"), max_length=MAX_COMMENT, widget=forms.Textarea({"rows": 4})
    )
    who = forms.ChoiceField(
        label=_("Who reads your name"), choices=Comment.WHO, widget=forms.RadioSelect
    )

    field_order = ("text", "company", "who")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among(self.user, desk_itself=True)
        self.initial.setdefault("who", Comment.WHO[0][0])

    def remark(self) -> Remark:
        data = self.cleaned_data
        return Remark(text=data["text"], who=data["who"], why_it_may=data[REASON])


class ReplyForm(forms.Form):
    """What was done with a remark."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=MAX_COMMENT,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("What you did with it, or why not. All members read it."),
    )


class MinorityForm(CompetitionGuard):
    """What a company adds when it signs."""

    guarded_fields: ClassVar[tuple[str, ...]] = ("minority",)

    minority = forms.CharField(
        label=_("What you would add under your name"),
        max_length=MAX_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Where you see it otherwise. It stands in the letter, with your name."),
    )


class SignForm(ForCompanyForm, MinorityForm):
    field_order = ("company", "minority")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among(user)


def _web_address(label: Any) -> forms.URLField:
    return forms.URLField(label=label, required=False, max_length=500, assume_scheme="https")


class SendingForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]  # no subscript in Django
    class Meta:
        model = Sending
        fields = ["addressee", "day", "how"]
        widgets = {"day": day_input()}


class AnswerForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    document = _web_address(_("Where the document is"))

    class Meta:
        model = Answer
        fields = ["sender", "day", "text", "document"]
        widgets = {"day": day_input(), "text": forms.Textarea({"rows": 6})}


class PromiseForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Promise
        fields = ["what", "promised_by", "by_when"]
        widgets = {"by_when": day_input()}


class SettleForm(forms.Form):
    """Whether a promise was kept, and how we know."""

    kept = forms.ChoiceField(
        label=_("Was it kept?"),
        choices=[("yes", _("yes, it was kept")), ("no", _("no, it was not kept"))],
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(label=_("How we know"), max_length=500)
    document = _web_address(_("Where that stands"))


class ConsultationForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    url = _web_address(_("Web page"))

    class Meta:
        model = Consultation
        fields = ["title", "authority", "opens", "closes", "url", "is_cancelled"]
        widgets = {"opens": day_input(), "closes": day_input()}

    def consulted(self) -> Consulted:
        return Consulted(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class CalendarFileForm(forms.Form):
    file = forms.FileField(
        label=_("Calendar file (.ics)"),
        help_text=_("As a calendar or a website of government gives it."),
        widget=forms.ClearableFileInput({"accept": ".ics,text/calendar"}),
    )

    def clean_file(self) -> bytes:
        sent = self.cleaned_data["file"]
        if sent.size > MAX_BYTES:
            raise forms.ValidationError(_("This file is too large."))
        return bytes(sent.read())
