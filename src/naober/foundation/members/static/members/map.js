// The map of the region: outlines and places from our own server, no tiles. The list beside it
// has the same data, so nothing depends on the map.

const own = (feature) => feature.properties.layer === "own";

function newMap(element, options) {
  const map = L.map(element, { attributionControl: false, zoomControl: false, minZoom: 6, maxZoom: 13, ...options });
  L.control.attribution({ prefix: false }).addAttribution(element.dataset.credit).addTo(map);
  return map;
}

function drawOutlines(map, outlines) {
  const layer = L.geoJSON(outlines, {
    interactive: false,
    style: (feature) => ({
      className: feature.properties.layer === "boundary" ? "map__boundary"
        : own(feature) ? "map__province map__province--own" : "map__province",
    }),
  }).addTo(map);
  layer.eachLayer((outline) => {
    if (own(outline.feature)) outline.bringToFront();
  });
  layer.eachLayer((outline) => {
    if (outline.feature.properties.layer === "boundary") outline.bringToFront();
  });
  return layer;
}

function boundsOfOwn(layer) {
  let bounds = null;
  layer.eachLayer((outline) => {
    if (own(outline.feature)) bounds = outline.getBounds();
  });
  return bounds;
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

function drawPlaces(map, places, words) {
  const layer = L.geoJSON(places, {
    pointToLayer: (feature, position) => L.circleMarker(position, {
      radius: 9 + 2 * Math.sqrt(feature.properties.count),
      className: "map__place",
    }),
  }).addTo(map);
  layer.eachLayer((marker) => {
    const { name, label, count } = marker.feature.properties;
    marker.bindPopup(popup(marker.feature.properties, words), { maxWidth: 280 });
    marker.bindTooltip(name, { permanent: true, direction: "right", className: "map__label", offset: [4 + marker.options.radius, 0] });
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
  const bounds = boundsOfOwn(L.geoJSON(outlines)) ?? L.geoJSON(places).getBounds();
  map.fitBounds(bounds.isValid() ? bounds.pad(0.04) : [[50.7, 3.3], [53.6, 7.3]]);
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
  const bounds = boundsOfOwn(L.geoJSON(outlines)) ?? L.latLngBounds(points);
  map.fitBounds(bounds.extend(L.latLngBounds(points)).pad(0.05));
  drawOutlines(map, outlines);
  points.forEach((point, index) => {
    L.circleMarker(point, { radius: 8, className: "map__place", interactive: false }).addTo(map)
      .bindTooltip(sites[index].dataset.name, { permanent: true, direction: "right", className: "map__label", offset: [10, 0] });
  });
}

for (const element of document.querySelectorAll("[data-map]")) {
  (element.dataset.map === "region" ? regionMap : sitesMap)(element);
}
