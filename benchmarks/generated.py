"""Many listings from the lexicon's names and phrases of our own; the same ones every time."""

import random
from collections.abc import Sequence

from naober.lexicon import Lexicon

_OFFERS = (
    "{name} beschikbaar, {amount}",
    "Wij hebben {name} over ({amount}) in {place}",
    "{amount} {name}, vrij vanaf {month}",
    "{name} en wat {other}, gratis af te halen te {place}",
    "Aangeboden: {name}, kwaliteit wisselt, {amount}",
    "We have {name} to spare, {amount}",
)
_NEEDS = (
    "Gezocht: {name}, {amount}",
    "Wie heeft {name} voor ons? {amount}",
    "Wij zoeken {name} in de buurt van {place}",
    "{name} nodig vanaf {month}, ook {other} mag",
    "Looking for {name}, {amount}",
)
_AMOUNTS = (
    "{n} ton per maand", "{n} kuub per week", "{n} stuks", "{n} palletplaatsen", "{n} kg per dag",
    "{n} uur per week", "ongeveer {n} ton per jaar", "{n} MWh per jaar", "{n} m3/h",
)  # fmt: skip
_MONTHS = ("januari", "maart", "mei", "september", "november")
_PLACES = (
    "Assen", "Beilen", "Coevorden", "Emmen", "Gasselternijveen", "Hoogeveen", "Meppel",
)  # fmt: skip


def offers(lexicon: Lexicon, size: int) -> list[str]:
    return _texts(lexicon, size, _OFFERS, seed=1)


def needs(lexicon: Lexicon, size: int) -> list[str]:
    return _texts(lexicon, size, _NEEDS, seed=2)


def _texts(lexicon: Lexicon, size: int, phrases: Sequence[str], seed: int) -> list[str]:
    choose = random.Random(seed)
    names = sorted({name for concept in lexicon.concepts.values() for name in concept.names()})
    made = []
    for _ in range(size):
        amount = choose.choice(_AMOUNTS).format(n=choose.randint(1, 900))
        made.append(
            choose.choice(phrases).format(
                name=choose.choice(names),
                other=choose.choice(names),
                amount=amount,
                place=choose.choice(_PLACES),
                month=choose.choice(_MONTHS),
            )
        )
    return made
