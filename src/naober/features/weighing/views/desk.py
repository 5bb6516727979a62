"""The desk makes a round, opens, lengthens and closes it; with the board it confirms."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from naober.features.agenda.models import Challenge, Theme
from naober.features.weighing import selectors, services, trying, words
from naober.features.weighing.access import keepers_only, open_round
from naober.features.weighing.forms import CandidateForm, ExtendForm, ImportForm, RoundForm
from naober.features.weighing.models import Round, State
from naober.features.weighing.rules import Act
from naober.foundation.core.forms import add_errors
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import form_status, page_of, tell, typed
from naober.foundation.members.http import MemberRequest

ADD_AT_ONCE = 25


@keepers_only(Act.EDIT)
def new(request: MemberRequest) -> HttpResponse:
    form = RoundForm(request.POST or None)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST" and form.is_valid():
        number = number_in(form.cleaned_data["once"], request.user)
        try:
            made = services.make_round(values=form.cleaned_data, by=request.user, number=number)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            return redirect("weighing:candidates", made.pk)
    context = {"form": form, "hows": words.HOW}
    return render(request, "weighing/form.html", context, status=form_status(request))


@keepers_only(Act.EDIT)
def from_file(request: MemberRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST" and form.is_valid():
        number = number_in(form.cleaned_data["once"], request.user)
        try:
            made = services.import_pabulib(text=form.text(), by=request.user, number=number)
        except ValidationError as refused:
            form.add_error("file", refused.messages)
        else:
            messages.success(request, _("Read. Look it over before you open the round."))
            return redirect(made)
    return render(request, "weighing/import.html", {"form": form}, status=form_status(request))


@keepers_only(Act.EDIT)
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_round(request, pk)
    if found.state != State.DRAFT:
        return redirect(found)
    form = RoundForm(request.POST or None, initial=RoundForm.of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_round(round_=found, values=form.cleaned_data, by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {"form": form, "round": found, "hows": words.HOW}
    return render(request, "weighing/form.html", context, status=form_status(request))


@keepers_only(Act.EDIT)
def candidates(request: MemberRequest, pk: int) -> HttpResponse:
    """What may be chosen: other words and costs, out, and more of them."""
    found = open_round(request, pk)
    if found.state != State.DRAFT:
        return redirect(found)
    rows = _rows(request, found)
    if request.method == "POST" and _saved(request, found, rows):
        return redirect("weighing:candidates", pk)
    return _candidates_page(request, found, rows, [])


def _rows(request: MemberRequest, found: Round) -> list[tuple[Any, CandidateForm]]:
    data = request.POST if request.method == "POST" else None
    return [
        (c, CandidateForm(data, prefix=f"c{c.pk}", initial={"title": c.title, "cost": c.cost}))
        for c in found.candidates.all()
    ]


def _saved(request: MemberRequest, found: Round, rows: list[tuple[Any, CandidateForm]]) -> bool:
    gone = [c.pk for c, _form in rows if request.POST.get(f"c{c.pk}-gone")]
    kept = [(c, form) for c, form in rows if c.pk not in gone]
    if [form for _c, form in kept if not form.is_valid()]:  # of all, to tell all errors
        return False
    changed = {c.pk: (form.cleaned_data["title"], form.cleaned_data["cost"]) for c, form in kept}
    services.change_candidates(round_=found, changed=changed, gone=gone, by=request.user)
    messages.success(request, _("Saved."))
    return True


@keepers_only(Act.EDIT)
@require_POST
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """Those for which costs were filled in."""
    found = open_round(request, pk)
    if found.state != State.DRAFT:
        return redirect(found)
    asked = [key[1:-5] for key in request.POST if _is_cost(key, request.POST[key])]
    challenges = selectors.eligible().filter(pk__in=asked[:ADD_AT_ONCE])
    forms = [(one, CandidateForm(request.POST, prefix=f"n{one.pk}")) for one in challenges]
    if [form for _one, form in forms if not form.is_valid()]:
        return _candidates_page(request, found, _unbound(found), forms)
    wanted = [
        services.Wanted(form.cleaned_data["title"], form.cleaned_data["cost"], one)
        for one, form in forms
    ]
    try:
        made = services.add_candidates(round_=found, wanted=wanted, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
        return redirect("weighing:candidates", pk)
    text = ngettext("%(n)d candidate added.", "%(n)d candidates added.", len(made))
    if made:
        messages.success(request, text % {"n": len(made)})
    else:
        messages.info(request, _("Fill in what it costs for each that you want to add."))
    return redirect("weighing:candidates", pk)


def _is_cost(key: str, value: object) -> bool:
    number = key[1:-5]
    right = key.startswith("n") and key.endswith("-cost") and number.isascii()
    return right and number.isdigit() and len(number) < 19 and bool(str(value).strip())


def _unbound(found: Round) -> list[tuple[Any, CandidateForm]]:
    return [
        (c, CandidateForm(prefix=f"c{c.pk}", initial={"title": c.title, "cost": c.cost}))
        for c in found.candidates.all()
    ]


def _candidates_page(
    request: MemberRequest, found: Round, rows: list[Any], adding: list[Any]
) -> HttpResponse:
    filters = {"words": typed(request, "words"), "theme": typed(request, "theme")}
    page = page_of(request, selectors.to_add(found, **filters), ADD_AT_ONCE)
    bound = {one.pk: form for one, form in adding}
    more = [(one, bound.get(one.pk) or _adding(one)) for one in page.object_list]
    context = {
        "round": found,
        "rows": rows,
        "page": page,
        "more": more,
        "themes": Theme.objects.in_use(),
        "budget": words.amount(found.unit, found.budget),
        "tried": trying.of_draft(found),
        **filters,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "weighing/candidates.html", context, status=status)


def _adding(challenge: Challenge) -> CandidateForm:
    """Its own words on one line, to begin with."""
    title = " ".join(challenge.text.split())[:200]
    return CandidateForm(prefix=f"n{challenge.pk}", initial={"title": title})


@keepers_only(Act.EDIT)
@require_POST
def what_if(request: MemberRequest, pk: int) -> HttpResponse:
    """What would come out with the costs as they are typed; nothing is kept."""
    found = open_round(request, pk)
    if found.state != State.DRAFT:
        return redirect(found)
    costs: dict[int, Decimal] = {}
    for candidate, form in _rows(request, found):
        if form.is_valid():
            costs[candidate.pk] = form.cleaned_data["cost"]
    context = {"round": found, "tried": trying.of_draft(found, costs)}
    return render(request, "weighing/_what_if.html", context)


@keepers_only(Act.REMOVE)
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_round(request, pk)
    try:
        services.remove_round(round_=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
        return redirect(found)
    messages.success(request, _("The round has been removed."))
    return redirect("weighing:rounds")


@keepers_only(Act.OPEN)
@require_POST
def open_(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_round(request, pk)
    try:
        services.open_round(round_=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("The round is open. Companies are asked in their next mail."))
    return redirect(found)


@keepers_only(Act.EXTEND)
@require_POST
def extend(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_round(request, pk)
    form = ExtendForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Fill in a day and a time."))
        return redirect(found)
    moment = form.cleaned_data["closes_at"]
    try:
        services.extend_round(round_=found, closes_at=moment, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("There is more time now."))
    return redirect(found)


@keepers_only(Act.CLOSE)
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_round(request, pk)
    try:
        services.close_round(round_=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Closed and counted. Look it over, then confirm it."))
    return redirect(found)


@keepers_only(Act.BREAK_TIE)
@require_POST
def tie(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_round(request, pk)
    number = request.POST.get("first", "")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    first = get_object_or_404(found.candidates.all(), pk=wanted)
    try:
        services.break_tie(round_=found, first=first, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Chosen. The rest was counted anew."))
    return redirect(found)


@keepers_only(Act.DECIDE)
@require_POST
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_round(request, pk)
    try:
        services.decide_round(round_=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Confirmed. Everybody behind a candidate hears it by mail."))
    return redirect(found)
