"""The guard of competition law: what competitors do not talk about with each other, here neither.

`flags` reads a text. A form that puts something before others (a challenge, an item of a meeting,
a position) inherits `CompetitionGuard`: what looks like such talk is asked about, and goes on when
its writer says why it may. The reminder to show beside it is `parts/competition_reminder.html`.
"""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext, gettext_lazy

from naober.lexicon.forbidden import Flag, flags

__all__ = ["CompetitionGuard", "Flag", "flags", "told"]

REASON = "why_it_may"
MOST_NAMED = 3  # what was read is quoted; more than that helps nobody


def told(found: tuple[Flag, ...]) -> list[str]:
    """For each topic a sentence in the reader's language: what was read, and why it is asked."""
    language = (get_language() or "nl")[:2]
    made = []
    for topic in dict.fromkeys(flag.topic for flag in found):
        words = dict.fromkeys(flag.words for flag in found if flag.topic == topic)
        quoted = ", ".join(f"“{word}”" for word in list(words)[:MOST_NAMED])
        said = gettext("This looks like talk about %(topic)s (%(words)s).") % {
            "topic": topic.name(language),
            "words": quoted,
        }
        made.append(f"{said} {topic.why(language)}")
    return made


class CompetitionGuard(forms.Form):
    """For a form whose `guarded_fields` are read by others who may be competitors.

    Flagged and no reason given: refused, with a field to say why it may. `why_it_may` is then in
    `cleaned_data`, "" when nothing was flagged; keep it with the row, to show it later.
    """

    guarded_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.fields[REASON] = forms.CharField(
                label=gettext_lazy("Put it there all the same: say why it may"),
                required=False,
                max_length=500,
                help_text=gettext_lazy(
                    "For instance: these are published figures, or it is about a price that the "
                    "government sets. The reason is kept."
                ),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        texts = [str(cleaned.get(name) or "") for name in self.guarded_fields]
        found = tuple(flag for text in texts for flag in flags(text))
        if not found:
            self.fields.pop(REASON, None)
            return {**cleaned, REASON: ""}
        if not cleaned.get(REASON):
            self.fields[REASON].required = True
            self.order_fields([REASON])  # first: it is what stands between them and going on
            self.add_error(REASON, ValidationError(told(found), code="competition"))
        return cleaned
