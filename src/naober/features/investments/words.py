"""Amounts, states and rules in words that people of a plant use."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from naober.features.investments.models import Investment, Rule
from naober.foundation.core import numbers
from naober.foundation.members.models import Company

DIGITS = 2  # of what is told of others: more would be exact enough to reckon back with

# What each rule does, in one sentence.
HOW: dict[str, Promise | str] = {
    Rule.SHAPLEY: gettext_lazy(
        "Each pays what it adds to the cost, on average over all orders in which the companies "
        "could have joined. Who is large adds more, and who is small profits from the others too."
    ),
    Rule.NUCLEOLUS: gettext_lazy(
        "The group that has most reason to go its own way gets as little reason for it as can be, "
        "then the next group, and so on. It keeps everybody on board."
    ),
    Rule.SEPARABLE: gettext_lazy(
        "Each first pays what the whole becomes dearer by it; what is left is paid by how much "
        "each gains from joining."
    ),
    Rule.PROPORTIONAL: gettext_lazy(
        "Each pays the same part of what it would have paid alone. Easy to explain."
    ),
    Rule.EQUAL: gettext_lazy(
        "Each pays as much as the others, whatever its size. Right for what all use alike, such "
        "as a fire engine."
    ),
}
NO_BREAK = "\u00a0"


def euros(amount: Decimal) -> str:
    """Never broken over two lines; a minus stands in front of the sign of the euro."""
    sign = "−" if amount < 0 else ""
    return sign + numbers.euros(abs(amount)).replace(" ", NO_BREAK)


def whole_euros(amount: Decimal | float) -> str:
    return euros(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP))


def about(amount: Decimal | float) -> Decimal:
    """To two digits: 1.234.567 becomes 1.200.000. Of what is worked out with uncertain figures, and
    of what is told of others."""
    value = Decimal(amount)
    if not value:
        return Decimal(0)
    step = Decimal(10) ** (floor(log10(abs(value))) - DIGITS + 1)
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def about_euros(amount: Decimal | float) -> str:
    """Rounded; in a sentence that says so."""
    return whole_euros(about(amount))


def size(investment: Investment, amount: Decimal) -> str:
    return f"{numbers.figure(amount)} {investment.unit}".replace(" ", NO_BREAK)


def moment(investment: Investment) -> str:
    """Until when pledges count, on the clock of the region."""
    until = investment.pledges_until
    return str(date_format(localtime(until), "j F, H:i")) if until else ""


def asked(investment: Investment, company: Company) -> str:
    """The same in the mail and on the home page."""
    values = {"company": company.name, "what": investment.title, "moment": moment(investment)}
    return _("Does %(company)s join? Say so until %(moment)s: %(what)s") % values


def conditions(least: int | None, most: Decimal | None) -> str:
    """A pledge in one sentence."""
    wanted = []
    if least:
        wanted.append(
            ngettext(
                "at least %(n)d company takes part",
                "at least %(n)d companies take part (yours included)",
                least,
            )
            % {"n": least}
        )
    if most is not None:
        wanted.append(_("your share is at most %(sum)s") % {"sum": euros(most)})
    if not wanted:
        return _("You join, whoever else does and whatever your share is.")
    return _("You join if %(conditions)s.") % {"conditions": _(" and ").join(wanted)}


def told_conditions(least: int | None, most: Decimal | None) -> str:
    """The same for the desk, of another company and short."""
    wanted = []
    if least:
        wanted.append(_("from %(n)d companies on") % {"n": least})
    if most is not None:
        wanted.append(_("share at most %(sum)s") % {"sum": euros(most)})
    return ", ".join(wanted) or _("whatever happens")


def standing(told: dict[str, object]) -> str:
    """How it stands, the same for everybody, without saying who pledged what."""
    outlook, more = told.get("outlook"), told.get("more")
    if outlook == "flies":
        return _("As it stood then, enough companies join: it flies.")
    if outlook == "near" and isinstance(more, int):
        words = ngettext(
            "One more company like those who pledged, and it flies.",
            "%(n)d more companies like those who pledged, and it flies.",
            more,
        )
        return words % {"n": more}
    if outlook == "far":
        return _("It is not near yet: more than three companies are still needed.")
    return _("It is too early to say: fewer than three companies have pledged.")


def total(investment: Investment, told: dict[str, object]) -> str:
    """The size of many together, rounded; "" where that was never told."""
    asked, number = told.get("size"), told.get("companies")
    if not isinstance(asked, str) or not isinstance(number, int):
        return ""
    values = {"size": size(investment, Decimal(asked)), "n": number}
    return _("At the last count, %(n)d companies together had pledged about %(size)s.") % values
