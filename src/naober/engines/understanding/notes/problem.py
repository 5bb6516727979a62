"""The question: a note, and the day of the talk that it is about."""

from dataclasses import dataclass
from datetime import date

from naober.lexicon import Lexicon

MAX_CHARACTERS = 50_000


@dataclass(frozen=True, slots=True)
class Notes:
    """`company_names` are those of the company that was spoken to; `people` those known there.

    `today` is the day of the talk: "over twee weken" is counted from it.
    """

    text: str
    today: date
    lexicon: Lexicon
    company_names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
