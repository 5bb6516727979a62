// The map of what flows: numbers of companies by place, and lines between places. What it draws
// stands in the list beside it. Uses the map of members/map.js.

const WIDEST = 14;

function drawFlows(map, routes) {
  const most = Math.max(1, ...routes.map((route) => route.times));
  for (const route of routes) {
    const line = L.polyline(curve(route.from, route.to), { className: "map__flow", weight: 2 + (WIDEST - 2) * route.times / most });
    line.addTo(map).bindTooltip(plainText(route.label), { sticky: true });
  }
}

// There and back are two lines: each bends to its own right.
function curve([lat1, lng1], [lat2, lng2]) {
  const bend = 0.12;
  const points = [];
  for (let step = 0; step <= 16; step += 1) {
    const t = step / 16;
    const off = bend * 4 * t * (1 - t);
    points.push([lat1 + (lat2 - lat1) * t - (lng2 - lng1) * off * 0.6, lng1 + (lng2 - lng1) * t + (lat2 - lat1) * off * 1.6]);
  }
  return points;
}

function drawCounts(map, places) {
  for (const place of places) {
    const marker = L.circleMarker(place.at, { radius: 8 + 1.5 * Math.sqrt(place.count), className: "map__place", interactive: false }).addTo(map);
    marker.bindTooltip(plainText(place.name), { permanent: places.length <= 12, className: "map__label", ...labelPlace(map, marker, place.name) });
    L.tooltip({ permanent: true, direction: "center", className: "map__count", interactive: false })
      .setLatLng(place.at).setContent(String(place.count)).addTo(map);
  }
}

async function flowsMap(element) {
  const data = await fetch(element.dataset.flows).then((answer) => answer.json());
  const map = newMap(element, { scrollWheelZoom: false });
  L.control.zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(map);
  const bounds = regionBounds(data.outlines) ?? L.latLngBounds(data.places.map((place) => place.at));
  map.fitBounds(bounds.isValid() ? bounds.pad(0.06) : [[50.7, 3.3], [53.6, 7.3]]);
  drawOutlines(map, data.outlines);
  drawFlows(map, data.routes);
  drawCounts(map, data.places);
}

for (const element of document.querySelectorAll("[data-flows]")) flowsMap(element);
