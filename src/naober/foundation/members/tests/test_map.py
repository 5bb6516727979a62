"""The map: outlines that are shipped, borders that are imported, places of visible companies."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from tests.shared import shared_path

from naober.foundation.members.boundaries import BoundaryError, import_boundaries
from naober.foundation.members.models import Boundary, Collective
from naober.foundation.members.outlines import provinces
from naober.foundation.members.tests.factories import MembershipFactory, SiteFactory, UserFactory

pytestmark = pytest.mark.django_db
SQUARE = [[[6.0, 52.5], [7.0, 52.5], [7.0, 53.0], [6.0, 53.0], [6.0, 52.5]]]


def feature(code="GM1", name="Hier", coordinates=None, kind="Polygon"):
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": kind, "coordinates": SQUARE if coordinates is None else coordinates},
    }


def content(*features, **extra):
    return json.dumps({"type": "FeatureCollection", "features": features, **extra}).encode()


def test_the_twelve_provinces_are_shipped_in_degrees():
    names = {outline["properties"]["name"] for outline in provinces()["features"]}
    assert len(names) == 12
    assert {"Drenthe", "Groningen", "Overijssel", "Fryslân"} <= names
    for outline in provinces()["features"]:
        for polygon in outline["geometry"]["coordinates"]:
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert all(3 < x < 8 and 50 < y < 54 for x, y in ring)


def test_the_region_is_marked_as_ones_own(client):
    Collective.objects.create(name="Collectief", region="Drenthe")
    client.force_login(UserFactory())
    features = client.get(reverse("members:map-outlines")).json()["features"]
    layers = {f["properties"]["name"]: f["properties"]["layer"] for f in features}
    assert [name for name, layer in layers.items() if layer == "own"] == ["Drenthe"]


def test_companies_are_gathered_by_place_in_the_list_and_on_the_map(client):
    client.force_login(MembershipFactory().user)
    for _n in range(12):
        SiteFactory(place="Emmen")
    SiteFactory(place="Zonderplek", latitude=None, longitude=None)
    features = client.get(reverse("members:map-places")).json()["features"]
    assert [(f["properties"]["name"], f["properties"]["count"]) for f in features] == [
        ("Emmen", 12)
    ]
    assert len(features[0]["properties"]["companies"]) == 8
    listed = client.get(reverse("members:map")).context["places"]
    assert [place["name"] for place in listed] == ["Emmen", "Zonderplek"]


def test_a_thousand_companies_cost_no_more_queries(client, django_assert_max_num_queries):
    client.force_login(MembershipFactory().user)
    for _n in range(50):
        SiteFactory()
    with django_assert_max_num_queries(6):
        client.get(reverse("members:map"))
    with django_assert_max_num_queries(4):
        client.get(reverse("members:map-places"))


def test_imported_borders_are_on_the_map_with_their_source(client):
    assert import_boundaries(content(feature(), attribution="CBS <b>2024</b>")) == 1
    client.force_login(UserFactory())
    answer = client.get(reverse("members:map-outlines")).json()
    assert answer["features"][-1]["properties"] == {"name": "Hier", "layer": "boundary"}
    assert answer["attribution"] == ["CBS <b>2024</b>"]


def test_a_second_import_replaces_borders_with_the_same_code():
    import_boundaries(content(feature("A", "Oud"), feature("B", "Blijft")))
    import_boundaries(content(feature("A", "Nieuw")))
    assert dict(Boundary.objects.values_list("code", "name")) == {"A": "Nieuw", "B": "Blijft"}


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (b"", "not a GeoJSON file"),
        (b"PK\x03\x04", "not a GeoJSON file"),
        (b"[" * 100_000, "not a GeoJSON file"),
        (b"[1]", "FeatureCollection"),
        (content(), "no border"),
        (content("x"), "Border 1: this is not a GeoJSON feature"),
        (content(feature(name="")), "Border 1: it has no name or no code"),
        (content(feature(), feature()), "Border 2: the code GM1 stands here twice"),
        (content(feature(kind="Point")), "not a Polygon"),
        (content(feature(coordinates=[])), "no coordinates"),
        (content(feature(coordinates=[[[6, 52], [7, 52]]])), "fewer than four"),
        (content(feature(coordinates=[[[6, 52], [7, 52], [7, 53], [6, 53]]])), "does not end"),
        (content(feature(coordinates=[[["a", 52]] * 4])), "not a pair of numbers"),
        (content(feature(coordinates=[[[250000, 550000]] * 4])), "convert the file to WGS84"),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason_and_nothing_is_stored(bad, message, settings):
    from django.utils import translation

    with translation.override("en"), pytest.raises(BoundaryError, match=message):
        import_boundaries(bad)
    assert not Boundary.objects.exists()


def test_the_command_reads_a_file(tmp_path):
    file = tmp_path / "borders.geojson"
    file.write_bytes(content(feature()))
    out = StringIO()
    call_command("boundaries", "import", str(file), stdout=out)
    assert "1 borders" in out.getvalue()
    with pytest.raises(CommandError, match="No such file"):
        call_command("boundaries", "import", str(tmp_path / "nothing.geojson"))


def test_the_official_borders_of_the_region_can_be_imported():
    file = shared_path("reference", "geo", "drenthe_gemeenten_2024.geojson")
    assert import_boundaries(file.read_bytes()) == 12
