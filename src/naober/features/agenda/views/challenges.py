"""The pages of challenges. What they show of one is always a card (see `cards`)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from naober.features.agenda import acts, alike, cards, exporting, previews, rules, selectors
from naober.features.agenda.forms import FilterForm, ForWhomForm
from naober.features.agenda.models import Challenge
from naober.foundation.core.downloads import as_workbook
from naober.foundation.core.pages import MANY, page_of
from naober.foundation.journal.services import record
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import User


@login_required
@require_safe
def challenges(request: MemberRequest) -> HttpResponse:
    tab = "own" if request.GET.get("tab") == "own" else "all"
    form = FilterForm(request.GET)
    found = selectors.challenges(request.user, form.wanted(tab))
    page = page_of(request, found, most=MANY)
    context = {
        "tab": tab,
        "form": form,
        "page": page,
        "cards": cards.cards(page, request.user),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "agenda/challenges.html", context)


@login_required
@require_safe
def challenge(request: MemberRequest, pk: int) -> HttpResponse:
    """Its whole life: the words, who has it too, and what became of it."""
    found = visible_challenge(request, pk)
    near = []
    if request.user.is_desk and rules.may_be_taken_together(found):
        apart = alike.kept_apart_from(found, request.user)
        near = [
            one for one in previews.related_ids(found.text, request.user, pk) if one not in apart
        ]
    whole = found.merged_into_id or 0
    around = selectors.challenges_by(request.user, [whole, *near])
    family = selectors.family_of(request.user, found)
    shown = {one.pk: one for one in cards.cards([found, *around, *family], request.user)}
    told = selectors.milestones_of(request.user, [found, *family])
    may = acts.acts_on(found, shown[pk], request.user)
    context = {
        "challenge": found,
        "card": shown[pk],
        "whole": shown.get(whole),
        "parts": [shown[one.pk] for one in family if one.merged_into_id == pk],
        "moments": cards.line_of_life(found, shown, told, family),
        "may": may,
        "for_whom": _for_whom(may.companies, request.user),
        "alike": [shown[one] for one in near if one in shown],
    }
    return render(request, "agenda/challenge.html", context)


@desk_only
@require_POST
def export(request: MemberRequest) -> HttpResponse:
    """What the list shows with these filters, as a workbook."""
    tab = "own" if request.POST.get("tab") == "own" else "all"
    found = selectors.challenges(request.user, FilterForm(request.POST).wanted(tab))
    record(action="desk.exported", by=request.user, sheets="challenges")
    return as_workbook("vraagstukken", exporting.sheets(found[:MANY], request.user))


def _for_whom(companies: dict[int, str], user: User) -> ForWhomForm | None:
    return ForWhomForm(companies, of_all=user.is_desk) if companies else None


def visible_challenge(request: MemberRequest, pk: int) -> Challenge:
    found = selectors.challenge_for(request.user, pk)
    if found is None:
        raise Http404
    return found
