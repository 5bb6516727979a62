"""Official borders from a GeoJSON file (RFC 7946), checked before anything is stored."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naober.foundation.members.models import Boundary

MAX_BYTES = 50_000_000
MAX_PROBLEMS = 20
NAMES = ("name", "naam", "statnaam", "gemeentenaam", "NAAM", "GM_NAAM")
CODES = ("code", "statcode", "gemeentecode", "identificatie", "CODE", "GM_CODE")


class BoundaryError(Exception):
    """The file cannot be used; `problems` says where and why, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Border:
    """One checked border. `geometry` is a GeoJSON Polygon or MultiPolygon in WGS84 degrees."""

    code: str
    name: str
    geometry: dict[str, Any]


@transaction.atomic
def import_boundaries(content: bytes) -> int:
    """Store the file's borders, those with a known code anew. All of them, or none.

    Returns how many. Raises BoundaryError with every problem found (the first twenty).
    """
    collection = _parsed(content)
    borders = _borders(collection["features"])
    attribution = str(collection.get("attribution") or "")[:300]
    Boundary.objects.bulk_create(
        [Boundary(attribution=attribution, **_fields(border)) for border in borders],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "geometry", "attribution"],
    )
    return len(borders)


def _fields(border: Border) -> dict[str, Any]:
    return {"code": border.code, "name": border.name, "geometry": border.geometry}


def _parsed(content: bytes) -> dict[str, Any]:
    if len(content) > MAX_BYTES:
        raise BoundaryError([_("The file is larger than 50 MB; take a simplified one.")])
    try:
        collection = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BoundaryError([_("This is not a GeoJSON file: %(why)s") % {"why": error}]) from error
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise BoundaryError([_("This is not a GeoJSON FeatureCollection.")])
    if not isinstance(collection.get("features"), list) or not collection["features"]:
        raise BoundaryError([_("There is no border in this file.")])
    return collection


def _borders(features: list[Any]) -> list[Border]:
    borders: dict[str, Border] = {}
    problems = []
    for number, feature in enumerate(features, start=1):
        try:
            border = _border(feature)
            if border.code in borders:
                raise ValueError(_("the code %(code)s stands here twice") % {"code": border.code})
            borders[border.code] = border
        except ValueError as error:
            problems.append(_("Border %(n)s: %(why)s") % {"n": number, "why": error})
    if problems:
        raise BoundaryError(problems[:MAX_PROBLEMS])
    return list(borders.values())


def _border(feature: Any) -> Border:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise ValueError(_("this is not a GeoJSON feature"))
    properties = feature.get("properties")
    known = properties if isinstance(properties, dict) else {}
    code = _first(known, CODES) or str(feature.get("id") or "")
    name = _first(known, NAMES)
    if not code or not name:
        raise ValueError(_("it has no name or no code"))
    return Border(code[:20], name[:100], _geometry(feature.get("geometry")))


def _first(properties: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((str(properties[key]) for key in keys if properties.get(key)), "")


def _geometry(geometry: Any) -> dict[str, Any]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(_("its shape is not a Polygon or MultiPolygon"))
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise ValueError(_("it has no coordinates"))
    for polygon in polygons:
        _check_polygon(polygon)
    return {"type": kind, "coordinates": coordinates}


def _check_polygon(polygon: Any) -> None:
    if not isinstance(polygon, list) or not polygon:
        raise ValueError(_("it has no coordinates"))
    for ring in polygon:
        if not isinstance(ring, list) or len(ring) < 4:
            raise ValueError(_("a ring has fewer than four points"))
        for point in ring:
            _check_point(point)
        if ring[0] != ring[-1]:
            raise ValueError(_("a ring does not end where it began"))


def _check_point(point: Any) -> None:
    numbers = isinstance(point, list) and len(point) >= 2 and all(map(_is_number, point[:2]))
    if not numbers:
        raise ValueError(_("a point is not a pair of numbers"))
    if abs(point[0]) > 180 or abs(point[1]) > 90:
        raise ValueError(_("its coordinates are not degrees; convert the file to WGS84 first"))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value
