"""To take away: the table beside a picture, and the round as a Pabulib file."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from naober.features.weighing.access import open_round
from naober.features.weighing.models import State
from naober.features.weighing.reading import charts, has_file, pabulib_of
from naober.foundation.core.downloads import as_csv, download
from naober.foundation.members.http import MemberRequest


@login_required
@require_safe
def fair_csv(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_round(request, pk)
    if found.state in (State.CLOSED, State.DECIDED):
        for chart in charts(found, request.user):
            if chart.code == f"fair-{request.GET.get('kind')}":
                header: list[str | Decimal] = [
                    chart.first,
                    *(f"{name} (%)" for name in chart.series),
                ]
                table: list[list[str | Decimal]] = [header]
                table += [[row.label, *row.values] for row in chart.rows]
                return as_csv(f"ronde-{pk}", table)
    raise Http404


@login_required
@require_safe
def pabulib(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_round(request, pk)
    if not has_file(found):
        raise Http404
    name = slugify(found.question)[:60] or f"ronde-{pk}"
    return download(pabulib_of(found), "text/plain; charset=utf-8", f"{name}.pb")
