"""The lexicon's names for what a listing is about."""

from collections.abc import Iterable
from typing import Any

from naober import lexicon as lexicons
from naober.features.exchange.models import Listing


def lexicon() -> lexicons.Lexicon:
    return lexicons.load()


def main_concepts(understanding: dict[str, Any]) -> list[str]:
    """The ids of what is offered or sought, in the order of the text, each once."""
    mentions = understanding.get("concepts", ())
    known = lexicon().concepts
    main = [m["concept"] for m in mentions if m["main"] and m["concept"] in known]
    return list(dict.fromkeys(main))


def concept_names(listing: Listing, language: str) -> str:
    """What it is about in the words of the lexicon; "" when no concept was found."""
    known = lexicon().concepts
    names = (known[id] for id in main_concepts(listing.understanding))
    return ", ".join(concept.nl if language == "nl" else concept.en for concept in names)


def in_both_languages(ids: Iterable[str]) -> str:
    known = lexicon().concepts
    return ", ".join(f"{known[id].nl}, {known[id].en}" for id in ids if id in known)
