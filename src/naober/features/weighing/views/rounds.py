"""The rounds that are, and one of them: before, while and after it is open."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naober.features.weighing import rules, selectors, words
from naober.features.weighing.access import open_round
from naober.features.weighing.forms import ExtendForm
from naober.features.weighing.models import Round, State
from naober.features.weighing.reading import reading
from naober.features.weighing.rules import Act
from naober.foundation.core.pages import page_of
from naober.foundation.members.http import MemberRequest


@login_required
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    page = page_of(request, selectors.rounds(request.user))
    voted = selectors.voted_rounds(request.user, page.object_list)
    companies = selectors.voting_companies(request.user)
    rows = [
        {
            "round": one,
            "budget": words.amount(one.unit, one.budget),
            "voted": one.pk in voted,
            "waits": bool(companies) and one.takes_votes and one.pk not in voted,
        }
        for one in page.object_list
    ]
    context = {"page": page, "rows": rows, "may_make": rules.may(request.user, Act.EDIT)}
    return render(request, "weighing/rounds.html", context)


@login_required
@require_safe
def one(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_round(request, pk)
    context = {
        "round": found,
        "budget": words.amount(found.unit, found.budget),
        "how": words.HOW[found.method],
        "ties": words.TIES[found.ties],
        "secrecy": words.who_reads_votes(found),
        "how_to_vote": words.how_to_vote(found),
        "acts": {act.value for act in rules.acts_of(found) if rules.may(request.user, act)},
        **_by_state(request, found),
    }
    return render(request, "weighing/round.html", context)


def _by_state(request: MemberRequest, found: Round) -> dict[str, object]:
    if found.state in (State.CLOSED, State.DECIDED):
        return {"outcome": reading(found, request.user)}
    candidates = [(c, words.amount(found.unit, c.cost)) for c in found.candidates.all()]
    ballots = selectors.own_ballots(request.user, found)
    companies = selectors.voting_companies(request.user)
    votes = selectors.counted_votes(found)
    everybody = selectors.voters()
    return {
        "candidates": candidates,
        "total": words.amount(found.unit, selectors.total_cost(found)),
        "mine": [(company, ballots.get(company.pk)) for company in companies],
        "votes": votes,
        "voters": everybody,
        "may_close_now": not found.takes_votes or votes >= everybody,
        "extend_form": ExtendForm(initial={"closes_at": found.closes_at}),
    }
