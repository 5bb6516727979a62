"""Divisions in words that a director accepts: each share, who would complain, and what other rules
have against it. Dutch and English, the same on the command line and on pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from naober.engines.costsharing import (
    Division,
    GameError,
    Objection,
    Remark,
    Rule,
    Sense,
    Subsidy,
    Wrong,
)
from naober.files.reasons import LANGUAGES

NAMES: Mapping[Rule, tuple[str, str]] = {
    Rule.SHAPLEY: ("Wat ieder toevoegt (Shapley)", "What each adds (Shapley)"),
    Rule.NUCLEOLUS: ("Minste reden tot weglopen (nucleolus)", "Least reason to leave (nucleolus)"),
    Rule.PER_CAPITA: ("Nucleolus per deelnemer", "Nucleolus per head"),
    Rule.PRENUCLEOLUS: ("Prenucleolus", "Prenucleolus"),
    Rule.LEAST_CORE: ("Kleinste onvrede (least core)", "Least discontent (least core)"),
    Rule.OWEN: ("Prijs van wat ieder inbrengt (Owen)", "Price of what each brings (Owen)"),
    Rule.SEPARABLE: ("Eigen deel, dan naar voordeel", "Own part, then by benefit"),
    Rule.PROPORTIONAL: ("Naar verhouding van alleen", "In proportion to alone"),
    Rule.EQUAL: ("Gelijke delen", "Equal parts"),
}  # fmt: skip
_LEAST = (
    "zo heeft de groep met de meeste reden om weg te lopen daar zo weinig mogelijk reden toe{per}, "
    "daarna de volgende groep, enzovoort",
    "so the group with most reason to leave has as little reason as can be{per}, then the next "
    "group, and so on",
)
_WHY: Mapping[Rule, tuple[str, str]] = {
    Rule.SHAPLEY: (
        "dat is wat {player} gemiddeld {adds}, over alle volgordes waarin de deelnemers kunnen "
        "instappen",
        "that is what {player} {adds} on average, over all orders in which the participants can "
        "join",
    ),
    Rule.NUCLEOLUS: (_LEAST[0].format(per=""), _LEAST[1].format(per="")),
    Rule.PER_CAPITA: (
        _LEAST[0].format(per=", gerekend per deelnemer"),
        _LEAST[1].format(per=", counted per head"),
    ),
    Rule.PRENUCLEOLUS: (_LEAST[0].format(per=""), _LEAST[1].format(per="")),
    Rule.LEAST_CORE: (
        "bij geen andere verdeling is de minst tevreden groep beter af",
        "in no other division is the least content group better off",
    ),
    Rule.OWEN: (
        "zoveel is wat {player} inbrengt waard, tegen de prijs die het beste plan eraan geeft",
        "so much is what {player} brings worth, at the price that the best plan gives it",
    ),
    Rule.SEPARABLE: (
        "eerst wat {player} aan het geheel verandert, dan een deel van de rest, naar het voordeel "
        "van meedoen",
        "first what {player} changes for all, then a part of the rest, by the benefit of joining",
    ),
    Rule.PROPORTIONAL: (
        "dezelfde verhouding als wanneer ieder alleen ging",
        "the same proportion as when each goes alone",
    ),
    Rule.EQUAL: (
        "het totaal in gelijke delen, of naar het gewicht dat is afgesproken",
        "the total in equal parts, or by the weights that were agreed",
    ),
}
_AGAINST: Mapping[Rule, tuple[str, str]] = {
    Rule.SHAPLEY: (
        "wat {player} gemiddeld {adds}, is {due}",
        "what {player} {adds} on average is {due}",
    ),
    Rule.NUCLEOLUS: (
        "in de verdeling die de minst tevreden groepen ontziet, is het voor {player} {due}",
        "in the division that spares the least content groups, it is {due} for {player}",
    ),
    Rule.PER_CAPITA: (
        "in de verdeling die, gerekend per deelnemer, de minst tevreden groepen ontziet, is het "
        "voor {player} {due}",
        "in the division that, counted per head, spares the least content groups, it is {due} for "
        "{player}",
    ),
    Rule.OWEN: (
        "wat {player} inbrengt is volgens het plan {due} waard",
        "by the plan, what {player} brings is worth {due}",
    ),
    Rule.SEPARABLE: (
        "naar wat {player} aan het geheel verandert en het voordeel van meedoen is het {due}",
        "by what {player} changes for all and the benefit of joining, it is {due}",
    ),
    Rule.PROPORTIONAL: (
        "naar verhouding van wat ieder alleen heeft, is het voor {player} {due}",
        "in proportion to what each has alone, it is {due} for {player}",
    ),
    Rule.EQUAL: (
        "in gelijke delen is het {due} voor {player}",
        "in equal parts it is {due} for {player}",
    ),
}  # fmt: skip
_REMARKS: Mapping[Remark, tuple[str, str]] = {
    Remark.NO_ONE_ALONE: (
        "Samen is het minder dan wat allen los hebben: iemand is altijd slechter af dan alleen.",
        "Together it is less than what all have apart: somebody is always worse off than alone.",
    ),
    Remark.NOTHING_TO_GO_BY: (
        "Er is niets om naar te verdelen (nul, of plus en min door elkaar); daarom gelijke delen.",
        "There is nothing to divide by (zero, or plus and minus mixed); hence equal parts.",
    ),
    Remark.NEAR: ("Berekend tot op de laatste decimalen.", "Computed to the last decimals."),
    Remark.CAPPED: (
        "Wie aan de afgesproken grens zit, blijft daar; de anderen dragen de rest.",
        "Who is at the agreed limit stays there; the others carry the rest.",
    ),
    Remark.SAMPLED: ("Geschat uit willekeurige volgordes.", "Estimated from random orders."),
}
_WRONG: Mapping[Wrong, str] = {
    Wrong.NO_PLAYERS: "er zijn geen deelnemers",
    Wrong.TOO_MANY: "{0} deelnemers; in een tabel passen er hoogstens {1}",
    Wrong.TWICE: "{0} staat er twee keer",
    Wrong.NAMELESS: "een deelnemer heeft geen naam",
    Wrong.NOT_ALL_GROUPS: "{0} deelnemers vormen {1} groepen",
    Wrong.NO_VALUE: "{0} heeft geen getal",
    Wrong.NOBODY: "een groep zonder leden heeft de waarde {0}",
    Wrong.NO_NUMBER: "{0} is geen getal",
    Wrong.STRANGER: "{0} staat niet bij de deelnemers",
    Wrong.BELOW_ZERO: "{0} heeft {1}, en dat is minder dan 0",
    Wrong.STEP_BELOW_ZERO: "een trede kost {0}",
    Wrong.STEP_UNUSED: "een trede heeft geen gebruikers",
    Wrong.ESTATE: "{0} ligt niet tussen 0 en wat allen samen eisen",
    Wrong.LOADS: "de belastingen zijn niet van dezelfde momenten",
    Wrong.PRICE: "een eenheid belasting kost {0}",
    Wrong.NO_LINK: "{0} is geen verbinding tussen twee deelnemers",
    Wrong.NOT_JOINED: "{0} heeft geen verbinding met {1}",
    Wrong.RESOURCES: "het bezit en de producten noemen niet dezelfde middelen",
    Wrong.PRODUCT: "een product heeft middelen nodig, en nooit minder dan 0",
    Wrong.WEIGHT: "{0} weegt {1}; dat moet meer dan 0 zijn",
    Wrong.CAPS: "met deze grenzen blijft {0} over die niemand draagt",
    Wrong.NO_PRICES: "een tabel heeft geen prijzen; voor owen is een productie of plan nodig",
    Wrong.NEEDS_TABLE: "{0} kijkt naar alle groepen; daarvoor zijn {1} deelnemers te veel",
}
_MARKS = str.maketrans(",.", ".,")  # as Dutch writes numbers
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Words:
    """Of one game: what each has alone, in one language; `in_euros` where that is known to be the
    unit. "" before an amount otherwise: a table does not say of what it is."""

    sense: Sense
    alone: Mapping[str, Fraction]
    language: str = "nl"
    in_euros: bool = False

    def share(self, division: Division, player: str) -> str:
        """What a player gets or pays, why, and what it would be alone."""
        amount = division.shares[player]
        why = self._of(_WHY[division.rule]).format(player=player, adds=self._adds())
        if Remark.NOTHING_TO_GO_BY in division.remarks:
            why = self._of(_WHY[Rule.EQUAL])
        said = f"{player} {self._does()} {self._money(amount)}: {why}."
        return f"{said} {self._against_alone(player, amount)}"

    def objection(self, objection: Objection) -> str:
        """What one other rule has against a division."""
        due, more = (self._money(one) for one in (objection.due, objection.amount))
        said = self._of(_AGAINST[objection.rule]).format(
            player=objection.player, due=due, adds=self._adds()
        )
        less = self.sense is Sense.COST
        if self.language == "nl":
            return f"{said}: {more} {'minder' if less else 'meer'} dan hier."
        return f"{said}: {more} {'less' if less else 'more'} than here."

    def verdict(self, division: Division) -> str:
        """Whether anybody is better off outside, and who has the most reason."""
        worst = division.worst
        if worst is None or not worst.group:
            return ""
        group = join(worst.group, self.language)
        amount = self._money(abs(worst.excess))
        if division.stable:
            return self._of((
                f"Niemand is buiten beter af. De krapste groep is {group}: die heeft {amount} "
                "voordeel van samen.",
                f"Nobody is better off outside. The closest is {group}, which gains {amount} from "
                "being together.",
            ))  # fmt: skip
        if len(worst.group) == 1:
            return self._of((
                f"{group} is alleen {amount} beter af dan met allen.",
                f"{group} is {amount} better off alone than with all.",
            ))  # fmt: skip
        return self._of((
            f"{group} zijn met elkaar {amount} beter af dan met allen.",
            f"{group} are {amount} better off among themselves than with all.",
        ))  # fmt: skip

    def all_content(self) -> str:
        """Of several divisions, each of which contents everybody."""
        return self._of((
            "Bij al deze verdelingen is niemand buiten beter af.",
            "In all of these, nobody is better off outside.",
        ))  # fmt: skip

    def subsidy(self, subsidy: Subsidy) -> str:
        """That no division contents everybody, and what would; "" when one does."""
        if not subsidy.amount:
            return ""
        amount = self._money(subsidy.amount)
        return self._of((
            "Geen enkele verdeling houdt alle groepen tevreden. Met "
            f"{amount} van buiten kan dat wel.",
            f"No division at all contents every group. With {amount} from outside one does.",
        ))  # fmt: skip

    def remarks(self, division: Division) -> list[str]:
        """What one must know of it."""
        return [self._of(_REMARKS[remark]) for remark in division.remarks]

    def _money(self, amount: Fraction) -> str:
        """Of euros whole cents, never broken over two lines; a minus before the sign."""
        if not self.in_euros:
            return money(amount, self.language)
        minus = "−" if round(amount * 100) < 0 else ""
        return f"{minus}€{_NO_BREAK}{in_cents(abs(amount), self.language)}"

    def _against_alone(self, player: str, amount: Fraction) -> str:
        alone = self.alone[player]
        difference = self._money(abs(amount - alone))
        more = amount > alone
        if amount == alone:
            return self._of(("Alleen is het evenveel.", "Alone it is as much."))
        return self._of((
            f"Dat is {difference} {'meer' if more else 'minder'} dan alleen "
            f"({self._money(alone)}).",
            f"That is {difference} {'more' if more else 'less'} than alone "
            f"({self._money(alone)}).",
        ))  # fmt: skip

    def _does(self) -> str:
        pays = self.sense is Sense.COST
        return self._of(("betaalt" if pays else "krijgt", "pays" if pays else "gets"))

    def _adds(self) -> str:
        pays = self.sense is Sense.COST
        return self._of((
            "aan kosten meebrengt" if pays else "toevoegt", "adds to the cost" if pays else "adds"
        ))  # fmt: skip

    def _of(self, words: tuple[str, str]) -> str:
        return words[LANGUAGES.index(self.language)]


def rule_name(rule: Rule, language: str = "nl") -> str:
    """The name of a rule, as one says it."""
    return NAMES[rule][LANGUAGES.index(language)]


def why_not(error: GameError) -> tuple[str, str]:
    """What is wrong with a game, in Dutch and English."""
    nl = _WRONG[error.wrong].format(*error.values)
    return f"Dit spel kan niet: {nl}.", f"This game cannot be: {error}."


def join(names: tuple[str, ...], language: str = "nl") -> str:
    """ "A", "A en B", "A, B en C"."""
    if len(names) == 1:
        return names[0]
    last = " en " if language == "nl" else " and "
    return ", ".join(names[:-1]) + last + names[-1]


def money(amount: Fraction, language: str = "nl") -> str:
    """With cents where there are any; of what is less than 1, the first three digits."""
    if amount and abs(amount) < 1:
        text = f"{float(amount):.3g}"
        return text.translate(_MARKS) if language == "nl" else text
    return in_cents(amount, language)


def in_cents(amount: Fraction, language: str = "nl") -> str:
    """With cents where there are any, also of less than 1."""
    text = f"{round(amount * 100) / 100:,.2f}".removesuffix(".00")
    return text.translate(_MARKS) if language == "nl" else text
