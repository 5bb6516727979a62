"""The desk's pages that stand on several features."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.desk import selectors
from naober.features.desk.access import desk_only
from naober.features.desk.models import Conversation, Proposal
from naober.foundation.members.http import MemberRequest
from naober.website import desk_dossier, desk_proposals


@desk_only
@require_safe
def company(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything the desk knows of one company: the page to phone from."""
    found = get_object_or_404(selectors.companies(request.user), pk=pk)
    return render(request, "desk/company.html", desk_dossier.of(found, request.user))


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
    form = desk_proposals.form_of(found, request.POST)
    if form.is_valid():
        try:
            done = desk_proposals.accept(found, form, request.user)
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
        "cards": desk_proposals.cards(proposals, typed or {}),
        "title": _("Conversation with %(company)s") % {"company": found.company},
    }
    return render(request, "desk/conversation.html", context, status=status)
