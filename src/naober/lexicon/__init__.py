"""The region's industry in words: concepts with their names, links, units, places, activities.

`load()` gives the packaged lexicon and `warm()` the same with all its indexes built. Its tables are
in `data/`, for domain experts to edit, and
`naober lexicon check` (see `validate`) says what is wrong with them. Look-up is in `lookup`.
"""

from naober.lexicon.lexicon import Lexicon
from naober.lexicon.load import load, warm
from naober.lexicon.lookup import Mention
from naober.lexicon.model import (
    Activity,
    Concept,
    Dimension,
    Kind,
    Link,
    Place,
    Precedent,
    Relation,
    Unit,
)
from naober.lexicon.places import PlaceMention

__all__ = [
    "Activity",
    "Concept",
    "Dimension",
    "Kind",
    "Lexicon",
    "Link",
    "Mention",
    "Place",
    "PlaceMention",
    "Precedent",
    "Relation",
    "Unit",
    "load",
    "warm",
]
