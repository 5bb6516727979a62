"""The question: one sentence, and the day on which it was said."""

from dataclasses import dataclass
from datetime import date

from naober.lexicon import Lexicon

MAX_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """`today` is handed in so that "volgende maand" has one meaning; engines know no clock.

    `direction` is what the user already chose ("offer" or "need"), or None to read it in the text.
    Only the first MAX_CHARACTERS characters are read; the rest stays free text.
    """

    text: str
    today: date
    lexicon: Lexicon
    direction: str | None = None
