"""The shipped outlines of the Dutch provinces (Natural Earth, public domain)."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def provinces() -> dict[str, Any]:
    """GeoJSON, WGS84 degrees; `properties.name` is the province's name."""
    text = files("naober.foundation.members").joinpath("data/provinces.geojson").read_text("utf-8")
    outlines: dict[str, Any] = json.loads(text)
    return outlines


def provinces_around(region: str) -> list[dict[str, Any]]:
    """All provinces as features, the one whose name is the region's marked as its own."""
    return [
        {
            **feature,
            "properties": {
                "name": feature["properties"]["name"],
                "layer": "own" if feature["properties"]["name"] == region else "province",
            },
        }
        for feature in provinces()["features"]
    ]
