"""The desk: who wants to come in, and what each company pays."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.foundation.core.downloads import as_workbook
from naober.foundation.core.pages import form_status, page_of, tell
from naober.foundation.members import selectors, services, workbooks
from naober.foundation.members.forms import ContributionsForm, GrantForm
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Contribution, SizeClass, Wish
from naober.foundation.members.rules import allow
from naober.foundation.members.views.parts import posted


@login_required
@require_safe
def wishes(request: MemberRequest) -> HttpResponse:
    allow(request.user.is_desk)
    page = page_of(request, selectors.wishes_waiting())
    cards = selectors.wish_cards(list(page))
    return render(request, "members/wishes.html", {"page": page, "cards": cards})


@login_required
@require_POST
def wish_grant(request: MemberRequest, pk: int) -> HttpResponse:
    allow(request.user.is_desk)
    wish = get_object_or_404(Wish, pk=pk)
    form = GrantForm(request.POST)
    name = form.cleaned_data["company_name"] if form.is_valid() else ""
    try:
        services.grant(wish=wish, company_name=name, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Settled."))
    return redirect("members:wishes")


@login_required
@require_POST
def wish_refuse(request: MemberRequest, pk: int) -> HttpResponse:
    allow(request.user.is_desk)
    try:
        services.refuse(wish=get_object_or_404(Wish, pk=pk), by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    return redirect("members:wishes")


@login_required
def contributions(request: MemberRequest) -> HttpResponse:
    """The board looks along; only the desk changes the amounts."""
    allow(bool(request.user.desk_role))
    year = _year(request)
    form = _amounts(request, year)
    if request.method == "POST":
        allow(request.user.is_desk)
        if form.is_valid():
            services.set_contributions(year=year, amounts=form.amounts(), by=request.user)
            messages.success(request, _("Saved."))
            return redirect(f"{request.path}?year={year}")
    rows = selectors.contributions(year)
    context = {
        "form": form,
        "year": year,
        "years": selectors.years(),
        "page": page_of(request, rows),
        "total": sum((row.amount for row in rows if row.amount is not None), start=0),
        "unknown": sum(row.amount is None for row in rows),
    }
    return render(request, "members/contributions.html", context, status=form_status(request))


@login_required
@require_safe
def contributions_workbook(request: MemberRequest) -> HttpResponse:
    allow(bool(request.user.desk_role))
    year = _year(request)
    sheet = workbooks.contributions(year, selectors.contributions(year))
    return as_workbook(f"contributies-{year}", [sheet])


def _amounts(request: MemberRequest, year: int) -> ContributionsForm:
    rates = dict(Contribution.objects.filter(year=year).values_list("size_class", "amount"))
    now = {size_class: rates.get(size_class.pk) for size_class in SizeClass.objects.all()}
    return ContributionsForm(posted(request), now=now)


def _year(request: MemberRequest) -> int:
    typed = request.GET.get("year", "") or str(timezone.localdate().year)
    if not (typed.isdecimal() and 2000 <= int(typed[:9]) <= 2100):
        raise Http404
    return int(typed)
