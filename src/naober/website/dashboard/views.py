"""/kracht/: one page in four versions, for the public, members, the desk and the board."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from naober.features.exchange.models import Kind
from naober.features.ledger import collective
from naober.features.ledger.balance import chart_table
from naober.foundation.audience.crowd import MIN_CROWD
from naober.foundation.core.charts import Chart
from naober.foundation.core.downloads import as_csv
from naober.foundation.members.models import Membership, User
from naober.website.dashboard import figures, places, sections
from naober.website.dashboard.figures import Figures
from naober.website.worker.schedules import NIGHT

PUBLIC, MEMBER, DESK, BOARD = "public", "member", "desk", "board"
# Who may take away which table.
TABLES: dict[str, tuple[Callable[..., Chart], tuple[str, ...]]] = {
    "onderweg": (sections.on_its_way, (MEMBER, DESK, BOARD)),
    "vraagstukken": (sections.challenges, (MEMBER, DESK, BOARD)),
    "trechter": (sections.funnel, (DESK, BOARD)),
    "vast": (sections.stuck, (DESK, BOARD)),
    "spreiding": (sections.spread, (BOARD,)),
}


def version_for(user: User | AnonymousUser) -> str:
    if not user.is_authenticated:
        return PUBLIC
    if user.is_desk:
        return DESK
    if user.desk_role == User.DeskRole.BOARD:
        return BOARD
    return MEMBER if Membership.objects.running_of(user).taking_part().exists() else PUBLIC


@require_safe
def power(request: HttpRequest) -> HttpResponse:
    version = version_for(request.user)
    counted, totals = figures.current(), collective.totals()
    context = {
        "version": version,
        "counted_at": counted.at,
        "counts_at": NIGHT,
        "companies": counted["companies"],
        "place_count": counted["places"],
        "values": counted["values"],
        "public_challenges": sum(
            counted[f"challenges.{state}{figures.PUBLIC}"] for state in figures.CHALLENGES
        ),
        "totals": totals,
        "gained": sections.gained(totals, request.GET.get("kind", "")),
        "rule": collective.rule_in_words(),
        "themes": [str(name) for name in Kind.labels],
        "places": places.places(_least(version)),
        "routes": places.routes(),
        **_for(version, request.user, counted, totals),
    }
    return render(request, "dashboard/power.html", context)


def _for(
    version: str, user: User | AnonymousUser, counted: Figures, totals: list[collective.Total]
) -> dict[str, Any]:
    if version == MEMBER and user.is_authenticated:
        running, waiting = sections.own_deals(user)
        own = sections.own_beside(user, totals)
        return {
            "way": sections.on_its_way(counted) if counted.at else None,
            "challenges": sections.challenges(counted) if counted.at else None,
            "beside": [(total, own[total.kind]) for total in totals],
            "own_running": running,
            "own_waiting": waiting,
        }
    if version == DESK:
        return {
            "funnel": sections.funnel(counted),
            "way": sections.on_its_way(counted, scope=figures.DESK),
            "stuck": sections.stuck(counted),
            "challenges": sections.challenges(counted, figures.DESK),
        }
    if version == BOARD:
        return {
            "funnel": sections.funnel(counted),
            "way": sections.on_its_way(counted),
            "stuck": sections.stuck(counted),
            "challenges": sections.challenges(counted),
            "stuck_count": sections.stuck_in_all(counted),
            "spread": sections.spread(counted),
            "carriers": sections.carriers(counted),
            "largest": sections.largest_in_words(counted, totals),
        }
    return {}


@require_safe
def csv_file(request: HttpRequest, part: str) -> HttpResponse:
    """The table beside a picture; of a picture that one does not see there is none."""
    if part == "totaal":
        chart = sections.gained(collective.totals(), request.GET.get("kind", ""))
    else:
        chart = _counted(part, version_for(request.user))
    if chart is None:
        raise Http404
    return as_csv(f"kracht-{part}", chart_table(chart))


def _counted(part: str, version: str) -> Chart | None:
    counted = figures.current()
    if part not in TABLES or version not in TABLES[part][1] or counted.at is None:
        return None
    if part in ("onderweg", "vraagstukken") and version == DESK:
        return TABLES[part][0](counted, figures.DESK)
    return TABLES[part][0](counted)


@require_safe
def routes_csv(request: HttpRequest) -> HttpResponse:
    header = [pgettext("place", "From"), _("To"), _("What"), _("Times")]
    rows = [[r["origin"], r["destination"], r["what"], r["times"]] for r in places.routes()]
    return as_csv("kracht-stromen", [header, *rows])


@require_safe
def map_data(request: HttpRequest) -> JsonResponse:
    return JsonResponse(places.map_data(_least(version_for(request.user))))


def _least(version: str) -> int:
    """How many companies a place that is shown has."""
    return MIN_CROWD if version == PUBLIC else 1
