"""A working group: what it is for, who sits in it, and who would like to."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.focus import cards, coming, rules, selectors, services
from naober.features.focus.forms import ActionForm, GroupForm, InviteForm, JoinForm
from naober.features.focus.models import FocusPoint, Seat, WorkingGroup
from naober.features.focus.result_lines import result_lines
from naober.foundation.core.forms import add_errors
from naober.foundation.core.once import once_field
from naober.foundation.core.pages import form_status, tell
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, User
from naober.foundation.members.rules import allow


def find(user: User, pk: int) -> WorkingGroup:
    """A group that this person may know of, or 404."""
    return get_object_or_404(selectors.groups(user), pk=pk)


def find_inside(user: User, pk: int) -> WorkingGroup:
    """For its tabs: who may know of it but does not sit in it is refused, others find nothing."""
    group = find(user, pk)
    allow(rules.is_inside(user, group))
    return group


def frame(user: User, group: WorkingGroup, tab: str) -> dict[str, Any]:
    """What every page of a group shows: its head and tabs."""
    following = coming.of_group(user, group) if group.ended_on is None else None
    plans = user.is_desk and group.ended_on is None and following is None
    return {
        "group": group,
        "point": group.point,
        "tab": tab,
        "leads": rules.may_lead(user, group),
        "may_work": group.ended_on is None,
        "coming": following,
        "plan_url": coming.to_plan(group) if plans else "",
    }


def others(user: User) -> QuerySet[Company]:
    """Who may do something for a group without sitting in it: whom one finds in the directory."""
    return Company.objects.visible_to(user).taking_part().order_by("name")


@login_required
@require_safe
def group(request: MemberRequest, pk: int) -> HttpResponse:
    """For who sits in it the board of actions; for other members what it is for."""
    found = find(request.user, pk)
    if not rules.is_inside(request.user, found):
        return _from_outside(request, found)
    return board(request, found, ActionForm(found, companies=others(request.user)))


def board(request: MemberRequest, found: WorkingGroup, form: ActionForm) -> HttpResponse:
    form.fields.setdefault("once", once_field(request.user))
    context = {
        **frame(request.user, found, "actions"),
        "board": cards.board_of(selectors.actions_of(found)),
        "form": form,
    }
    return render(request, "focus/board.html", context, status=form_status(request))


def _from_outside(request: MemberRequest, found: WorkingGroup) -> HttpResponse:
    user = request.user
    own = Company.objects.of(user).taking_part()
    seat = Seat.objects.open().filter(group=found, user=user).first()
    results = list(selectors.results_of(user, [found.point]))
    context = {
        **frame(user, found, ""),
        "decisions": selectors.decisions_of(user, found)[:25],
        "results": result_lines(user, found.point, results),
        "companies": selectors.shown_companies_in(user, found),
        "seat": seat,
        "join": JoinForm(own) if found.ended_on is None and seat is None else None,
        "may_join": own.exists(),
    }
    return render(request, "focus/group.html", context)


@login_required
def group_new(request: MemberRequest, pk: int) -> HttpResponse:
    point = get_object_or_404(FocusPoint.objects.visible_to(request.user), pk=pk)
    if not request.user.is_desk:
        raise PermissionDenied
    form = GroupForm(request.POST or None, initial={"name": point.title})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.form_group(point=point, charter=form.charter(), by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("The group is there. Now ask people in."))
            return redirect("focus:people", made.pk)
    context = {"form": form, "point": point}
    return render(request, "focus/group_form.html", context, status=form_status(request))


@login_required
def group_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = find(request.user, pk)
    allow(rules.may_lead(request.user, found))
    known = {"name": found.name, "text": found.charter, "started_on": found.started_on}
    form = GroupForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_group(group=found, charter=form.charter(), by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {"form": form, "point": found.point, "group": found}
    return render(request, "focus/group_form.html", context, status=form_status(request))


@login_required
@require_POST
def join(request: MemberRequest, pk: int) -> HttpResponse:
    found = find(request.user, pk)
    form = JoinForm(Company.objects.of(request.user).taking_part(), request.POST)
    if not form.is_valid():
        allow(Company.objects.of(request.user).taking_part().exists())
        tell(request, ValidationError(_("Choose for which company you take part.")))
        return redirect(found)
    seat = services.ask_to_join(group=found, company=form.cleaned_data["company"], by=request.user)
    if seat.state == Seat.State.ASKED:
        messages.success(request, _("Asked. You hear from the chair of the group."))
    return redirect(found)


@login_required
def people(request: MemberRequest, pk: int) -> HttpResponse:
    """Who sits in it, who was asked; the chair asks others in."""
    found = find_inside(request.user, pk)
    leads = rules.may_lead(request.user, found)
    form = InviteForm(request.POST or None)
    if request.method == "POST":
        allow(leads and found.ended_on is None)
    if request.method == "POST" and form.is_valid():
        try:
            services.invite(group=found, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Asked by mail."))
            return redirect("focus:people", found.pk)
    context = {
        **frame(request.user, found, "people"),
        "seats": selectors.seats_of(found),
        "form": form if leads else None,
    }
    return render(request, "focus/people.html", context, status=form_status(request))


@login_required
@require_POST
def seat_answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Let in, end, or make chair: what the pressed button says."""
    seats = Seat.objects.visible_to(request.user).select_related("group__point", "user")
    seat = get_object_or_404(seats, pk=pk)
    answer = request.POST.get("answer", "")
    acts = {"in": services.let_in, "end": services.end_seat, "chair": services.make_chair}
    try:
        if answer in acts:
            acts[answer](seat=seat, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    if not WorkingGroup.objects.visible_to(request.user).filter(pk=seat.group_id).exists():
        return redirect("home")
    if rules.is_inside(request.user, seat.group):
        return redirect("focus:people", seat.group_id)
    return redirect(seat.group)
