"""What a joint investment is worth, in words. Dutch and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from naober.engines.investing import Answer, Worth
from naober.files.share_reasons import money

_WHAT: Mapping[str, tuple[str, str]] = {
    "benefit": ("wat het per jaar oplevert", "what it brings a year"),
    "cost": ("wat het kost", "what it costs"),
    "rate": ("de rente waarmee wordt gerekend", "the discount rate"),
    "life": ("hoe lang het meegaat", "how long it lasts"),
    "yearly": ("wat het per jaar kost", "what it costs a year"),
}
_COLUMNS = (
    ("alleen kost", "alleen waard", "samen kost", "samen waard", "acht van de tien keer",
     "rendement", "terugverdiend"),
    ("alone costs", "alone worth", "together costs", "together worth", "eight times of ten",
     "return", "earned back"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """In one language: "nl" or "en"."""

    language: str

    def _say(self, nl: str, en: str) -> str:
        return nl if self.language == "nl" else en

    def _euros(self, amount: float) -> str:
        return f"EUR {money(Fraction(round(amount)), self.language)}"

    def group(self, found: Answer) -> Iterator[str]:
        """Who joins, and how sure it is that no more can."""
        number = len(found.held.shares)
        if number:
            yield self._say(
                f"{number} van de {len(found.alone)} doen mee: elke voorwaarde klopt.",
                f"{number} of {len(found.alone)} join: each condition holds.",
            )
        elif found.missing:
            more = found.missing
            yield self._say(
                f"Nog {more} {'zo een' if more == 1 else 'zulke'} erbij en het lukt.",
                f"{more} more like these and it flies.",
            )
        else:
            yield self._say(
                "Er is geen groep waarin ieders voorwaarde klopt.",
                "There is no group in which each condition holds.",
            )
        if not found.held.proven:
            yield self._say(
                "Niet bewezen dat geen grotere groep kan.",
                "Not proven that no larger group is possible.",
            )
        if found.held.others:
            others = found.held.others
            yield self._say(
                f"Er {'is' if others == 1 else 'zijn'} nog {others} zo grote groep"
                f"{'' if others == 1 else 'en'}; deze is samen het grootst.",
                f"There {'is' if others == 1 else 'are'} {others} more of that number; this one is "
                "the largest in size.",
            )

    def columns(self) -> tuple[str, ...]:
        return _COLUMNS[self.language != "nl"]

    def row(self, alone: Worth | None, together: Worth | None) -> list[str]:
        apart = [self._euros(alone.cost), self._euros(alone.npv)] if alone else ["", ""]
        if together is None:
            return [*apart, self._say("doet niet mee", "does not join"), "", "", "", ""]
        return [
            *apart,
            self._euros(together.cost),
            self._euros(together.npv),
            f"{self._euros(together.low)} - {self._euros(together.high)}",
            self._rate(together.irr),
            self._years(together.payback),
        ]

    def all_together(self) -> str:
        return self._say("samen", "together")

    def hangs_by(self, found: Answer) -> Iterator[str]:
        """What the whole hangs by, most first."""
        if not found.swings:
            return
        yield self._say("Waar het van afhangt, voor allen samen:", "What it hangs by, for all:")
        for one in found.swings:
            what = _WHAT[one.what][self.language != "nl"]
            yield f"  {what}: {self._euros(one.bad)} - {self._euros(one.good)}"

    def _rate(self, rate: float | None) -> str:
        if rate is None:
            return self._say("geen", "none")
        shown = f"{rate:.1%}"
        return shown.replace(".", ",") if self.language == "nl" else shown

    def _years(self, years: float | None) -> str:
        if years is None:
            return self._say("nooit", "never")
        shown = f"{years:.1f}"
        return self._say(f"{shown.replace('.', ',')} jaar", f"{shown} years")
