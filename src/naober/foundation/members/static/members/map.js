// The map of the region: outlines and places from our own server, no tiles. The list beside it
// has the same data, so nothing depends on the map.

const NAMED_PLACES = 12;
const own = (feature) => feature.properties.layer === "own";

function newMap(element, options) {
  const map = L.map(element, {
    attributionControl: false, zoomControl: false, minZoom: 6, maxZoom: 13, zoomSnap: 0.25, zoomDelta: 1, ...options,
  });
  map.attributionControl = L.control.attribution({ prefix: false }).addAttribution(element.dataset.credit);
  map.attributionControl.addTo(map);
  return map;
}

// Sources of imported borders are text of a file, so they are never read as markup.
function plainText(text) {
  return Object.assign(document.createElement("span"), { textContent: text }).innerHTML;
}

const isBoundary = (feature) => feature.properties.layer === "boundary";

// Where official borders were imported they are the region; else the province's outline is.
function outlineClass(feature, hasBoundaries) {
  if (isBoundary(feature)) return "map__boundary";
  return own(feature) && !hasBoundaries ? "map__province map__province--own" : "map__province";
}

function drawOutlines(map, outlines) {
  const hasBoundaries = outlines.features.some(isBoundary);
  const layer = L.geoJSON(outlines, {
    interactive: false,
    style: (feature) => ({ className: outlineClass(feature, hasBoundaries) }),
  }).addTo(map);
  layer.eachLayer((outline) => {
    if (isBoundary(outline.feature) || (own(outline.feature) && !hasBoundaries)) outline.bringToFront();
  });
  for (const source of outlines.attribution) map.attributionControl.addAttribution(plainText(source));
}

function regionBounds(outlines) {
  const region = outlines.features.some(isBoundary) ? isBoundary : own;
  const bounds = L.geoJSON(outlines, { filter: region }).getBounds();
  return bounds.isValid() ? bounds : null;
}

function popup(properties, words) {
  const box = document.createElement("div");
  const title = document.createElement("p");
  title.append(Object.assign(document.createElement("strong"), { textContent: properties.name }));
  title.append(` · ${properties.label}`);
  const list = document.createElement("ul");
  list.className = "plain";
  for (const company of properties.companies) {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href: company.url, textContent: company.name }));
    list.append(item);
  }
  box.append(title, list);
  if (properties.count > properties.companies.length) {
    const more = document.createElement("p");
    more.append(Object.assign(document.createElement("a"), { href: properties.url, textContent: words.more }));
    box.append(more);
  }
  return box;
}

// A circle that can be reached and opened by keyboard, with its name for a screen reader.
function reachable(marker, label) {
  const element = marker.getElement();
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", label);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    marker.openPopup();
    const first = marker.getPopup().getElement()?.querySelector("a[href]:not([role=button])");
    if (first) first.focus();
  });
  marker.getPopup().on("remove", () => element.focus({ preventScroll: true }));
}

// Beside the circle, or above it where the name would not fit on the map.
function labelPlace(map, marker, name) {
  const radius = marker.options.radius;
  const right = map.latLngToContainerPoint(marker.getLatLng()).x + radius + 9 * name.length;
  if (right < map.getSize().x) return { direction: "right", offset: [radius - 2, 0] };
  return { direction: "top", offset: [0, 2 - radius] };
}

function drawPlaces(map, places, words) {
  const layer = L.geoJSON(places, {
    pointToLayer: (feature, position) => L.circleMarker(position, {
      radius: 8 + 1.5 * Math.sqrt(feature.properties.count),
      className: "map__place",
    }),
  }).addTo(map);
  // With many places only the largest have their names on the map; the others show them when asked.
  const counts = places.features.map((feature) => feature.properties.count).sort((a, b) => b - a);
  const smallestNamed = counts[NAMED_PLACES - 1] ?? 0;
  layer.eachLayer((marker) => {
    const { name, label, count } = marker.feature.properties;
    marker.bindPopup(popup(marker.feature.properties, words), { maxWidth: 280 });
    marker.bindTooltip(name, { permanent: count >= smallestNamed, className: "map__label", ...labelPlace(map, marker, name) });
    L.tooltip({ permanent: true, direction: "center", className: "map__count", interactive: false })
      .setLatLng(marker.getLatLng()).setContent(String(count)).addTo(map);
    reachable(marker, `${name}, ${label}`);
  });
  return layer;
}

async function regionMap(element) {
  const [outlines, places] = await Promise.all(
    [element.dataset.outlines, element.dataset.places].map((url) => fetch(url).then((answer) => answer.json())),
  );
  const map = newMap(element, { scrollWheelZoom: false });
  L.control.zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(map);
  const bounds = regionBounds(outlines) ?? L.geoJSON(places).getBounds();
  map.fitBounds(bounds.isValid() ? bounds.pad(0.06) : [[50.7, 3.3], [53.6, 7.3]]);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
  });
  drawOutlines(map, outlines);
  drawPlaces(map, places, { more: element.dataset.more });
}

async function sitesMap(element) {
  const sites = [...document.querySelectorAll("[data-latitude]")];
  if (!sites.length) return;
  element.hidden = false;
  const outlines = await fetch(element.dataset.outlines).then((answer) => answer.json());
  const map = newMap(element, { dragging: false, scrollWheelZoom: false, doubleClickZoom: false, boxZoom: false, keyboard: false, touchZoom: false });
  const points = sites.map((site) => [Number(site.dataset.latitude), Number(site.dataset.longitude)]);
  const bounds = regionBounds(outlines) ?? L.latLngBounds(points);
  map.fitBounds(bounds.extend(L.latLngBounds(points)).pad(0.05));
  drawOutlines(map, outlines);
  points.forEach((point, index) => {
    L.circleMarker(point, { radius: 8, className: "map__place", interactive: false }).addTo(map)
      .bindTooltip(sites[index].dataset.name, { permanent: true, direction: "right", className: "map__label", offset: [6, 0] });
  });
}

for (const element of document.querySelectorAll("[data-map]")) {
  (element.dataset.map === "region" ? regionMap : sitesMap)(element);
}
