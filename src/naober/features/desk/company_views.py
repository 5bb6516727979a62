"""Companies on their way: read from a list, moved along, found twice."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from naober.features.desk import selectors, services, twice, uploads
from naober.features.desk.forms import ProspectsForm
from naober.features.desk.models import ProspectBatch
from naober.features.desk.services.prospects import Row
from naober.foundation.core.pages import form_status, page_of, tell
from naober.foundation.members import services as members
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, CompanyStep


@desk_only
def prospects(request: MemberRequest) -> HttpResponse:
    """A file or pasted lines in; what was read is looked at on the next page."""
    form = ProspectsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, lines = form.cleaned_data["file"], form.cleaned_data["lines"]
        try:
            found = uploads.prospects_in(file, lines)
            source = file.name if file else ""
            made = services.draft_prospects(found=found, source=source, by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("desk:prospects-look", made.pk)
    batches = ProspectBatch.objects.visible_to(request.user)[:5]
    return render(
        request,
        "desk/prospects.html",
        {"form": form, "batches": batches},
        status=form_status(request),
    )


@desk_only
def prospects_look(request: MemberRequest, pk: int) -> HttpResponse:
    """What was understood, row by row, to choose from; then all that were chosen or none."""
    batch = get_object_or_404(ProspectBatch.objects.visible_to(request.user), pk=pk)
    page = page_of(request, batch.rows)
    if request.method == "POST":
        return _chosen(request, batch, page)
    context = {
        "batch": batch,
        "page": page,
        "problems": batch.problems[:50],
        "more_problems": max(0, len(batch.problems) - 50),
        "taken": sum(row["take"] for row in batch.rows),
    }
    return render(request, "desk/prospects_look.html", context)


def _chosen(request: MemberRequest, batch: ProspectBatch, page: "Page[Row]") -> HttpResponse:
    take = {int(number) for number in request.POST.getlist("take") if number.isdecimal()}
    shown = [row["number"] for row in page]
    try:
        services.choose_prospects(batch=batch, shown=shown, take=take)
        if request.POST.get("do") != "import":
            number = page.next_page_number() if page.has_next() else page.number
            return redirect(f"{request.path}?page={number}")
        n = services.import_prospects(batch=batch, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
        still = ProspectBatch.objects.filter(pk=batch.pk).exists()
        return redirect(request.path if still else "desk:prospects")
    text = ngettext("%(n)s company imported.", "%(n)s companies imported.", n) % {"n": n}
    messages.success(request, text)
    return redirect("desk:funnel")


@desk_only
@require_POST
def prospects_drop(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks first."""
    batch = get_object_or_404(ProspectBatch.objects.visible_to(request.user), pk=pk)
    if request.POST.get("sure") != "1":
        return render(request, "desk/prospects_drop.html", {"batch": batch}, status=422)
    services.drop_batch(batch=batch, by=request.user)
    messages.success(request, _("The list has been removed. Nothing was imported."))
    return redirect("desk:prospects")


@desk_only
@require_safe
def funnel(request: MemberRequest) -> HttpResponse:
    wanted = request.GET.get("stage", "")
    stage = wanted if wanted in Company.Stage.values else Company.Stage.PROSPECT.value
    found = selectors.in_stage(request.user, stage)
    page = page_of(request, found)
    context = {"stages": selectors.funnel(request.user), "stage": stage, "page": page}
    return render(request, "desk/funnel.html", context)


@desk_only
@require_POST
def stage(request: MemberRequest, pk: int) -> HttpResponse:
    company = get_object_or_404(selectors.companies(request.user), pk=pk)
    wanted = request.POST.get("stage", "")
    if wanted == Company.Stage.LEFT:  # asks first, and says what it means for what they placed
        return redirect("members:company-leave", pk)
    try:
        members.set_stage(company=company, stage=wanted, by=request.user)
    except (ValidationError, ValueError) as refused:
        said = getattr(refused, "messages", [_("This stage is not known.")])
        messages.error(request, " ".join(said))
    else:
        messages.success(request, _("Saved."))
    return redirect("desk:company", pk)


@desk_only
@require_POST
def front_runner(request: MemberRequest, pk: int) -> HttpResponse:
    company = get_object_or_404(selectors.companies(request.user), pk=pk)
    ahead = request.POST.get("ahead") == "1"
    services.set_front_runner(company=company, is_front_runner=ahead, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("desk:company", pk)


@desk_only
@require_POST
def step(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(CompanyStep, pk=pk)
    members.tick_step(step=found, by=request.user)
    messages.success(request, _("Done."))
    return redirect("desk:company", found.company_id)


@desk_only
@require_safe
def duplicates(request: MemberRequest) -> HttpResponse:
    page = page_of(request, twice.pairs(request.user))
    context = {"page": page, "pairs": twice.shown(page, request.user)}
    return render(request, "desk/duplicates.html", context)


@desk_only
@require_POST
def two(request: MemberRequest, first: int, second: int) -> HttpResponse:
    """They are not the same."""
    companies = selectors.companies(request.user)
    one, other = get_object_or_404(companies, pk=first), get_object_or_404(companies, pk=second)
    services.tell_apart(one=one, other=other, by=request.user)
    messages.success(request, _("Kept as two companies. We do not ask this again."))
    return redirect("desk:duplicates")


@desk_only
@require_safe
def apart(request: MemberRequest) -> HttpResponse:
    """Pairs of which somebody said that they are two."""
    page = page_of(request, selectors.kept_apart(request.user))
    return render(request, "desk/apart.html", {"page": page})


@desk_only
@require_POST
def ask_again(request: MemberRequest, first: int, second: int) -> HttpResponse:
    companies = selectors.companies(request.user)
    one, other = get_object_or_404(companies, pk=first), get_object_or_404(companies, pk=second)
    services.ask_again(one=one, other=other, by=request.user)
    messages.success(request, _("Asked again, while they look alike."))
    return redirect("desk:apart")
