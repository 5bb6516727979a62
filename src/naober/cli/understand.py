"""`naober understand "SENTENCE"`: what a sentence offers or asks, with the words that say so."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

import click
from rich.table import Table

from naober.cli.output import (
    console,
    day_of,
    day_option,
    json_option,
    language_option,
    plain,
    readable,
    write_json,
)
from naober.engines.understanding import (
    QuestionCode,
    Range,
    Sentence,
    Span,
    Understanding,
)
from naober.engines.understanding import (
    understand as read_sentence,
)
from naober.files.reasons import cadence_words, number
from naober.lexicon import Lexicon, load

_LABELS = {
    "direction": ("richting", "direction"),
    "kind": ("soort", "kind"),
    "concept": ("wat", "what"),
    "context": ("genoemd", "mentioned"),
    "quantity": ("hoeveelheid", "quantity"),
    "flow": ("stroom", "flow"),
    "temperature": ("temperatuur", "temperature"),
    "pressure": ("druk", "pressure"),
    "power": ("vermogen", "power"),
    "composition": ("samenstelling", "composition"),
    "place": ("plaats", "place"),
    "period": ("periode", "period"),
    "certificate": ("certificaat", "certificate"),
    "free": ("overige woorden", "other words"),
    "question": ("vraag", "question"),
}
_VALUES = {
    "offer": ("brengen", "offer"),
    "need": ("halen", "need"),
    "unknown": ("onbekend", "unknown"),
}
_QUESTIONS = {
    QuestionCode.DIRECTION: ("Wilt u dit brengen of halen?", "Do you offer or seek this?"),
    QuestionCode.WHAT: ("Waar gaat het over?", "What is it about?"),
    QuestionCode.QUANTITY: ("Om hoeveel gaat het?", "How much is it?"),
    QuestionCode.CADENCE: ("Hoe vaak: eenmalig of steeds?", "How often: once or again and again?"),
    QuestionCode.TEMPERATURE: ("Welke temperatuur?", "Which temperature?"),
    QuestionCode.PURITY: ("Hoe zuiver is het?", "How pure is it?"),
    QuestionCode.PERIOD: ("Vanaf wanneer en tot wanneer?", "From when until when?"),
    QuestionCode.WHICH: ("Welke hiervan bedoelt u?", "Which of these do you mean?"),
}
Line = tuple[str, str, Span | None]


@click.command()
@click.argument("sentence")
@json_option
@click.option(
    "--direction", type=click.Choice(["offer", "need"]), help="Als het bekend is / if it is known."
)
@language_option
@day_option
def understand(
    sentence: str, as_json: bool, direction: str | None, language: str, today: datetime | None
) -> None:
    """Wat brengt of zoekt SENTENCE? / What does one SENTENCE offer or seek?

    Dutch or English; "-" reads it from standard input.
    """
    if sentence == "-":
        sentence = _standard_input()
    lexicon = load()
    found = read_sentence(Sentence(readable(sentence), day_of(today), lexicon, direction))
    if as_json:
        write_json(asdict(found))
    else:
        _show(found, lexicon, 0 if language == "nl" else 1)


def _standard_input() -> str:
    if sys.stdin is None:
        raise click.ClickException("er is geen invoer / there is no standard input")
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def _show(found: Understanding, lexicon: Lexicon, language: int) -> None:
    table = Table.grid(padding=(0, 2))
    for label, value, span in _lines(found, lexicon, language):
        words = f"“{found.text[span.start : span.end]}”" if span else ""
        table.add_row(
            plain(_LABELS[label][language], style="bold"), plain(value), plain(words, style="dim")
        )
    console().print(table)


def _lines(found: Understanding, lexicon: Lexicon, language: int) -> Iterator[Line]:
    direction = _VALUES[str(found.direction)][language]
    yield "direction", f"{direction} ({found.direction_confidence:.0%})", found.direction_span
    for mention in found.concepts:
        label = "concept" if mention.main else "context"
        yield label, _name(mention.concept, lexicon, language), mention.span
    yield from _measures(found, language)
    for part in found.composition:
        yield "composition", f"{part.name} {_range(part.low, part.high, language)}%", part.span
    if found.place:
        yield "place", found.place.name, found.place.span
    if found.period:
        period = found.period
        yield "period", f"{period.start or '…'} - {period.end or '…'} {period.note}", period.span
    for certificate in found.certificates:
        yield "certificate", certificate.name, certificate.span
    if found.free_text:
        yield "free", found.free_text[:300], None
    for question in found.questions:
        options = ", ".join(_name(option, lexicon, language) for option in question.options)
        asked = _QUESTIONS[question.code][language]
        yield "question", f"{asked} ({options})" if options else asked, None


def _measures(found: Understanding, language: int) -> Iterator[Line]:
    for label, quantity in (("quantity", found.quantity), ("flow", found.flow)):
        if quantity:
            amount = _range(quantity.low, quantity.high, language)
            unit = load().units[quantity.unit]
            per = cadence_words(quantity.cadence, ("nl", "en")[language])
            yield label, f"{amount} {unit.symbol or unit.id} {per}", quantity.span
    for label, unit_name, range_ in (
        ("temperature", "°C", found.temperature),
        ("pressure", "bar", found.pressure),
        ("power", "kW", found.power),
    ):
        if isinstance(range_, Range):
            yield label, f"{_range(range_.low, range_.high, language)} {unit_name}", range_.span


def _name(id: str, lexicon: Lexicon, language: int) -> str:
    concept = lexicon.concepts.get(id)
    if concept is None:
        return _VALUES.get(id, (id, id))[language]
    return (concept.nl, concept.en)[language]


def _range(low: float | None, high: float | None, language: int) -> str:
    code = ("nl", "en")[language]
    if low is None or high is None:
        known = low if low is not None else high
        sign = "≥ " if low is not None else "≤ "
        return "" if known is None else sign + number(known, code)
    return number(low, code) if low == high else f"{number(low, code)}-{number(high, code)}"
