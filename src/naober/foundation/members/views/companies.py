"""The directory, the map, and what people change of their own company."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.foundation.core.pages import form_status, page_of, typed
from naober.foundation.members import rules, selectors, services
from naober.foundation.members.activities import division_name, division_of
from naober.foundation.members.forms import CompanyForm, ConfirmForm, SiteForm
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, CompanyStep, Site, User
from naober.foundation.members.rules import allow
from naober.foundation.members.views.parts import own_company, posted, seen_company
from naober.lexicon import load


@login_required
@require_safe
def directory(request: MemberRequest) -> HttpResponse:
    chosen = {key: typed(request, key) for key in ("words", "place", "division")}
    companies = selectors.directory(request.user, **chosen)
    context = {
        "page": page_of(request, companies),
        "chosen": chosen,
        "is_filtered": any(chosen.values()),
        "places": selectors.places_of(request.user),
        "divisions": selectors.divisions_of(request.user),
    }
    return render(request, "members/directory.html", context)


@login_required
@require_safe
def company(request: MemberRequest, pk: int) -> HttpResponse:
    found = seen_company(request.user, pk)
    is_own = rules.acts_for(request.user, found)
    may_edit = is_own or request.user.is_desk
    context = {
        "company": found,
        "sites": found.sites.all(),
        "division": division_name(division_of(found.activity_code)),
        "may_edit": may_edit,
        "is_own": is_own,
        "contacts": [] if may_edit else selectors.contacts_for_members(found),
        "steps": steps_waiting(found) if is_own and found.takes_part else [],
        "may_meet": not may_edit and taking_part_company(request.user) is not None,
    }
    return render(request, "members/company.html", context)


def steps_waiting(company: Company) -> list[CompanyStep]:
    """What a company still has to do to become a member."""
    return [step for step in selectors.steps_of(company) if step.done_at is None]


def taking_part_company(user: User) -> Company | None:
    """For which company somebody asks for an introduction."""
    return Company.objects.of(user).taking_part().first()


@login_required
def company_confirm(request: MemberRequest, pk: int) -> HttpResponse:
    found = own_company(request.user, pk)
    allow(rules.acts_for(request.user, found))
    main = found.sites.first()
    start = {"place": main.place if main else ""}
    form = ConfirmForm(posted(request), instance=found, initial=start)
    if request.method == "POST" and form.is_valid():
        _confirm(form, request.user)
        messages.success(request, _("Thank you. Your page is confirmed."))
        return redirect(found)
    names = sorted({place.name for place in load().places})
    context = {"form": form, "company": Company.objects.get(pk=pk), "place_names": names}
    return render(request, "members/company_confirm.html", context, status=form_status(request))


def _confirm(form: ConfirmForm, user: User) -> None:
    company = services.confirm_page(company=form.instance, by=user)
    place, main = form.cleaned_data["place"], company.sites.first()
    if place and (main is None or main.place != place):
        site = main or Site(company=company, is_main=True)
        if main:
            site.street = ""  # of the place before
        site.place = place
        services.save_site(site=site, by=user)


@login_required
def company_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = own_company(request.user, pk)
    form = CompanyForm(posted(request), instance=found)
    if request.method == "POST" and form.is_valid():
        services.save_company(company=form.instance, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(found)
    context = {"form": form, "company": Company.objects.get(pk=pk), "sites": found.sites.all()}
    return render(request, "members/company_edit.html", context, status=form_status(request))


@login_required
def site_add(request: MemberRequest, pk: int) -> HttpResponse:
    return _site_form(request, Site(company=own_company(request.user, pk), is_main=False))


@login_required
def site_edit(request: MemberRequest, pk: int) -> HttpResponse:
    return _site_form(request, _own_site(request.user, pk))


def _site_form(request: MemberRequest, site: Site) -> HttpResponse:
    form = SiteForm(posted(request), instance=site)
    if request.method == "POST" and form.is_valid():
        services.save_site(site=form.instance, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("members:company-edit", site.company_id)
    names = sorted({place.name for place in load().places})
    context = {"form": form, "company": site.company, "site": site, "place_names": names}
    return render(request, "members/site_edit.html", context, status=form_status(request))


@login_required
@require_POST
def site_remove(request: MemberRequest, pk: int) -> HttpResponse:
    site = _own_site(request.user, pk)
    services.remove_site(site=site, by=request.user)
    messages.success(request, _("The site has been removed."))
    return redirect("members:company-edit", site.company_id)


@login_required
@require_safe
def map_page(request: MemberRequest) -> HttpResponse:
    return render(request, "members/map.html", {"places": selectors.sites_on_map(request.user)})


@login_required
@require_safe
def map_places(request: MemberRequest) -> JsonResponse:
    return JsonResponse(selectors.places_geojson(request.user))


@login_required
@require_safe
def map_outlines(request: MemberRequest) -> JsonResponse:
    return JsonResponse(selectors.region_outlines())


def _own_site(user: User, pk: int) -> Site:
    site = get_object_or_404(Site.objects.select_related("company"), pk=pk)
    own_company(user, site.company_id)
    return site
