"""What the agenda asks the engine: which theme a sentence is about, and which say the same."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.core.cache import cache

from naober.engines.matching import same
from naober.features.agenda.models import Theme

KEPT = 24 * 60 * 60  # seconds
Row = tuple[int, str]  # a challenge by its id, and its words


def warm_up() -> None:
    """So that nobody waits while typing. Touches no database."""
    same.likeness("Wij vinden geen monteurs", "Monteurs zijn niet te vinden")


def theme_of(text: str, themes: Iterable[Theme]) -> Theme | None:
    """The theme whose words the sentence has most of; None when it has none of any."""
    by_slug = {one.slug: one for one in themes}
    cues = {slug: one.words.splitlines() for slug, one in by_slug.items()}
    tidy = {slug: [word.strip() for word in words if word.strip()] for slug, words in cues.items()}
    return by_slug.get(same.field_of(text, tidy))


def related(text: str, rows: Iterable[Row]) -> list[int]:
    """The challenges that say about the same, best first."""
    return [int(pk) for pk, _score in same.related(text, [(str(pk), said) for pk, said in rows])]


def pairs(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Which two may be one, likeliest first, smaller id first. The same texts are compared once a
    day: the answer is kept under a digest of all of them."""
    key = "agenda-alike-" + sha256(repr(sorted(rows)).encode()).hexdigest()
    found: list[tuple[int, int]] | None = cache.get(key)
    if found is None:
        said = same.pairs([(str(pk), text) for pk, text in rows])
        found = [
            (min(pair), max(pair)) for one, other, _ in said if (pair := (int(one), int(other)))
        ]
        cache.set(key, found, KEPT)
    return found
