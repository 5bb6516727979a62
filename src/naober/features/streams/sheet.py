"""One page for a board: what `files/pdf_templates/plan.typ` is given. It goes from hand to hand, so
it holds what every member may read: no company that hides its name or its amount, no cost of one
company, and no sum from which a single one follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.exchange.models import Listing, reads
from naober.features.streams.models import Plan
from naober.features.streams.pages import Json, language
from naober.features.streams.rules import sent_by_pair
from naober.files.pdf import make_pdf
from naober.foundation.audience.levels import FieldGroup
from naober.foundation.audience.readers import A_MEMBER
from naober.foundation.core.numbers import euros, rounded_figure
from naober.foundation.members.letterhead import letterhead, pdf_name, start_of_today
from naober.foundation.members.models import Collective

MOST_BARS = 14
LEAST_COMPANIES = 3  # behind a sum
Sent = Mapping[tuple[str, str], float]


def sheet_of(plan: Plan) -> bytes:
    """In the language that is on. The moment in the file is the start of the day on it."""
    return make_pdf("plan", data_of(plan), made_at=start_of_today())


def file_name(plan: Plan) -> str:
    return pdf_name(plan.name, "uitwisselplan")


def data_of(plan: Plan) -> Json:
    names, told = plan.result["names"], plan.result[language()]
    sent = sent_by_pair(told["flows"])
    open_ids = _for_all({id for pair in sent for id in pair})
    shown = {pair: amount for pair, amount in sent.items() if open_ids.issuperset(pair)}
    hidden = {pair: amount for pair, amount in sent.items() if pair not in shown}
    return {
        **letterhead(plan.name, Collective.objects.first()),
        "date": date_format(timezone.localdate(plan.made_at), "j F Y"),
        "headline": _headline(sent, names),
        "about": _sums(told, sent, hidden, names),
        "bars_heading": _("Who could bring what to whom"),
        "bars": _bars(shown, names),
        "rest": _rest(shown, hidden),
        "asks_heading": _("What it asks"),
        "asks": [
            _("Companies say yes to each other themselves; this plan decides nothing."),
            _("What it costs each of them now was told in confidence, and is not on this page."),
            _("The gain is divided by a rule that they agree on."),
        ],
        "foot": _("Reckoned with what companies said until this day. Rounded."),
    }


def _headline(sent: Sent, names: Mapping[str, Sequence[Any]]) -> str:
    count = len(sent)
    if not count:
        return _("Nothing pays, at these costs.")
    return ngettext(
        "%(n)d exchange between %(companies)d companies",
        "%(n)d exchanges between %(companies)d companies",
        count,
    ) % {"n": count, "companies": len(_companies(sent, names))}


def _sums(told: Json, sent: Sent, hidden: Sent, names: Mapping[str, Sequence[Any]]) -> list[str]:
    """Only of enough companies, and of as many that are not named here, if there are any."""
    enough = len(_companies(sent, names)) >= LEAST_COMPANIES
    if sent and not (enough and len(_companies(hidden, names)) not in range(1, LEAST_COMPANIES)):
        return [_("What it brings in euros is not told: it would be the figure of one company.")]
    if not sent:
        return []
    gain = _("Together they would gain %(gain)s a year; %(mass)s tonnes of material get a use.") % {
        "gain": euros(Decimal(round(told["gain"], -2))),
        "mass": rounded_figure(Decimal(told["mass"])),
    }
    if told["co2"] <= 0:
        return [gain]
    less = rounded_figure(Decimal(told["co2"] / 1000))
    return [gain, _("That is %(co2)s tonnes of CO2 less a year.") % {"co2": less}]


def _companies(sent: Sent, names: Mapping[str, Sequence[Any]]) -> set[str]:
    return {names[id][0] for pair in sent for id in pair}


def _bars(sent: Sent, names: Mapping[str, Sequence[Any]]) -> list[Json]:
    largest: dict[str, float] = {}
    for (offer, _need), amount in sent.items():
        unit = names[offer][2]
        largest[unit] = max(largest.get(unit, 0.0), amount)
    rows = sorted(sent.items(), key=lambda one: -one[1] / largest[names[one[0][0]][2]])
    return [
        {
            "label": f"{names[offer][0]} → {names[need][0]}",
            "percent": round(100 * amount / largest[names[offer][2]], 1),
            "text": f"{rounded_figure(Decimal(amount))} {names[offer][2]}",
        }
        for (offer, need), amount in rows[:MOST_BARS]
    ]


def _rest(shown: Sent, hidden: Sent) -> str:
    more = max(0, len(shown) - MOST_BARS) + len(hidden)
    if not more:
        return ""
    return ngettext(
        "And %(n)d more exchange, not named here.",
        "And %(n)d more exchanges, not named here.",
        more,
    ) % {"n": more}


def _for_all(ids: set[str]) -> set[str]:
    """Those of open listings of which every member reads whose it is and how much."""
    keys = [int(id) for id in ids if id.isdecimal() and len(id) < 19]
    known = reads(A_MEMBER, FieldGroup.WHO, FieldGroup.AMOUNT)
    found = Listing.objects.visible_to(A_MEMBER).filter(known, pk__in=keys)
    return {str(pk) for pk in found.values_list("pk", flat=True)}
