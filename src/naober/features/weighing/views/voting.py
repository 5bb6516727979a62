"""The ballot of one company: filled in, changed, kept; by the company, or by the desk for it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from naober.features.weighing import selectors, words
from naober.features.weighing.access import keepers_only, open_round
from naober.features.weighing.ballot_pages import moved, page_of_ballot, sought_in
from naober.features.weighing.forms import ballot_form
from naober.features.weighing.models import Candidate, Round
from naober.features.weighing.rules import Act, enters_for
from naober.features.weighing.services import cast_vote
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import page_of, typed
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company


@login_required
def vote(request: MemberRequest, pk: int, company: int | None = None) -> HttpResponse:
    """A button beside a candidate moves it or gives it a point, and keeps nothing; the one below
    keeps the vote."""
    found = open_round(request, pk)
    voter = _voter(request, company)
    if not found.takes_votes:
        return _too_late(request, found)
    before = selectors.own_ballots(request.user, found).get(voter.pk)
    start = {int(key): given for key, given in before.points.items()} if before else {}
    return _filled_in(request, found, voter, before, start)


@keepers_only(Act.VOTE)
def whom(request: MemberRequest, pk: int) -> HttpResponse:
    """For which company does the desk enter a vote? It does not say who voted already."""
    found = open_round(request, pk)
    if not found.takes_votes:
        return _too_late(request, found)
    sought = typed(request, "words")
    page = page_of(request, selectors.to_enter_for(sought))
    context = {"round": found, "page": page, "companies": page.object_list, "words": sought}
    return render(request, "weighing/whom.html", context)


@keepers_only(Act.VOTE)
def enter(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    """What a company told the desk it wants. It begins empty: what was kept is the company's."""
    found = open_round(request, pk)
    voter = get_object_or_404(Company.objects.taking_part(), pk=company)
    if not found.takes_votes:
        return _too_late(request, found)
    if not enters_for(request.user, voter):
        return redirect("weighing:vote-for", pk, company)
    before = selectors.standing(found, voter)
    if before is not None and not before.on_behalf:
        said = _("%(company)s voted itself. Only its own people can change that.")
        messages.info(request, said % {"company": voter})
        return redirect("weighing:whom", pk)
    return _filled_in(request, found, voter, before, {})


def _too_late(request: MemberRequest, found: Round) -> HttpResponse:
    messages.info(request, _("This round is closed: no vote is taken any more."))
    return redirect(found)


def _filled_in(
    request: MemberRequest, found: Round, voter: Company, before: Any, start: Mapping[int, int]
) -> HttpResponse:
    candidates = list(found.candidates.all())
    if request.method != "POST":
        form = ballot_form(found, candidates, start=start)
        return _page(request, found, voter, form, before=before)
    if request.POST.get("move"):
        start = moved(found, candidates, request.POST, request.POST["move"])
        form = ballot_form(found, candidates, start=start)
        return _page(request, found, voter, form, before=before)
    return _keep(request, found, voter, candidates, before)


def _keep(
    request: MemberRequest, found: Round, voter: Company, candidates: list[Candidate], before: Any
) -> HttpResponse:
    form = ballot_form(found, candidates, request.POST)
    if form.is_valid():
        try:
            cast_vote(round_=found, company=voter, points=form.points(), by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            said = _("The vote of %(company)s is kept. You can change it until the round closes.")
            messages.success(request, said % {"company": voter})
            return redirect(found)
    return _page(request, found, voter, form, before=before, status=422)


def _page(
    request: MemberRequest,
    found: Round,
    voter: Company,
    form: Any,
    *,
    before: Any,
    status: int = 200,
) -> HttpResponse:
    context: Mapping[str, Any] = {
        "round": found,
        "company": voter,
        "form": form,
        "before": before,
        "ballot": page_of_ballot(form, sought_in(request.POST)),
        "is_entered": enters_for(request.user, voter),
        "how_to_vote": words.how_to_vote(found),
        "secrecy": words.who_reads_votes(found),
        "budget": words.amount(found.unit, found.budget),
    }
    part = request.headers.get("HX-Request") == "true"
    template = "weighing/_ballot.html" if part else "weighing/vote.html"
    return render(request, template, context, status=200 if part else status)


def _voter(request: MemberRequest, company: int | None) -> Company:
    companies = selectors.voting_companies(request.user)
    if company is None and companies:
        return companies[0]
    if not companies:
        raise PermissionDenied
    found = next((one for one in companies if one.pk == company), None)
    if found is None:
        raise Http404
    return found
