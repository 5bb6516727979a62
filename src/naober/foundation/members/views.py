"""The directory, the map, and what people change of their own company and themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.foundation.members import rules, selectors, services
from naober.foundation.members.activities import division_name, division_of
from naober.foundation.members.forms import CompanyForm, ProfileForm, SiteForm
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Collective, Company, Site
from naober.foundation.members.outlines import provinces_around
from naober.lexicon import load

PAGE_SIZE = 25


@login_required
@require_safe
def directory(request: MemberRequest) -> HttpResponse:
    chosen = {key: _typed(request, key) for key in ("words", "place", "division")}
    companies = selectors.directory(request.user, **chosen)
    context = {
        "page": Paginator(companies, PAGE_SIZE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "is_filtered": any(chosen.values()),
        "places": selectors.places_of(request.user),
        "divisions": selectors.divisions_of(request.user),
    }
    return render(request, "members/directory.html", context)


@login_required
@require_safe
def company(request: MemberRequest, pk: int) -> HttpResponse:
    found = _company(request, pk)
    context = {
        "company": found,
        "sites": found.sites.all(),
        "division": division_name(division_of(found.activity_code)),
        "may_edit": rules.may_edit_company(request.user, found),
    }
    return render(request, "members/company.html", context)


@login_required
def company_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own_company(request, pk)
    form = CompanyForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        services.save_company(company=form.instance, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(found)
    context = {"form": form, "company": Company.objects.get(pk=pk), "sites": found.sites.all()}
    return render(request, "members/company_edit.html", context)


@login_required
@require_safe
def company_people(request: MemberRequest, pk: int) -> HttpResponse:
    found = _company(request, pk)
    if not rules.may_see_people(request.user, found):
        raise PermissionDenied
    page = Paginator(selectors.people_of(found), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "members/company_people.html", {"company": found, "page": page})


@login_required
def site_add(request: MemberRequest, pk: int) -> HttpResponse:
    return _site_form(request, Site(company=_own_company(request, pk), is_main=False))


@login_required
def site_edit(request: MemberRequest, pk: int) -> HttpResponse:
    return _site_form(request, _own_site(request, pk))


def _site_form(request: MemberRequest, site: Site) -> HttpResponse:
    form = SiteForm(request.POST or None, instance=site)
    if request.method == "POST" and form.is_valid():
        services.save_site(site=form.instance, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("members:company-edit", site.company_id)
    names = sorted({place.name for place in load().places})
    context = {"form": form, "company": site.company, "site": site, "place_names": names}
    return render(request, "members/site_edit.html", context)


@login_required
@require_POST
def site_remove(request: MemberRequest, pk: int) -> HttpResponse:
    site = _own_site(request, pk)
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
    collective = Collective.objects.first()
    outlines = provinces_around(collective.region if collective else "")
    borders, sources = selectors.boundaries_geojson()
    collection = {"type": "FeatureCollection", "features": outlines + borders}
    return JsonResponse({**collection, "attribution": sources})


@login_required
def profile(request: MemberRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("members:profile")
    return render(request, "members/profile.html", {"form": form})


def _typed(request: MemberRequest, key: str) -> str:
    """What was filled in, without the character that PostgreSQL cannot store."""
    return request.GET.get(key, "").replace("\x00", "").strip()[:100]


def _company(request: MemberRequest, pk: int) -> Company:
    """A company that this person may not see does not exist for them."""
    return get_object_or_404(Company.objects.visible_to(request.user), pk=pk)


def _own_company(request: MemberRequest, pk: int) -> Company:
    found = _company(request, pk)
    if not rules.may_edit_company(request.user, found):
        raise PermissionDenied
    return found


def _own_site(request: MemberRequest, pk: int) -> Site:
    site = get_object_or_404(Site.objects.select_related("company"), pk=pk)
    _own_company(request, site.company_id)
    return site
