"""What a person sees while typing, before anything is saved: how it was understood, what to ask,
and which neighbours fit. Nothing here writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naober.features.exchange import cards, engine_bridge, facts, services, sharing
from naober.features.exchange.cards import FoundCard
from naober.features.exchange.facts import Fact, Piece
from naober.features.exchange.models import Direction, Listing, reads
from naober.features.exchange.services import Said
from naober.files.reasons import cadence_words
from naober.foundation.audience.crowd import is_crowd
from naober.foundation.audience.levels import FieldGroup
from naober.foundation.members import limits
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import reader_of

SHOWN = 6
LOOKS = 1_000  # in an hour; typing a sentence takes about fifteen
MAX_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class Option:
    """A button under a question. `value` is what it posts as `answer`."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """`free` asks for words: there are no answers to choose from."""

    code: str
    text: str
    options: list[Option]
    free: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    pieces: list[Piece] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    found: list[FoundCard] = field(default_factory=list)
    silent: list[cards.SilentCard] = field(default_factory=list)
    more: int = 0
    error: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.found) + len(self.silent) + self.more


def may_look(user: User) -> bool:
    """Count one more. Who types all day stays far below it; who asks after what neighbours hide,
    sentence by sentence, does not."""
    return limits.may_do("preview", user, LOOKS)


def too_often() -> str:
    return _("You looked very often this hour. Wait a moment and look again, or place it now.")


def preview_of(*, company: Company, said: Said, by: User, skipped: list[str]) -> Preview:
    """Never raises for what was typed: an error is part of the answer."""
    try:
        listing = services.draft_listing(company=company, said=said, by=by)
    except ValidationError as refused:
        return Preview(error=" ".join(refused.messages))
    found = engine_bridge.find_matches(listing, timezone.localdate(), also_own=_hidden_from(by))
    shown = cards.found_cards(found, by)
    silent = cards.silent_cards(listing, by, shown)
    return Preview(
        pieces=facts.pieces(listing.text, listing.understanding),
        facts=[*facts.facts_of(listing, engine_bridge.lexicon()), _who(listing)],
        questions=list(_questions(listing, skipped))[:MAX_QUESTIONS],
        found=shown[:SHOWN],
        silent=silent,
        more=max(0, len(shown) - SHOWN),
        notes=list(_notes(listing)),
    )


def _hidden_from(by: User) -> Q | None:
    """The desk looks for one company after another. If a listing whose name it may not read were
    left out for its own company only, that would tell whose it is."""
    return ~reads(reader_of(by), FieldGroup.WHO) if by.is_desk else None


def answered(said: Said, answer: str, words: str, by: User, company: Company) -> Said:
    """What was said, with the answer to a question in it. An unknown answer changes nothing."""
    code, _colon, value = answer.partition(":")
    value = value or words.strip()
    if not value:
        return said
    if code == "direction":
        return _with(said, direction=value if value in Direction.values else "")
    listing = services.draft_listing(company=company, said=said, by=by)
    if code == "cadence":
        return _with(said, text=_with_cadence(listing, value))
    if code == "which":
        return _with(said, text=f"{listing.text} ({_concept_name(value, listing.language)})")
    return _with(said, text=f"{listing.text}, {value}")


def _with(said: Said, **changed: Any) -> Said:
    return replace(said, **changed)


def _with_cadence(listing: Listing, cadence: str) -> str:
    """ "40 t slib" -> "40 t per week slib": behind its amount, in the sentence's own language."""
    quantity = listing.understanding.get("quantity")
    at = quantity["span"]["end"] if quantity else len(listing.text)
    words = cadence_words(cadence, listing.language)
    return f"{listing.text[:at]} {words}{listing.text[at:]}" if words else listing.text


def _questions(listing: Listing, skipped: list[str]) -> Iterator[Question]:
    asked: list[Mapping[str, Any]] = list(listing.understanding.get("questions") or ())
    if not listing.direction:
        asked.insert(0, {"code": "direction", "options": ["offer", "need"]})
    for code, options in {q["code"]: q["options"] for q in asked}.items():
        text = _question_texts().get(code, "")
        if text and code not in skipped and not (code == "direction" and listing.direction):
            buttons = [Option(_option(code, o), f"{code}:{o}") for o in options]
            yield Question(code, text, [b for b in buttons if b.label], not buttons)


def _question_texts() -> dict[str, str]:
    return {
        "direction": _("Do you bring this, or do you seek it?"),
        "what": _("What is it, in another word?"),
        "quantity": _("How much is it, about?"),
        "cadence": _("Is that once, or again and again?"),
        "temperature": _("At what temperature?"),
        "purity": _("How clean or pure is it?"),
        "period": _("When, or from when?"),
        "which": _("Which of these do you mean?"),
    }


def _option(code: str, option: str) -> str:
    if code == "direction":
        return _("we bring it") if option == Direction.OFFER else _("we seek it")
    if code == "cadence":
        return facts.per(option) or (_("once") if option == "once" else "")
    if code == "which":
        return _concept_name(option, get_language() or "nl")
    return option


def _concept_name(id: str, language: str) -> str:
    concept = engine_bridge.lexicon().concepts.get(id)
    return "" if concept is None else (concept.nl if language == "nl" else concept.en)


def _who(listing: Listing) -> Fact:
    return Fact(_("Who may see this"), sharing.in_words(listing))


def _notes(listing: Listing) -> Iterator[str]:
    if _few(listing):
        yield _("So few companies take part that others may guess who you are.")
    if not listing.tells_members() and not engine_bridge.main_concepts(listing.understanding):
        yield _(
            "Who may not read all of it only finds what we recognise, and here that is nothing."
        )


def _few(listing: Listing) -> bool:
    """So few companies take part that others may guess whose it is."""
    if listing.tells_members(FieldGroup.WHO) or not listing.is_shared:
        return False
    return not is_crowd(Company.objects.taking_part().count())


def skipped_answers(data: Mapping[str, Any], known: list[str]) -> list[str]:
    """Questions that were put aside stay aside, so that nothing is asked twice."""
    code, _colon, value = str(data.get("answer", "")).partition(":")
    return [*known, value] if code == "skip" else known
