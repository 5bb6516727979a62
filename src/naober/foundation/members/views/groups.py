"""Named groups of companies."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.foundation.core.pages import form_status, page_of, tell, typed
from naober.foundation.members import rules, selectors, services
from naober.foundation.members.forms import GroupForm
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, CompanyGroup, User
from naober.foundation.members.rules import allow
from naober.foundation.members.views.parts import own_company, posted, seen_company

FOUND = 10


@login_required
def groups(request: MemberRequest, pk: int) -> HttpResponse:
    return _groups(request, own_company(request.user, pk))


@login_required
def desk_groups(request: MemberRequest) -> HttpResponse:
    """Those that every company may choose."""
    allow(request.user.is_desk)
    return _groups(request, None)


def _groups(request: MemberRequest, owner: Company | None) -> HttpResponse:
    form = GroupForm(posted(request))
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            group = services.make_group(name=name, owner=owner, by=request.user)
        except ValidationError as refused:
            form.add_error("name", refused)
        else:
            return redirect("members:group", group.pk)
    found = selectors.groups_of(owner)
    page = page_of(request, found)
    return render(
        request,
        "members/groups.html",
        {"company": owner, "form": form, "page": page},
        status=form_status(request),
    )


@login_required
@require_safe
def group(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own_group(request.user, pk)
    words = typed(request, "words")
    inside, mine = found.companies.all(), found.owner_id or 0
    candidates = selectors.directory(request.user, words=words) if words else Company.objects.none()
    context = {
        "group": found,
        "company": found.owner,
        "page": page_of(request, inside),
        "words": words,
        "candidates": candidates.exclude(pk__in=[*inside.values_list("pk", flat=True), mine])[
            :FOUND
        ],
    }
    return render(request, "members/group.html", context)


@login_required
@require_POST
def group_add(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    found = _own_group(request.user, pk)
    added = seen_company(request.user, company)
    try:
        services.put_in_group(group=found, company=added, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    return redirect("members:group", pk)


@login_required
@require_POST
def group_take(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    found = _own_group(request.user, pk)
    taken = get_object_or_404(found.companies, pk=company)
    services.take_from_group(group=found, company=taken, by=request.user)
    return redirect("members:group", pk)


@login_required
@require_POST
def group_remove(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own_group(request.user, pk)
    owner = found.owner_id
    try:
        services.remove_group(group=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
        return redirect("members:group", pk)
    messages.success(request, _("The group has been removed."))
    return redirect("members:groups", owner) if owner else redirect("members:desk-groups")


def _own_group(user: User, pk: int) -> CompanyGroup:
    """A group of another company does not exist for anybody but that company and the desk."""
    found = get_object_or_404(CompanyGroup.objects.select_related("owner"), pk=pk)
    if found.owner:
        return found if rules.may_edit_group(user, found) else _nowhere()
    allow(rules.may_edit_group(user, found))
    return found


def _nowhere() -> CompanyGroup:
    return get_object_or_404(CompanyGroup.objects.none())
