"""What the agenda asks the engine: which theme a sentence is about, and which say the same."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.core.cache import cache

from naober.engines.matching import same
from naober.features.agenda.models import Theme

KEPT = 30 * 24 * 60 * 60  # seconds
ALIKE = "agenda-alike"
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
    """Which two may be one, likeliest first, smaller id first. What was found is kept with a digest
    of each text: the likeness of two depends on these two alone, so only what is new is compared.
    """
    digests = {str(pk): sha256(text.encode()).hexdigest()[:16] for pk, text in rows}
    before, found = cache.get(ALIKE, ({}, []))
    fresh = {pk for pk, digest in digests.items() if before.get(pk) != digest}
    stay = digests.keys() - fresh
    if fresh or stay != before.keys():
        new = same.pairs([(str(pk), text) for pk, text in rows], fresh=fresh) if fresh else []
        found = [pair for pair in found if pair[0] in stay and pair[1] in stay] + new
        cache.set(ALIKE, (digests, found), KEPT)
    best = sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))
    both = ((int(one), int(other)) for one, other, _score in best)
    return [(min(pair), max(pair)) for pair in both]
