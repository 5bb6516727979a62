"""Amounts, ways of choosing and groups in words that people of a plant use."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from naober.features.weighing.models import BallotKind, Method, Round, Ties, Unit
from naober.foundation.core import numbers
from naober.foundation.members.models import Company

# One plain sentence for each way of choosing, the completion included.
HOW: dict[str, Promise | str] = {
    Method.EQUAL_SHARES: gettext_lazy(
        "Each company that votes gets an equal share of the budget, and pays with it for what it "
        "wants together with the others who want it; as long as budget is left all shares are "
        "raised a little, and what fits in the rest then goes by votes."
    ),
    Method.EQUAL_SHARES_RAISED: gettext_lazy(
        "Each company that votes gets an equal share of the budget, and pays with it for what it "
        "wants together with the others who want it; as long as budget is left all shares are "
        "raised a little, until that would buy too much. Some may be left."
    ),
    Method.EQUAL_SHARES_ONLY: gettext_lazy(
        "Each company that votes gets an equal share of the budget, and pays with it for what it "
        "wants together with the others who want it; what is left stays in the purse."
    ),
    Method.PHRAGMEN: gettext_lazy(
        "All companies save at the same pace; what is wanted by companies that together saved "
        "enough comes first, and what does not fit in the budget any more is passed over."
    ),
    Method.GREEDY: gettext_lazy(
        "What has the most votes comes first, then the next, each that still fits in the budget; "
        "small groups may be left with nothing."
    ),
}
SHORT: dict[str, Promise | str] = {
    Method.EQUAL_SHARES: gettext_lazy("Equal shares"),
    Method.EQUAL_SHARES_RAISED: gettext_lazy("Equal shares"),
    Method.EQUAL_SHARES_ONLY: gettext_lazy("Equal shares"),
    Method.PHRAGMEN: gettext_lazy("Longest waiting first (Phragmén)"),
    Method.GREEDY: gettext_lazy("Most votes first"),
}
TIES: dict[str, Promise | str] = {
    Ties.ORDER: gettext_lazy(
        "When two are exactly as good: the one with the most votes or points, then the cheapest, "
        "then the first in the list."
    ),
    Ties.PEOPLE: gettext_lazy(
        "When two are exactly as good and not both fit, the desk or the board chooses, and "
        "everybody sees that they did."
    ),
}


def amount(unit: str, value: Decimal | Fraction) -> str:
    """With its unit, rounded to two decimals, and never broken over two lines."""
    return _in_words(unit, _decimal(value)).replace(" ", "\u00a0")


def _in_words(unit: str, number: Decimal) -> str:
    if unit == Unit.EURO:
        return numbers.euros(number)
    shown = numbers.figure(number)
    if unit == Unit.HOURS:
        return _("%(n)s hours") % {"n": shown}
    return ngettext("%(n)s place", "%(n)s places", 1 if number == 1 else 2) % {"n": shown}


def _decimal(value: Decimal | Fraction) -> Decimal:
    if isinstance(value, Decimal):
        return value
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"))


def how_to_vote(round_: Round) -> str:
    """What a company does, in one sentence."""
    if round_.ballot_kind == BallotKind.APPROVAL:
        if round_.most is None:
            return _("Tick all that your company wants.")
        return _("Tick what your company wants, at most %(n)d.") % {"n": round_.most}
    if round_.ballot_kind == BallotKind.POINTS:
        text = _("Divide %(n)d points over what your company wants.")
        return text % {"n": round_.most or 0}
    text = _(
        "Put what your company wants most in order, at most %(n)d. The first place counts for "
        "%(n)d points, each next one for one point less."
    )
    return text % {"n": round_.most or 0}


def moment(round_: Round) -> str:
    """Until when votes count, on the clock of the region."""
    return str(date_format(localtime(round_.closes_at), "j F, H:i"))


def asked_to_vote(round_: Round, company: Company) -> str:
    """The same in the mail and on the home page."""
    values = {"company": company.name, "question": round_.question, "moment": moment(round_)}
    return _("%(company)s is asked to vote until %(moment)s: %(question)s") % values


def who_reads_votes(round_: Round) -> str:
    if round_.is_secret:
        return _(
            "Secret: nobody but your own company can read what you voted, not even the desk. "
            "Afterwards only numbers are told, and only from five companies on."
        )
    return _("Open: after closing all members see what each company voted. Not before.")


def bar_word(label: str) -> str:
    """A group of voters or a theme; those that go by no name are the others."""
    return label or _("all others together")
