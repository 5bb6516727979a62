"""Reads for the directory and the map."""

from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from naober.foundation.members.activities import division_name, division_of, known_divisions
from naober.foundation.members.models import Boundary, Collective, Company, Membership, Site, User
from naober.foundation.members.outlines import provinces_around

SHOWN_ON_MARKER = 8


def directory(
    user: User, *, words: str = "", place: str = "", division: str = ""
) -> QuerySet[Company]:
    """The companies this person may see, by words (all of them), place and division, by name."""
    companies = Company.objects.visible_to(user).prefetch_related("sites")
    for word in words.split():
        companies = companies.filter(_mentions(word))
    if place:
        companies = companies.filter(sites__place__iexact=place)
    if division:
        companies = companies.filter(activity_code__startswith=division)
    return companies.distinct()


def _mentions(word: str) -> Q:
    fields = ["name", "activity", "activity_en", "description", "description_en", "sites__place"]
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": word})
    return found


def places_of(user: User) -> list[str]:
    """The places where the companies of the directory are."""
    visible = Company.objects.visible_to(user).values("pk")
    sites = Site.objects.filter(company__in=visible).order_by("place")
    return list(sites.values_list("place", flat=True).distinct())


def divisions_of(user: User) -> list[tuple[str, str]]:
    """The divisions of the directory's companies, as (code, words), by the words; of a code that is
    no division there is nothing to choose."""
    codes = Company.objects.visible_to(user).order_by().values_list("activity_code", flat=True)
    divisions = {division_of(code) for code in codes.distinct()} & known_divisions()
    return sorted(((code, division_name(code)) for code in divisions), key=lambda pair: pair[1])


def people_of(company: Company) -> QuerySet[Membership]:
    """The running roles at a company, contact persons first."""
    people = company.memberships.filter(ended_on=None, user__is_active=True)
    return people.select_related("user").order_by("-is_contact", "user__name", "role")


def search_people(user: User, words: str) -> QuerySet[Membership]:
    """People of one's own companies, for the desk of all, whose name or address has the words."""
    people = Membership.objects.filter(ended_on=None, user__is_active=True)
    if not user.is_desk:
        people = people.filter(company__in=Company.objects.of(user).values("pk"))
    for word in words.split():
        people = people.filter(Q(user__name__icontains=word) | Q(user__email__icontains=word))
    return people.select_related("user", "company").order_by("user__name", "company__name", "pk")


def sites_on_map(user: User) -> list[dict[str, Any]]:
    """One entry a place: its middle, its companies by name. Those who may not be seen are out."""
    visible = Company.objects.visible_to(user).values("pk")
    sites = Site.objects.filter(company__in=visible).select_related("company")
    by_place: dict[str, list[Site]] = defaultdict(list)
    for site in sites.order_by("company__name", "pk"):
        by_place[site.place].append(site)
    return [_place(name, by_place[name]) for name in sorted(by_place)]


def _place(name: str, sites: list[Site]) -> dict[str, Any]:
    located = [
        (site.latitude, site.longitude)
        for site in sites
        if site.latitude is not None and site.longitude is not None
    ]
    return {
        "name": name,
        "companies": list({site.company_id: site.company for site in sites}.values()),
        "latitude": sum(point[0] for point in located) / len(located) if located else None,
        "longitude": sum(point[1] for point in located) / len(located) if located else None,
    }


def places_geojson(user: User) -> dict[str, Any]:
    """The same as GeoJSON points in WGS84; places without coordinates are in the list only."""
    places = [place for place in sites_on_map(user) if place["latitude"] is not None]
    return {"type": "FeatureCollection", "features": [_point(place) for place in places]}


def _point(place: dict[str, Any]) -> dict[str, Any]:
    companies = place["companies"]
    return {
        "type": "Feature",
        "geometry": {
            "type": "Point",
            "coordinates": [round(place["longitude"], 5), round(place["latitude"], 5)],
        },
        "properties": {
            "name": place["name"],
            "count": len(companies),
            "label": _count_text(len(companies)),
            "companies": [
                {"name": company.name, "url": company.get_absolute_url()}
                for company in companies[:SHOWN_ON_MARKER]
            ],
            "url": f"{reverse('members:directory')}?place={place['name']}",
        },
    }


def _count_text(count: int) -> str:
    return ngettext("%(count)d company", "%(count)d companies", count) % {"count": count}


def boundaries_geojson() -> tuple[list[dict[str, Any]], list[str]]:
    """The imported official borders as GeoJSON features, and the sources to name beside them."""
    borders = list(Boundary.objects.all())
    features = [
        {
            "type": "Feature",
            "geometry": border.geometry,
            "properties": {"name": border.name, "layer": "boundary"},
        }
        for border in borders
    ]
    return features, sorted({border.attribution for border in borders} - {""})


def region_outlines() -> dict[str, Any]:
    """The provinces around the region and the imported borders, as one GeoJSON collection."""
    collective = Collective.objects.first()
    borders, sources = boundaries_geojson()
    return {
        "type": "FeatureCollection",
        "features": provinces_around(collective.region if collective else "") + borders,
        "attribution": sources,
    }
