"""What is typed in a round: by the desk, and by a company that votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.features.weighing.models import BallotKind, Candidate, Method, Round, Ties, Unit
from naober.features.weighing.services.voting import check_points
from naober.foundation.core.competition import CompetitionGuard
from naober.foundation.core.forms import NumberField, WholeNumberField
from naober.foundation.core.text import storable

MOMENT = "%Y-%m-%dT%H:%M"
MAX_FILE = 5_000_000
TOP = 1_000


def moment_field(**options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(widget=widget, input_formats=[MOMENT], **options)


class RoundForm(CompetitionGuard):
    guarded_fields: ClassVar[tuple[str, ...]] = ("question", "explanation")

    question = forms.CharField(
        label=gettext_lazy("The question"),
        max_length=200,
        help_text=gettext_lazy("As you would ask it at the table: what do we work on this year?"),
    )
    explanation = forms.CharField(
        label=gettext_lazy("What is good to know"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
    )
    budget = NumberField(
        label=gettext_lazy("Budget"), decimal_places=2, max_digits=12, min_value=Decimal("0.01")
    )
    unit = forms.ChoiceField(label=gettext_lazy("Counted in"), choices=Unit.choices)
    closes_at = moment_field(label=gettext_lazy("Votes count until"))
    ballot_kind = forms.ChoiceField(
        label=gettext_lazy("How companies vote"),
        choices=BallotKind.choices,
        widget=forms.RadioSelect(),
        initial=BallotKind.APPROVAL,
        help_text=gettext_lazy("An order is counted as points: of five places the first gives 5."),
    )
    most = WholeNumberField(
        label=gettext_lazy("How many points, or places to put in order"),
        required=False,
        min_value=1,
        max_value=TOP,
        help_text=gettext_lazy("With ticks: how many at most. Empty: as many as they want."),
    )
    is_secret = forms.TypedChoiceField(
        label=gettext_lazy("Who may read what a company voted"),
        choices=[
            ("1", gettext_lazy("secret: nobody, not even the desk, before or after")),
            ("0", gettext_lazy("open: all members, after closing")),
        ],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect(),
        initial="1",
    )
    method = forms.ChoiceField(
        label=gettext_lazy("How is chosen"),
        choices=Method.choices,
        widget=forms.RadioSelect(),
        initial=Method.EQUAL_SHARES,
    )
    ties = forms.ChoiceField(
        label=gettext_lazy("When it is a tie, who decides"),
        choices=Ties.choices,
        widget=forms.RadioSelect(),
        initial=Ties.ORDER,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("question", "explanation"):
            if name in cleaned:
                cleaned[name] = storable(cleaned[name])
        counts = cleaned.get("ballot_kind") in (BallotKind.POINTS, BallotKind.RANKING)
        if counts and not cleaned.get("most") and "most" not in self.errors:
            self.add_error("most", _("How many? Fill in a number."))
        return cleaned

    @staticmethod
    def of(round_: Round) -> dict[str, Any]:
        """What stands there, to be changed."""
        names = [name for name in RoundForm.base_fields if name != "is_secret"]
        known = {name: getattr(round_, name) for name in names}
        return known | {"is_secret": "1" if round_.is_secret else "0"}


class ExtendForm(forms.Form):
    closes_at = moment_field(label=gettext_lazy("Give more time, until"))


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Pabulib file (.pb)"),
        help_text=gettext_lazy("Its question, budget and projects are taken over; its votes not."),
    )

    def text(self) -> str:
        return str(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is None:
            return cleaned
        if file.size > MAX_FILE:
            raise ValidationError(_("This file is larger than 5 MB."))
        try:
            cleaned["text"] = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            raise ValidationError(_("This is no text file in UTF-8.")) from wrong
        return cleaned


class CandidateForm(CompetitionGuard):
    """One line of the list: words and costs. Prefixed by what it is about."""

    guarded_fields: ClassVar[tuple[str, ...]] = ("title",)

    title = forms.CharField(
        label=gettext_lazy("In plain words"),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),  # it wraps: what is typed is read whole
    )
    cost = NumberField(
        label=gettext_lazy("Costs"), decimal_places=2, max_digits=12, min_value=Decimal("0.01")
    )

    def clean_title(self) -> str:
        """One line, however it was typed."""
        return storable(" ".join(self.cleaned_data["title"].split()))


class BallotForm(forms.Form):
    """A vote as it is typed; `points` is what it comes to. `start` is what was voted before."""

    needs_none = True  # one divides over the fields, so none of them is called optional

    def __init__(
        self,
        data: Any = None,
        *,
        round_: Round,
        candidates: Sequence[Candidate],
        start: Mapping[int, int] | None = None,
    ) -> None:
        super().__init__(data)
        self.round, self.candidates, self.start = round_, candidates, start or {}
        self.build()

    def build(self) -> None:
        raise NotImplementedError

    def read(self) -> dict[int, int]:
        raise NotImplementedError

    def points(self) -> dict[int, int]:
        return dict(self.cleaned_data["points"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["points"] = self.read()
            check_points(self.round, {c.pk for c in self.candidates}, cleaned["points"])
        return cleaned


class ApprovalForm(BallotForm):
    def build(self) -> None:
        self.fields["chosen"] = forms.TypedMultipleChoiceField(
            label=_("What does your company want?"),
            choices=[(c.pk, c.title) for c in self.candidates],
            coerce=int,
            required=False,
            initial=[pk for pk, given in self.start.items() if given],
            widget=forms.CheckboxSelectMultiple(),
        )

    def read(self) -> dict[int, int]:
        return dict.fromkeys(self.cleaned_data["chosen"], 1)


class PointsForm(BallotForm):
    def build(self) -> None:
        for candidate in self.candidates:
            self.fields[f"p{candidate.pk}"] = forms.IntegerField(
                label=candidate.title,
                required=False,
                min_value=0,
                max_value=self.round.most,
                initial=self.start.get(candidate.pk) or None,
                widget=forms.NumberInput({"inputmode": "numeric", "autocomplete": "off"}),
            )

    def read(self) -> dict[int, int]:
        given = {c.pk: self.cleaned_data.get(f"p{c.pk}") or 0 for c in self.candidates}
        return {pk: points for pk, points in given.items() if points}


class RankingForm(BallotForm):
    """A choice for each place; the place gives the points."""

    def build(self) -> None:
        top = self.places
        by_points = {given: pk for pk, given in self.start.items()}
        choices = [("", "–"), *((str(c.pk), c.title) for c in self.candidates)]
        for place in range(1, top + 1):
            self.fields[f"r{place}"] = forms.ChoiceField(
                label=_("Place %(n)d") % {"n": place},
                choices=choices,
                required=False,
                initial=str(by_points.get((self.round.most or top) - place + 1, "")),
            )

    @property
    def places(self) -> int:
        return min(self.round.most or len(self.candidates), len(self.candidates))

    def read(self) -> dict[int, int]:
        """What is left open in between is closed up; twice the same is refused."""
        chosen = [self.cleaned_data.get(f"r{place}") for place in range(1, self.places + 1)]
        order = [int(pk) for pk in chosen if pk]
        if len(set(order)) < len(order):
            raise ValidationError(_("Something stands in two places."))
        top = self.round.most or len(self.candidates)
        return {pk: top - place for place, pk in enumerate(order)}


_FORMS: dict[str, type[BallotForm]] = {
    BallotKind.APPROVAL: ApprovalForm,
    BallotKind.POINTS: PointsForm,
    BallotKind.RANKING: RankingForm,
}


def ballot_form(
    round_: Round,
    candidates: Sequence[Candidate],
    data: Any = None,
    start: Mapping[int, int] | None = None,
) -> BallotForm:
    return _FORMS[round_.ballot_kind](data, round_=round_, candidates=candidates, start=start)
