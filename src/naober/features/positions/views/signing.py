"""Comments of members, and signatures of companies."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naober.features.positions import rules, selectors, services
from naober.features.positions.forms import CommentForm, ReplyForm, SignForm
from naober.features.positions.models import Position
from naober.features.positions.rules import Do
from naober.features.positions.views.finding import allowed, position_or_404
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import form_status, tell, whole_number
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company


@login_required
def paragraph(request: MemberRequest, pk: int) -> HttpResponse:
    """One paragraph: its words over the versions, what was said of it, and one's own remark."""
    found = selectors.paragraph_for(request.user, pk)
    if found is None:
        raise Http404
    position = found.position
    form = CommentForm(request.POST or None, user=request.user)
    if request.method == "POST":
        allowed(request, position, Do.COMMENT)
        if form.is_valid():
            try:
                services.add_comment(
                    paragraph=found,
                    company=form.cleaned_data["company"],
                    remark=form.remark(),
                    by=request.user,
                    number=form.number(),
                )
            except ValidationError as refused:
                add_errors(form, refused)
            else:
                messages.success(request, _("Thank you. Who writes the text reads it."))
                return redirect("positions:position", position.pk)
    own = {company.pk for company in rules.companies_of(request.user)}
    readable = selectors.readable_versions(request.user, position)
    context = {
        "position": position,
        "history": selectors.history_of(found, readable),
        "comments": selectors.comments_of(request.user, position, own, found),
        "may": rules.may_do(request.user, position),
        "form": form,
    }
    return render(request, "positions/paragraph.html", context, status=form_status(request))


@login_required
@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """What was done with a remark."""
    found = selectors.comment_for(request.user, pk)
    if found is None:
        raise Http404
    form = ReplyForm(request.POST)
    try:
        text = form.cleaned_data["answer"] if form.is_valid() else request.POST.get("answer", "")
        services.answer_comment(comment=found, answer=text, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Kept."))
    return redirect("positions:paragraph", found.paragraph_id)


@login_required
def sign(request: MemberRequest, pk: int) -> HttpResponse:
    """Sign as a company, or change what it adds."""
    found = position_or_404(request, pk)
    allowed(request, found, Do.SIGN)
    if not rules.is_open(found, Do.SIGN):
        messages.error(request, _("Signing is not open now."))
        return redirect("positions:position", pk)
    form = SignForm(request.POST or None, user=request.user, initial=_initial(request, found))
    if request.method == "POST" and form.is_valid():
        try:
            services.sign(
                position=found,
                company=form.cleaned_data["company"],
                by=request.user,
                minority=form.cleaned_data["minority"],
                why_it_may=form.cleaned_data["why_it_may"],
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Signed. You can take it back until it is sent."))
            return redirect("positions:position", pk)
    context = {"form": form, "position": found}
    return render(request, "positions/sign.html", context, status=form_status(request))


def _initial(request: MemberRequest, position: Position) -> dict[str, object]:
    """The company of the address, with what it added before."""
    pk = whole_number(request.GET.get("company", ""))
    company = Company.objects.taking_part().filter(pk=pk).first() if pk else None
    if company is None or not rules.speaks_for(request.user, company):
        return {}
    signed = selectors.signature_of(position, company)
    return {"company": company.pk, "minority": signed.minority if signed else ""}


@login_required
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    found = position_or_404(request, pk)
    allowed(request, found, Do.WITHDRAW)
    asked = whole_number(request.POST.get("company", ""))
    company = get_object_or_404(Company.objects.taking_part(), pk=asked) if asked else None
    if company is None or not rules.speaks_for(request.user, company):
        raise PermissionDenied
    try:
        services.withdraw(position=found, company=company, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Taken back. Your name stands no longer under it."))
    return redirect("positions:position", pk)
