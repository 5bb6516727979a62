"""The desk's pages that stand on several features."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.desk import selectors
from naober.features.desk.models import Conversation, Proposal
from naober.foundation.core.downloads import XLSX, download
from naober.foundation.core.pages import form_status, page_of, tell, typed
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest
from naober.website.desk import dossier, exporting, merging, monday, proposal_cards
from naober.website.desk import introductions as met
from naober.website.desk.exporting import ExportForm

MOST = 200


@desk_only
@require_safe
def week(request: MemberRequest) -> HttpResponse:
    """Monday morning: whom to phone, what to decide."""
    return render(request, "desk/monday.html", {"blocks": monday.week(request.user)})


@desk_only
@require_safe
def lines(request: MemberRequest, key: str) -> HttpResponse:
    """All of one block of the week, up to a number that somebody would ever read."""
    source = monday.BY_KEY.get(key)
    if source is None:
        raise Http404
    page = page_of(request, source.find(request.user), most=MOST)
    made = monday.lines_of({key: list(page)}, request.user)
    context = {"page": page, "lines": made[key], "title": monday.title_of(key)}
    return render(request, "desk/list.html", context)


@desk_only
@require_safe
def company(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything the desk knows of one company: the page to phone from."""
    found = selectors.companies(request.user).filter(pk=pk).first()
    if found is None:
        kept = selectors.became(pk)
        if kept is None:
            raise Http404
        return redirect("desk:company", kept)
    return render(request, "desk/company.html", dossier.of(found, request.user))


@desk_only
@require_safe
def introductions(request: MemberRequest) -> HttpResponse:
    """Who was introduced to whom, and what came of it."""
    outcome = typed(request, "outcome")
    page = page_of(request, met.introductions(request.user, outcome), most=MOST)
    context = {
        "page": page,
        "lines": met.lines(page, request.user),
        "outcome": outcome if outcome in met.OUTCOMES else "",
        "outcomes": [(key, label) for key, (label, _tone) in met.OUTCOMES.items()],
    }
    return render(request, "desk/introductions.html", context)


@desk_only
@require_safe
def conversation(request: MemberRequest, pk: int) -> HttpResponse:
    return _conversation_page(request, pk)


@desk_only
@require_POST
def proposal_accept(request: MemberRequest, pk: int) -> HttpResponse:
    """As it was read, or as it was changed first."""
    found = get_object_or_404(
        Proposal.objects.visible_to(request.user).select_related("conversation__company"), pk=pk
    )
    form = proposal_cards.form_of(found, request.POST)
    if form.is_valid():
        try:
            done = proposal_cards.accept(found, form, request.user)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, done)
            return redirect("desk:conversation", found.conversation_id)
    return _conversation_page(request, found.conversation_id, {found.pk: form}, status=422)


def _conversation_page(
    request: MemberRequest,
    pk: int,
    typed: dict[int, forms.BaseForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = Conversation.objects.visible_to(request.user).select_related("company", "by")
    found = get_object_or_404(rows, pk=pk)
    proposals = list(found.proposals.select_related("decided_by"))
    context: dict[str, Any] = {
        "conversation": found,
        "company": found.company,
        "pieces": selectors.pieces(found.notes, proposals),
        "cards": proposal_cards.cards(proposals, typed or {}),
        "title": _("Conversation with %(company)s") % {"company": found.company},
    }
    return render(request, "desk/conversation.html", context, status=status)


@desk_only
def merge(request: MemberRequest, kept: int, merged: int) -> HttpResponse:
    """Side by side; made one after a person looked and said so."""
    companies = selectors.companies(request.user)
    one, other = get_object_or_404(companies, pk=kept), get_object_or_404(companies, pk=merged)
    if request.method == "POST" and request.POST.get("sure") == "1":
        taken = [name for name, chosen in request.POST.items() if chosen == "merged"]
        try:
            made = merging.make_one(kept=one, merged=other, taken=taken, by=request.user)
        except ValidationError as refused:
            tell(request, refused)
        else:
            messages.success(request, _("They are one company now."))
            return redirect("desk:company", made.pk)
    context = {
        "kept": one,
        "merged": other,
        "rows": merging.side_by_side(one, other),
        "counts": merging.counts(one, other),
    }
    return render(request, "desk/merge.html", context, status=form_status(request))


@desk_only
def export(request: MemberRequest) -> HttpResponse:
    """Choose what to take away; then a workbook."""
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = exporting.workbook(form.cleaned_data["sheets"], request.user)
        return download(data, XLSX, f"naober-{timezone.localdate():%Y-%m-%d}.xlsx")
    return render(request, "desk/export.html", {"form": form}, status=form_status(request))
