"""What a company says: how it stands, its figures in confidence, its pledge; or the desk for it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naober.features.investments import rules, selectors, services, words
from naober.features.investments.access import company_at, open_investment
from naober.features.investments.forms import FiguresForm, PledgeForm
from naober.features.investments.models import Figures, Investment, Participation
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import form_status, tell
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company


@login_required
@require_POST
def stance(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    found = open_investment(request, pk)
    own = company_at(request, found, company)
    wanted = request.POST.get("stance", "")
    try:
        services.take_stance(investment=found, company=own, stance=wanted, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Kept. You can change it as long as it is open."))
    return redirect(found)


@login_required
def figures(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    found = open_investment(request, pk)
    own = company_at(request, found, company)
    part = selectors.part_for(found, own)
    act = rules.act_to_give(found, is_party=bool(part and part.is_party))
    if act not in rules.acts_of(found):
        messages.info(request, _("Figures are not asked any more."))
        return redirect(found)
    known = _readable(request, part)
    if _is_kept(request, own, part, known):
        return _kept_from_desk(request, found, own)
    form = FiguresForm(request.POST or None, initial=FiguresForm.of(known), unit=found.unit)
    if request.method == "POST" and form.is_valid():
        try:
            services.give_figures(
                investment=found,
                company=own,
                values=form.cleaned_data,
                desk_reads=form.cleaned_data["desk_reads"],
                by=request.user,
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Your figures are kept, in confidence."))
            return redirect("investments:case", pk, own.pk)
    context = _context(request, found, own, form) | {"known": known}
    return render(request, "investments/figures.html", context, status=form_status(request))


@login_required
def pledge(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    found = open_investment(request, pk)
    own = company_at(request, found, company)
    if not found.takes_pledges:
        messages.info(request, _("Pledges are closed: none is taken any more."))
        return redirect(found)
    part = selectors.part_for(found, own)
    known = _readable(request, part)
    if _is_kept(request, own, part, known):
        return _kept_from_desk(request, found, own)
    if known is None:
        messages.info(request, _("Give your figures first: without a size there is no share."))
        return redirect("investments:figures", pk, own.pk)
    before = getattr(part, "pledge", None)
    form = PledgeForm(request.POST or None, initial=PledgeForm.of(before))
    if request.method == "POST" and form.is_valid():
        try:
            services.give_pledge(
                investment=found, company=own, conditions=form.conditions(), by=request.user
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            said = _("Your pledge is kept. You can change it until %(moment)s.")
            messages.success(request, said % {"moment": words.moment(found)})
            return redirect(found)
    context = _context(request, found, own, form) | {"before": before, "hows": words.HOW}
    return render(request, "investments/pledge.html", context, status=form_status(request))


@login_required
@require_POST
def open_up(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    """That the others of a small group may come to know one's size, or no more."""
    found = open_investment(request, pk)
    own = company_at(request, found, company)
    opens = request.POST.get("opens") == "1"
    try:
        services.open_up(investment=found, company=own, opens=opens, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Kept."))
    return redirect("investments:shares", pk)


def _readable(request: MemberRequest, part: Participation | None) -> Figures | None:
    """What this reader may read of it: the desk only what the company lends."""
    if part is None:
        return None
    return Figures.objects.visible_to(request.user).filter(participation=part).first()


def _is_kept(
    request: MemberRequest, own: Company, part: Participation | None, known: Figures | None
) -> bool:
    """There are figures, and the company keeps them from the desk."""
    return known is None and rules.enters_for(request.user, own) and hasattr(part, "figures")


def _kept_from_desk(request: MemberRequest, found: Investment, own: Company) -> HttpResponse:
    said = _("%(company)s keeps its figures from the desk. Only its own people can change them.")
    messages.info(request, said % {"company": own})
    return redirect(found)


def _context(request: MemberRequest, found: Investment, own: Company, form: Any) -> dict[str, Any]:
    return {
        "investment": found,
        "company": own,
        "form": form,
        "is_entered": rules.enters_for(request.user, own),
        "moment": words.moment(found),
    }
