"""What is typed about meetings, checked. Rough input is fine."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.agenda.models import Theme
from naober.features.agenda.services import Said
from naober.features.agenda.services.raising import GUESS
from naober.features.focus.models import WorkingGroup
from naober.features.meetings.models import (
    MOST_ROUNDS,
    MOST_TABLES,
    ForWhom,
    Kind,
    Meeting,
    TalkPlan,
)
from naober.features.meetings.models.agreed import MAX_MINUTES
from naober.features.meetings.services import GuestRow, Plan, Setup, Subject, Written
from naober.foundation.core.competition import CompetitionGuard
from naober.foundation.core.forms import WholeNumberField, day_input
from naober.foundation.core.text import storable
from naober.foundation.core.widgets import LongSelect
from naober.foundation.members.models import CompanyGroup, Site, User

MOST_PLACES = 5_000


def time_input() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class MeetingForm(forms.Form):
    """Day and times are on the clock of the region."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    day = forms.DateField(label=_("Day"), widget=day_input())
    starts = forms.TimeField(label=_("From"), widget=time_input(), initial=time(15, 30))
    ends = forms.TimeField(label=_("Until"), widget=time_input(), initial=time(17, 30))
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label=_("At which company"),
        required=False,
        widget=LongSelect,
        empty_label=_("at none of these"),
    )
    place = forms.CharField(
        label=_("Or another address"), max_length=200, required=False,
        help_text=_("Name of the building, street, place."),
    )  # fmt: skip
    online_url = forms.URLField(
        label=_("Online link"), required=False, assume_scheme="https",
        help_text=_("Only who comes reads this."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("What it is about"), required=False, max_length=5_000,
        widget=forms.Textarea({"rows": 5}),
    )  # fmt: skip
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), required=False, empty_label=_("no theme")
    )
    for_whom = forms.ChoiceField(label=_("For whom"), choices=ForWhom.choices)
    group = forms.ModelChoiceField(
        CompanyGroup.objects.none(), label=_("Which group"), required=False,
        empty_label=_("no group"),
    )  # fmt: skip
    working_group = forms.ModelChoiceField(
        WorkingGroup.objects.none(), label=_("Of which working group"), required=False,
        empty_label=_("of none"),
    )  # fmt: skip
    capacity = WholeNumberField(
        label=_("How many places"), required=False, min_value=1, max_value=MOST_PLACES,
        help_text=_("Empty: as many as come. Who is too late waits in line and moves up."),
    )  # fmt: skip
    answer_by = forms.DateField(label=_("Answer by"), required=False, widget=day_input())

    def __init__(self, *args: Any, meeting: Meeting | None = None, **options: Any) -> None:
        if meeting:
            options["initial"] = _as_typed(meeting)
        super().__init__(*args, **options)
        sites = Site.objects.filter(company__merged_into=None, company__left_on=None)
        self._choose("site", sites.select_related("company").order_by("company__name", "pk"))
        self._choose("theme", Theme.objects.in_use())
        self._choose("working_group", WorkingGroup.objects.running())
        self._choose("group", CompanyGroup.objects.filter(owner=None))

    def _choose(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if all(cleaned.get(name) is not None for name in ("day", "starts", "ends")):
            for name in ("starts", "ends"):
                self._at(name, cleaned)
        if cleaned.get("for_whom") != ForWhom.GROUP:
            cleaned["group"] = None
        if cleaned.get("kind") != Kind.GROUP:
            cleaned["working_group"] = None
        return cleaned

    def _at(self, name: str, cleaned: dict[str, Any]) -> None:
        """A time that the clock jumps over in March, or has twice in October, is refused."""
        try:
            naive = datetime.combine(cleaned["day"], cleaned[name])
            cleaned[f"{name}_at"] = forms.utils.from_current_timezone(naive)
        except ValidationError as refused:
            self.add_error(name, refused)

    def plan(self) -> Plan:
        said = self.cleaned_data
        site: Site | None = said["site"]
        names = (*TYPED, *MORE, "starts_at", "ends_at")
        return Plan(**{name: said[name] for name in names}, host=site.company if site else None)


TYPED = ("kind", "title", "text", "theme", "place", "site", "online_url", "for_whom")
MORE = ("group", "working_group", "capacity", "answer_by")


def _as_typed(meeting: Meeting) -> dict[str, Any]:
    values = {name: getattr(meeting, name) for name in (*TYPED, *MORE)}
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {**values, "day": start.date(), "starts": start.time(), "ends": end.time()}


class PointForm(CompetitionGuard):
    """A point of an agenda, typed or proposed."""

    guarded_fields = ("text",)

    text = forms.CharField(label=_("What do we talk about?"), max_length=300)
    minutes = WholeNumberField(label=_("How many minutes"), min_value=1, max_value=480, initial=15)
    source = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput())

    def subject(self) -> Subject:
        said = self.cleaned_data
        return Subject(said["text"], said["minutes"], said["why_it_may"])


class GuestForm(forms.Form):
    """Somebody of outside, by address."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.CharField(label=_("E-mail address"), max_length=254)
    organisation = forms.CharField(label=_("Works at"), max_length=150, required=False)
    language = forms.ChoiceField(
        label=_("Language of the invitation"), choices=User.Language.choices
    )

    def guest(self) -> GuestRow:
        return GuestRow(**{name: self.cleaned_data[name] for name in self.fields if name != "once"})


class CancelForm(forms.Form):
    because = forms.CharField(
        label=_("Why, in a sentence"), max_length=300, required=False,
        help_text=_("It stands in the mail to everybody who was invited."),
    )  # fmt: skip


class MinutesForm(CompetitionGuard):
    """One box; `version` is that of the text it was opened with."""

    guarded_fields = ("text",)

    text = forms.CharField(
        label=_("What was said and agreed"), required=False, max_length=MAX_MINUTES,
        widget=forms.Textarea({"rows": 16}),
    )  # fmt: skip
    version = forms.IntegerField(
        required=False, min_value=0, max_value=1_000_000, widget=forms.HiddenInput()
    )

    def written(self) -> Written:
        said = self.cleaned_data
        return Written(storable(said["text"]), said["version"] or 0, said["why_it_may"])


class RaiseForm(CompetitionGuard):
    """A challenge that came up in a meeting. All members may read it."""

    guarded_fields = ("text",)

    text = forms.CharField(
        label=_("What do companies struggle with?"), max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), required=False, empty_label=_("not yet known")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["theme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Theme.objects.in_use()

    def raised(self) -> Said:
        said = self.cleaned_data
        return Said(said["text"], theme=said["theme"] or GUESS, why_it_may=said["why_it_may"])


class TalksForm(forms.Form):
    """Rounds of short talks, two at a table."""

    rounds = WholeNumberField(
        label=_("How many rounds"), min_value=1, max_value=MOST_ROUNDS, initial=6
    )
    starts = forms.TimeField(label=_("The first begins at"), widget=time_input())
    minutes = WholeNumberField(label=_("Minutes of a talk"), min_value=3, max_value=60, initial=10)
    pause = WholeNumberField(
        label=_("Minutes between two talks"), min_value=0, max_value=30, initial=2
    )
    tables = WholeNumberField(
        label=_("How many tables"), required=False, min_value=1, max_value=MOST_TABLES,
        help_text=_("Empty: as many as are needed."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, meeting: Meeting, plan: TalkPlan | None = None, **options: Any
    ) -> None:
        self.day = timezone.localtime(meeting.starts_at).date()
        first = timezone.localtime(plan.starts_at if plan else meeting.starts_at)
        known = {"starts": first.time()}
        if plan:
            known |= {n: getattr(plan, n) for n in ("rounds", "minutes", "pause", "tables")}
        super().__init__(*args, **{**options, "initial": known})

    def setup(self) -> Setup:
        said = self.cleaned_data
        begins = timezone.make_aware(datetime.combine(self.day, said["starts"]))
        return Setup(said["rounds"], begins, said["minutes"], said["pause"], said["tables"])
