"""Why a company that posted nothing may be a neighbour, in words."""

from collections.abc import Mapping

from naober.engines.matching.neighbours import NeighbourCode, NeighbourReason
from naober.files.reasons import LANGUAGES
from naober.lexicon import Lexicon

_WORDS: Mapping[NeighbourCode, tuple[str, str]] = {
    NeighbourCode.PRECEDENT: (
        "elders gaat {concept} van {giver} naar {receiver}{use}",
        "elsewhere {concept} goes from {giver} to {receiver}{use}",
    ),
    NeighbourCode.SAME_GIVER: (
        "elders gaat iets anders van {giver} naar {receiver}: {concept}{use}",
        "elsewhere something else goes from {giver} to {receiver}: {concept}{use}",
    ),
    NeighbourCode.EXCHANGE: (
        "bekend voorbeeld: {text}, van {giver} naar {receiver}{use}",
        "known case: {text}, from {giver} to {receiver}{use}",
    ),
    NeighbourCode.USUALLY_TAKES: (
        "{activity} gebruikt meestal {concept}",
        "{activity} usually takes {concept}",
    ),
    NeighbourCode.CAN_SERVE_AS: (
        "{activity} gebruikt meestal {concept}, en {offer} kan daarvoor dienen",
        "{activity} usually takes {concept}, and {offer} can serve as that",
    ),
}
_NAMED = frozenset({"giver", "receiver", "activity", "concept", "offer"})


def describe_neighbour(reason: NeighbourReason, lexicon: Lexicon, language: str = "nl") -> str:
    """The reason in one short clause. `language` is "nl" or "en"."""
    given = dict(reason.values)
    values = {k: _name(v, lexicon, language) if k in _NAMED else v for k, v in given.items()}
    use = given.get(f"use_{language}") or given.get("use") or ""
    values["use"] = f" ({use})" if use else ""
    return _WORDS[reason.code][LANGUAGES.index(language)].format(**values)


def _name(id: str, lexicon: Lexicon, language: str) -> str:
    """The name of a concept or activity; what is neither stays as it is."""
    known = lexicon.concepts.get(id) or lexicon.activities.get(id)
    if known is None:
        return id
    return known.nl if language == "nl" else known.en
