"""What the page of a plan shows, in the language that is on: its rows, its map, who may leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naober.features.exchange.models import Deal, Match
from naober.features.streams import sankey
from naober.features.streams.models import Plan, Planned
from naober.features.streams.rules import sent_by_pair
from naober.files.workbook import Value
from naober.foundation.core.charts import Chart, Row
from naober.foundation.core.numbers import euros, rounded_figure
from naober.foundation.members.models import User
from naober.foundation.members.selectors import region_outlines

MOST_BARS = 15
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Leaving:
    """One company less: what is left, and which exchanges go or come. `at` is its place in the
    list, from 1; 0: nobody leaves."""

    at: int
    most: int
    name: str
    gain: str
    lost: str
    gone: Sequence[str]
    new: Sequence[str]
    names: Sequence[str]


def of_plan(plan: Plan, *, rule: str, without: int, user: User) -> Json:
    told, shares = told_of(plan), plan.result["shares"]
    chosen = rule if rule in shares else next(iter(shares), "")
    division = shares.get(chosen, {})
    rows = rows_of(plan)
    return {
        "plan": plan,
        "told": told,
        "stats": _stats(plan),
        "pictures": sankey.pictures(told["flows"], plan.result["names"]),
        "rows": rows,
        "realised": realised(plan, user),
        "has_map": any(_point(plan, row["offer_id"]) for row in rows),
        "rules": [(key, one["names"][language()]) for key, one in shares.items()],
        "rule": chosen,
        "shares": _shares(division),
        "objections": division.get("objections", {}).get(language(), []),
        "remarks": division.get("remarks", {}).get(language(), []),
        "share_chart": share_chart(division),
        "verdict": division.get("verdict", {}).get(language(), ""),
        "leaving": leaving(plan, without),
        "leaving_chart": leaving_chart(plan),
        "problems": _problems(plan),
    }


def _stats(plan: Plan) -> list[tuple[str, str]]:
    """The largest numbers, for who looks a moment: with what each is."""
    told, names = told_of(plan), plan.result["names"]
    if told["value"] is None:
        return []
    pairs = sent_by_pair(told["flows"])
    companies = {names[id][0] for pair in pairs for id in pair}
    return [
        (_money(told["gain"]), _("gain a year")),
        (str(len(pairs)), _("exchanges")),
        (str(len(companies)), _("companies")),
    ]


def language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def told_of(plan: Plan) -> Json:
    found: Json = plan.result[language()]
    return found


def rows_of(plan: Plan) -> list[Json]:
    """Each exchange in each season, with the planned exchange of two listings where it is one."""
    names = plan.result["names"]
    planned = {(str(one.offer_id), str(one.need_id)): one for one in plan.planned.all()}
    flows = sorted(told_of(plan)["flows"], key=lambda flow: -flow["gain"])
    return [
        flow
        | {
            "offer_id": flow["offer"],
            "need_id": flow["need"],
            "offer": names[flow["offer"]][:2],
            "need": names[flow["need"]][:2],
            "is_waste": names[flow["offer"]][3] == "waste",
            "gain": round(flow["gain"], 2),
            "sent": round(flow["sent"], 2),
            "co2": round(flow["co2"], 1),
            "planned": planned.get((flow["offer"], flow["need"])),
        }
        for flow in flows
    ]


def table_of(plan: Plan) -> list[list[Value]]:
    """The same as a table to take along."""
    head: list[Value] = [
        _("Brings"), _("What"), _("Gets"), _("What"), _("Season"), _("Amount"), _("Unit"),
        _("Gain in euros"), _("CO2 in kg"),
    ]  # fmt: skip
    rows = [
        [*row["offer"], *row["need"], row["season"], row["sent"], row["unit"], row["gain"],
         row["co2"]]
        for row in rows_of(plan)
    ]  # fmt: skip
    return [head, *rows]


def realised(plan: Plan, user: User) -> Json:
    """What became of the exchanges between listings: as far as the desk may see a deal."""
    rows: Sequence[Planned] = list(plan.planned.all())
    matches = Match.objects.filter(
        offer__in=[one.offer_id for one in rows], need__in=[one.need_id for one in rows]
    )
    wanted = {(one.offer_id, one.need_id) for one in rows}
    ours = [one.pk for one in matches if (one.offer_id, one.need_id) in wanted]
    deals = Deal.objects.visible_to(user).filter(match__in=ours)
    agreed = deals.filter(confirmed_at__isnull=False)
    return {
        "planned": len(rows),
        "asked": sum(one.proposed_at is not None for one in rows),
        "agreed": agreed.count(),
        "brought": agreed.filter(values__confirmed_at__isnull=False).distinct().count(),
    }


def leaving(plan: Plan, at: int) -> Leaving | None:
    """None where nobody can leave: nothing is planned."""
    told = told_of(plan)
    cases = told.get("without", [])
    if not cases:
        return None
    names = tuple(one["organisation"] for one in cases)
    if not 1 <= at <= len(cases):
        return Leaving(0, len(cases), "", _money(told["gain"]), "", (), (), names)
    case = cases[at - 1]
    pairs = plan.result["names"]
    if case["gain"] is None:
        return Leaving(at, len(cases), names[at - 1], "", "", (), (), names)
    return Leaving(
        at,
        len(cases),
        names[at - 1],
        _money(case["gain"]),
        _money(told["gain"] - case["gain"]),
        [_pair(pairs, pair) for pair in case["gone"]],
        [_pair(pairs, pair) for pair in case["new"]],
        names,
    )


def leaving_chart(plan: Plan) -> Chart | None:
    """How much less there is without each, the most first."""
    told = told_of(plan)
    cases = [one for one in told.get("without", []) if one["gain"] is not None]
    lost = sorted(
        ((max(0.0, told["gain"] - one["gain"]), one["organisation"]) for one in cases), reverse=True
    )
    rows = [_bar(name, amount) for amount, name in lost[:MOST_BARS]]
    if not rows:
        return None
    title = _("How much less it brings without each of them")
    return Chart("without", title, "", _("Company"), [_("Less a year")], rows, unit=_("euros"))


def share_chart(division: Mapping[str, Any]) -> Chart | None:
    shares = sorted(division.get("shares", {}).items(), key=lambda one: -one[1])
    rows = [_bar(name, max(0.0, share)) for name, share in shares[:MOST_BARS]]
    if not rows:
        return None
    title = _("Each part of the gain")
    return Chart("parts", title, "", _("Company"), [_("Part a year")], rows, unit=_("euros"))


def _shares(division: Mapping[str, Any]) -> list[tuple[str, float, str]]:
    """Who, how much, and why."""
    why = division.get("why", {}).get(language(), {})
    shares = sorted(division.get("shares", {}).items(), key=lambda one: -one[1])
    return [(name, share, why.get(name, "")) for name, share in shares]


def map_of(plan: Plan) -> Json:
    """As the picture of the dashboard takes it: outlines, places with how many companies of the
    plan are there, and lines as wide as what goes. A line has both ends apart."""
    told, names = told_of(plan), plan.result["names"]
    sent = sent_by_pair(told["flows"])
    ids = dict.fromkeys(id for pair in sent for id in pair)
    at_place: dict[str, set[str]] = {}
    for id in ids:
        if _point(plan, id):
            at_place.setdefault(names[id][4], set()).add(names[id][0])
    points = {names[id][4]: _point(plan, id) for id in ids if _point(plan, id)}
    most: dict[str, float] = {}
    for (offer, _need), amount in sent.items():
        unit = names[offer][2]
        most[unit] = max(most.get(unit, 0.0), amount)
    return {
        "outlines": region_outlines(),
        "places": [
            {"name": place, "count": len(at_place[place]), "label": place, "at": points[place]}
            for place in points
        ],
        "routes": [
            {
                "label": f"{_pair(names, pair)}: {_amount(amount)} {names[pair[0]][2]}",
                "times": amount / most[names[pair[0]][2]],
                "from": _point(plan, pair[0]),
                "to": _point(plan, pair[1]),
            }
            for pair, amount in sent.items()
            if _point(plan, pair[0]) and _point(plan, pair[1])
        ],
    }


def _point(plan: Plan, id: str) -> list[float] | None:
    latitude, longitude = plan.result["names"][id][5:7]
    return None if latitude is None else [latitude, longitude]


def _bar(name: str, amount: float) -> Row:
    return Row(name, [Decimal(round(amount))], [_money(amount)])


def _pair(names: Mapping[str, Sequence[str]], pair: Sequence[str]) -> str:
    return " → ".join(", ".join(filter(None, names[id][:2])) for id in pair)


def _money(amount: float) -> str:
    return euros(Decimal(round(amount)))


def _amount(amount: float) -> str:
    return rounded_figure(Decimal(amount))


def _problems(plan: Plan) -> list[str]:
    place = 3 if language() == "nl" else 4
    told = []
    for one in plan.result["problems"]:
        sheet, row, column = one[:3]
        where = [sheet, _("row %(n)s") % {"n": row} if row else "", column]
        told.append(": ".join(filter(None, (", ".join(filter(None, where)), one[place]))))
    return told
