"""What happened to a challenge, as people read it: one phrase for each code, in one place.

A feature that writes in the line of life (`services.tell`) has its codes here. A fact is filled in
by its name; one that is not there reads as a dash, and a code without a phrase as what its first
part is about, so what an older or newer version wrote never breaks a page.

Facts hold nothing that not everybody who sees the challenge may know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Phrase:
    """`text` with its facts in it. `tone` as of a chip: "yes", "brand", "info", "condition",
    "stop" or "" for what is of no great weight. `bare` is said where the facts were left out,
    because not everybody who sees the challenge may know them."""

    text: str | Promise
    tone: str = ""
    bare: str | Promise = ""


PHRASES: dict[str, Phrase] = {
    # No facts: which ones were taken together not everybody may know.
    "agenda.merged": Phrase(gettext_lazy("Taken together with others that say the same"), "brand"),
    "agenda.joined": Phrase(gettext_lazy("Another one that says the same was added"), "brand"),
    "agenda.apart": Phrase(gettext_lazy("Stands on its own again")),
    "agenda.opened": Phrase(gettext_lazy("All members may read it from now on"), "info"),
    "agenda.closed": Phrase(gettext_lazy("Closed: %(because)s"), "stop"),  # because
    "agenda.reopened": Phrase(gettext_lazy("Open again"), "info"),
    "agenda.free_again": Phrase(
        gettext_lazy("Open again: nobody works on it now, and it can be chosen anew"), "info"
    ),
    # round: the question of the round
    "weighing.candidate": Phrase(gettext_lazy("The members weigh it: %(round)s"), "info"),
    "weighing.chosen": Phrase(gettext_lazy("Chosen by the members: %(round)s"), "yes"),
    "weighing.not_chosen": Phrase(gettext_lazy("Not chosen this time: %(round)s"), "condition"),
    # title: of the focus point
    "focus.started": Phrase(
        gettext_lazy("Became a focus point: %(title)s"), "yes", gettext_lazy("Became a focus point")
    ),
    "focus.group": Phrase(
        gettext_lazy("A working group began: %(title)s"),
        "info",
        gettext_lazy("A working group began"),
    ),
    # Nothing of what was decided or done: the words are the group's own.
    "focus.decided": Phrase(gettext_lazy("The working group decided something"), "brand"),
    "focus.action_done": Phrase(gettext_lazy("The working group finished an action"), "yes"),
    "focus.result": Phrase(
        gettext_lazy("A result was reported; another party is asked to confirm it"), "info"
    ),
    # text: the words of the decision, the result
    "focus.decision": Phrase(
        gettext_lazy("Decided: %(text)s"),
        "brand",
        gettext_lazy("The working group decided something"),
    ),
    "focus.confirmed": Phrase(
        gettext_lazy("The result is confirmed: %(text)s"),
        "yes",
        gettext_lazy("A result is confirmed"),
    ),
    "focus.waits_again": Phrase(
        gettext_lazy("The result is not confirmed after all; another party is asked"), "condition"
    ),
    "focus.stopped": Phrase(
        gettext_lazy("The focus point was stopped: %(because)s"),
        "stop",
        gettext_lazy("The focus point was stopped"),
    ),
    # meeting: its title
    "meeting.discussed": Phrase(gettext_lazy("Discussed at a meeting: %(meeting)s"), "info"),
    # title: of the position; to: to whom it went
    "position.written": Phrase(gettext_lazy("A position is being written: %(title)s"), "info"),
    "position.sent": Phrase(gettext_lazy("Said to %(to)s with one voice: %(title)s"), "brand"),
    "position.answered": Phrase(gettext_lazy("%(to)s answered: %(title)s"), "brand"),
    # No facts: an investment is for members, a challenge may be read by more people.
    "investments.opened": Phrase(gettext_lazy("Companies say who joins an investment"), "info"),
    "streams.told": Phrase(gettext_lazy("An exchange plan was made for it"), "yes"),
    "investments.agreed": Phrase(gettext_lazy("Companies agreed to invest together"), "yes"),
    "investments.started": Phrase(gettext_lazy("What companies bought together works"), "yes"),
    "investments.stopped": Phrase(gettext_lazy("A joint investment did not go on"), "condition"),
}
# The first part of a code: what it is about, when there is no phrase for the whole.
SUBJECTS = {
    "agenda": gettext_lazy("The challenge"),
    "weighing": gettext_lazy("The round"),
    "focus": gettext_lazy("The focus point"),
    "meeting": gettext_lazy("The meeting"),
    "position": gettext_lazy("The position"),
}


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


def phrase_of(kind: str, facts: Mapping[str, Any]) -> str:
    """One line, in the language of the reader."""
    known = PHRASES.get(kind)
    if known is not None:
        return str(known.text) % _Facts(facts) if facts or not known.bare else str(known.bare)
    subject = SUBJECTS.get(kind.partition(".")[0])
    if subject is None:
        return _("Something happened")
    return _("%(subject)s: something happened") % {"subject": subject}


def tone_of(kind: str) -> str:
    known = PHRASES.get(kind)
    return known.tone if known is not None else ""
