"""A challenge as a page shows it to one reader: nothing in it that this reader may not know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from naober.features.agenda import phrases, sharing, support
from naober.features.agenda.models import Challenge, Milestone, Origin, State
from naober.features.agenda.selectors import reader_and_own
from naober.features.agenda.support import Support
from naober.foundation.audience.levels import FieldGroup, Level, rank
from naober.foundation.members.models import User

TITLE = 120
TONES = {
    State.OPEN: "info",
    State.MERGED: "",
    State.CHOSEN: "yes",
    State.DONE: "brand",
    State.CLOSED: "",
}


@dataclass(frozen=True, slots=True)
class Card:
    """`who` is the company's name, or words for one that does not show it. `when` is a day, or a
    week of what hides its name. `mine` says that it is of the reader's own company."""

    pk: int
    url: str
    text: str
    title: str
    theme: str
    state: str
    state_text: str
    tone: str
    who: str
    hidden: bool
    when: str
    mine: bool
    support: Support
    sharing: str
    by_desk: bool
    for_members: bool
    narrow: str  # where it is not for all members: for whom it is, in words

    @property
    def is_live(self) -> bool:
        return self.state in (State.OPEN, State.CHOSEN)


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of the line of life. `tone` "next" is what did not happen yet. `part`: the words of
    the one it happened to, before that was taken together with others."""

    when: str
    text: str
    tone: str
    url: str = ""
    part: str = ""


def cards(found: Iterable[Challenge], user: User) -> list[Card]:
    """Of rows that were read by `selectors`, for this person; three statements at most."""
    reader, own = reader_and_own(user)
    rows = list(found)
    said = support.support_of(rows, reader, own)
    return [_card(one, own, said[one.pk]) for one in rows]


def _card(one: Challenge, own: set[int], said: Support) -> Card:
    mine = one.company_id in own
    knows = one.company_id is None or one.may_read(FieldGroup.WHO)
    return Card(
        pk=one.pk,
        url=one.get_absolute_url(),
        text=one.text,
        title=title_of(one),
        theme=str(one.theme) if one.theme else "",
        state=one.state,
        state_text=str(one.get_state_display()),
        tone=TONES[State(one.state)],
        who=_who(one) if knows else _("a company, without its name"),
        hidden=not knows,
        when=_when(one),
        mine=mine,
        support=said,
        sharing=sharing.in_words(one, to_others=not mine) if mine or one.step == 0 else "",
        by_desk=one.entered_by_desk and knows,
        for_members=rank(one.audience) >= rank(Level.MEMBERS),
        narrow="" if mine else str(sharing.NARROW.get(Level(one.audience), "")),
    )


def _who(one: Challenge) -> str:
    if one.company is not None:
        return one.company.name
    if one.origin == Origin.MEETING:
        return _("said at a meeting")
    if one.origin == Origin.MERGED:
        return _("several companies")
    return _("the desk")


def _when(one: Challenge) -> str:
    """Of what hides its name the day was never kept: only the Monday of its week."""
    if one.company_id is not None and one.audience_who != one.audience:
        return _("week of %(day)s") % {"day": day(one.created_at)}
    return day(one.created_at)


def day(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y")


def line_of_life(
    challenge: Challenge,
    shown: Mapping[int, Card],
    told: Iterable[Milestone],
    family: Sequence[Challenge] = (),
) -> list[Moment]:
    """From its first word to what comes next, in order; with the whole life of what was taken
    together into it, `family`. All of it was read with the rights of the reader."""
    card = shown[challenge.pk]
    made = [(challenge.created_at, Moment(card.when, _begin(challenge, card), "brand"))]
    for one in family:
        begun = _begin(one, shown[one.pk])
        made.append(
            (one.created_at, Moment(shown[one.pk].when, begun, "brand", part=shown[one.pk].title))
        )
    made += [
        (one.at, _told(one, "" if one.challenge_id == card.pk else shown[one.challenge_id].title))
        for one in told
        if one.challenge_id == card.pk or one.kind != "agenda.merged"
    ]
    if family:
        made.sort(key=lambda pair: pair[0])
    moments = [moment for _at, moment in made]
    whole = shown.get(challenge.merged_into_id or 0)
    if whole is not None:
        text = _("It goes on in: %(title)s") % {"title": whole.title}
        moments.append(Moment("", text, "info", whole.url))
    following = _following(challenge)
    return [*moments, Moment("", following, "next")] if following else moments


def _told(one: Milestone, part: str) -> Moment:
    words = phrases.phrase_of(one.kind, one.facts)
    return Moment(day(one.at), words, phrases.tone_of(one.kind), one.path, part)


def _begin(challenge: Challenge, card: Card) -> str:
    if challenge.origin == Origin.MERGED:
        return _("Several that say the same were taken together")
    if challenge.origin == Origin.MEETING:
        return _("Raised at a meeting")
    if challenge.origin == Origin.CONVERSATION and not card.hidden:
        return _("Told to the desk by %(company)s") % {"company": card.who}
    return _("Raised by %(company)s") % {"company": card.who}


def _following(challenge: Challenge) -> str:
    if challenge.state == State.OPEN and rank(challenge.audience) < rank(Level.MEMBERS):
        return _("Members weigh together what all of them may read; this one is for fewer.")
    return {
        State.OPEN: _("Next: the members weigh what they take up together"),
        State.CHOSEN: _("Next: a working group gets to a result"),
    }.get(State(challenge.state), "")


def title_of(one: Challenge) -> str:
    """Its words on one line, cut where they are many."""
    words = " ".join(one.text.split())
    return words if len(words) <= TITLE else f"{words[: TITLE - 1].rstrip()}…"
