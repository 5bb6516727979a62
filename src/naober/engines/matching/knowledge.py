"""What the engine derives from a lexicon once and then asks again and again.

Kept for the last few lexicons of a process. It only saves time: made again, it is the same.
"""

from dataclasses import dataclass

from naober.engines.matching.kinship import Kinships
from naober.engines.matching.text import Scorer
from naober.lexicon import Lexicon

_KEPT = 4
_made: "dict[int, Knowledge]" = {}


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The kinship of concepts and the likeness of texts, by one lexicon."""

    lexicon: Lexicon
    kinships: Kinships
    scorer: Scorer


def knowledge_of(lexicon: Lexicon) -> Knowledge:
    """The `Knowledge` of a lexicon."""
    found = _made.get(id(lexicon))
    if found is None or found.lexicon is not lexicon:
        while len(_made) >= _KEPT:
            _made.pop(next(iter(_made)), None)
        found = _made[id(lexicon)] = Knowledge(lexicon, Kinships(lexicon), Scorer(lexicon))
    return found
