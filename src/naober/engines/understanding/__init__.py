"""What does this sentence offer or ask?

**Question.** One plain sentence, Dutch or English, and the day on which it was said (`Sentence`).

**Method.** Rules over a lexicon, in the manner of a cascade of finite-state readers (Abney,
"Partial parsing via finite-state cascades", 1996): each reader claims what it explains, in the
order numbers that measure nothing, periods, physics, composition, places, quantities. Direction is
a weighed sum of cues, turned around where a question speaks of others. What is offered and what is
merely mentioned is told apart by the words that lead it in.

**Guarantees.** Any text has an answer and none raises; the same text, day and lexicon give the same
answer; every span lies inside the text and holds at least one character; nothing is invented: a
value is there only when words carry it. At most two questions come back, each only where its answer
could change a match.

**Limits.** One listing a sentence: of two offers in one breath the first amount counts. Only the
first MAX_CHARACTERS characters are read. Irony, spelling beyond one slip a word, and other
languages stay free text. "Tot maart" is taken to end before March, "regio X" to mean 25 km.
"""

from naober.engines.understanding.problem import MAX_CHARACTERS, Sentence
from naober.engines.understanding.result import (
    Cadence,
    Certificate,
    Component,
    ConceptMention,
    Direction,
    Period,
    PlaceMention,
    Quantity,
    Question,
    QuestionCode,
    Range,
    Span,
    Understanding,
)
from naober.engines.understanding.solve import understand

__all__ = [
    "MAX_CHARACTERS",
    "Cadence",
    "Certificate",
    "Component",
    "ConceptMention",
    "Direction",
    "Period",
    "PlaceMention",
    "Quantity",
    "Question",
    "QuestionCode",
    "Range",
    "Sentence",
    "Span",
    "Understanding",
    "understand",
]
