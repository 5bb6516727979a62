"""What is in a group: actions, decisions, documents, talk; and the actions of one person."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.focus import rules, selectors, services
from naober.features.focus.forms import ActionForm, DecisionForm, DocumentForm, RemarkForm
from naober.features.focus.models import Action, Decision, Document, Remark, WorkingGroup
from naober.features.focus.views.groups import board, find_inside, frame, others
from naober.foundation.core.downloads import download
from naober.foundation.core.forms import add_errors
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import form_status, page_of, tell
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.rules import allow


@login_required
@require_safe
def my_actions(request: MemberRequest) -> HttpResponse:
    """What one does oneself, over all groups; for the desk also what nobody does."""
    context = {
        "page": page_of(request, selectors.my_actions(request.user)),
        "groups": selectors.own_groups(request.user),
        "nobodys": selectors.nobodys_actions()[:25] if request.user.is_desk else [],
    }
    return render(request, "focus/actions.html", context)


@login_required
@require_POST
def action_new(request: MemberRequest, pk: int) -> HttpResponse:
    found = find_inside(request.user, pk)
    allow(found.ended_on is None)
    form = ActionForm(found, request.POST, companies=others(request.user))
    form.fields["once"] = once_field(request.user)
    if form.is_valid():
        number = number_in(form.cleaned_data["once"], request.user)
        services.add_action(task=form.task(), by=request.user, group=found, number=number)
        return redirect(found)
    return board(request, found, form)


@login_required
def action(request: MemberRequest, pk: int) -> HttpResponse:
    """One action, to change."""
    found = _action(request, pk)
    may_change = rules.may_change(request.user, found)
    inside = found.group is not None and rules.is_inside(request.user, found.group)
    # Who sits in the group is for the group: who does something for it from outside, or left it,
    # gives it to a company.
    group = found.group if inside else None
    form = ActionForm(group, request.POST or None, action=found, companies=others(request.user))
    if request.method == "POST":
        allow(may_change)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_action(action=found, task=form.task(), by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return _after(request, found)
    context = {"action": found, "inside": inside, "form": form if may_change else None}
    return render(request, "focus/action.html", context, status=form_status(request))


@login_required
@require_POST
def action_done(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap; another puts it back. With htmx only its own line is made anew."""
    found = _action(request, pk)
    done = request.POST.get("done", "1") == "1"
    kept = services.finish_action(action=found, by=request.user, done=done)
    if request.headers.get("HX-Request"):
        line = _action(request, kept.pk)
        return render(request, "focus/_action.html", {"action": line, "group": line.group})
    return _after(request, found)


@login_required
@require_POST
def action_drop(request: MemberRequest, pk: int) -> HttpResponse:
    found = _action(request, pk)
    try:
        services.drop_action(action=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    return _after(request, found)


def _action(request: MemberRequest, pk: int) -> Action:
    rows = Action.objects.visible_to(request.user).select_related(
        "owner", "company", "group__point"
    )
    return get_object_or_404(rows, pk=pk)


def _after(request: MemberRequest, found: Action) -> HttpResponseRedirect:
    """Back to the board for who sits in the group, else to one's own list."""
    here = request.POST.get("back") == "actions"
    if here or found.group is None or not rules.is_inside(request.user, found.group):
        return redirect("focus:actions")
    return redirect(found.group)


@login_required
def decisions(request: MemberRequest, pk: int) -> HttpResponse:
    found = find_inside(request.user, pk)
    leads = rules.may_lead(request.user, found) and found.ended_on is None
    form = DecisionForm(found, request.POST or None)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST":
        allow(leads)
    if request.method == "POST" and form.is_valid():
        number = number_in(form.cleaned_data["once"], request.user)
        services.add_decision(settled=form.settled(), by=request.user, group=found, number=number)
        messages.success(request, _("Noted. Everyone behind it hears of it."))
        return redirect("focus:decisions", found.pk)
    page = page_of(request, selectors.decisions_of(request.user, found))
    context = {"page": page, "form": form if leads else None}
    return _in_group(request, found, "decisions", context)


@login_required
def decision_edit(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Decision.objects.visible_to(request.user).select_related("group__point")
    found = get_object_or_404(rows.exclude(group=None), pk=pk)
    assert found.group is not None
    allow(rules.may_lead(request.user, found.group))
    form = DecisionForm(found.group, request.POST or None, decision=found)
    if request.method == "POST" and form.is_valid():
        services.change_decision(decision=found, settled=form.settled(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("focus:decisions", found.group.pk)
    context = {"form": form, "group": found.group}
    return render(request, "focus/decision_form.html", context, status=form_status(request))


@login_required
def documents(request: MemberRequest, pk: int) -> HttpResponse:
    found = find_inside(request.user, pk)
    may_work = found.ended_on is None
    form = DocumentForm(request.POST or None, request.FILES or None)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST":
        allow(may_work)
    if request.method == "POST" and form.is_valid() and _keep_document(request, found, form):
        return redirect("focus:documents", found.pk)
    page = page_of(request, selectors.documents_of(request.user, found))
    context = {"page": page, "form": form if may_work else None}
    return _in_group(request, found, "documents", context)


def _keep_document(request: MemberRequest, group: WorkingGroup, form: DocumentForm) -> bool:
    number = number_in(form.cleaned_data["once"], request.user)
    try:
        services.add_document(group=group, paper=form.paper(), by=request.user, number=number)
    except ValidationError as refused:
        add_errors(form, refused)
        return False
    messages.success(request, _("Kept, for the group and the desk."))
    return True


@login_required
@require_safe
def document(request: MemberRequest, pk: int) -> HttpResponse:
    """Always as a file to keep, never shown inside of the site: whatever is in it, no browser runs
    it under this address."""
    found = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    if found.link:
        return redirect(found.link)
    answer = download(bytes(found.content.data), found.media_type, "")
    answer["Content-Disposition"] = content_disposition_header(True, found.filename) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_POST
def document_drop(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Document.objects.visible_to(request.user).select_related("group")
    found = get_object_or_404(rows, pk=pk)
    services.remove_document(document=found, by=request.user)
    return redirect("focus:documents", found.group_id)


@login_required
def talk(request: MemberRequest, pk: int) -> HttpResponse:
    found = find_inside(request.user, pk)
    may_work = found.ended_on is None
    form = RemarkForm(request.POST or None)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST":
        allow(may_work)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        services.say(
            group=found,
            text=said["text"],
            by=request.user,
            why_it_may=said["why_it_may"],
            number=number_in(said["once"], request.user),
        )
        return redirect("focus:talk", found.pk)
    rows = Remark.objects.visible_to(request.user).filter(group=found).select_related("by")
    context = {"page": page_of(request, rows), "form": form if may_work else None}
    return _in_group(request, found, "talk", context)


@login_required
@require_POST
def remark_drop(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Remark.objects.visible_to(request.user).select_related("group")
    found = get_object_or_404(rows, pk=pk)
    services.unsay(remark=found, by=request.user)
    return redirect("focus:talk", found.group_id)


def _in_group(
    request: MemberRequest, group: WorkingGroup, tab: str, context: dict[str, Any]
) -> HttpResponse:
    whole = {**frame(request.user, group, tab), **context}
    return render(request, f"focus/{tab}.html", whole, status=form_status(request))
