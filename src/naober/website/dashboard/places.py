"""The map of the dashboard: companies by place as a number, and what flows between places."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.ledger import words
from naober.features.ledger.models import Route
from naober.foundation.members.models import Company, Site
from naober.foundation.members.selectors import region_outlines

Place = dict[str, Any]


AT_AN_END = 3  # companies at an end of a published line (see docs/decisions/0009)


def places(least: int = 1) -> list[Place]:
    """Those who may be in the directory only; no name of a company is in it. To members, who read
    the directory, all of them. To everybody the places of at least five (`MIN_CROWD`): of fewer the
    number and the middle of their sites would tell who and where they are."""
    shown = Company.objects.taking_part().filter(in_directory=True, merged_into=None)
    rows = (
        Site.objects.filter(company__in=shown)
        .order_by("place")
        .values("place")
        .annotate(
            count=Count("company", distinct=True),
            latitude=Avg("latitude"),
            longitude=Avg("longitude"),
        )
    )
    found = rows.filter(count__gte=least)
    return [{**row, "label": _companies(row["count"])} for row in found]


def _companies(count: int) -> str:
    return ngettext("%(count)d company", "%(count)d companies", count) % {"count": count}


def routes() -> list[dict[str, Any]]:
    """As of the last closed quarter, the busiest first; each of three or more at both ends."""
    newest = Route.objects.aggregate(last=Max("until"))["last"]
    return [
        {
            "origin": row.origin,
            "destination": row.destination,
            "times": row.times,
            "what": words.kind_name(row.kind),
            "label": _("%(origin)s to %(destination)s: %(what)s, %(times)s")
            % {
                "origin": row.origin,
                "destination": row.destination,
                "what": words.kind_name(row.kind),
                "times": words.amount("introductions", Decimal(row.times)),
            },
        }
        for row in Route.objects.filter(until=newest)
    ]


def map_data(least: int = 1) -> dict[str, Any]:
    """All that the picture needs: outlines, places and lines, in WGS84 degrees."""
    ends = places(min(least, AT_AN_END))
    located = [place for place in ends if place["latitude"] is not None]
    where = {p["place"]: [round(p["latitude"], 5), round(p["longitude"], 5)] for p in located}
    return {
        "outlines": region_outlines(),
        "places": [
            {
                "name": place["place"],
                "count": place["count"],
                "label": place["label"],
                "at": where[place["place"]],
            }
            for place in located
            if place["count"] >= least
        ],
        "routes": _lines(where),
    }


def _lines(where: dict[str, list[float]]) -> list[dict[str, Any]]:
    """One line for two places; its words name each kind as the list does."""
    together: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for route in routes():
        if route["origin"] in where and route["destination"] in where:
            together[route["origin"], route["destination"]].append(route)
    return [
        {
            "label": " · ".join(route["label"] for route in kinds),
            "times": sum(route["times"] for route in kinds),
            "from": where[origin],
            "to": where[destination],
        }
        for (origin, destination), kinds in together.items()
    ]
