// A map without tiles: the municipality's own shapes and points, drawn from GeoJSON that the page carries.
import { Map as MapView, Marker, NavigationControl, Popup, LngLatBounds, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { colour, dataOf, onTheme } from "./colours.js";

setWorkerUrl(workerUrl);

const RISKS = ["red", "gold", "green"];
// Of a point that says nothing else, in pixels.
const RADIUS = 7;

// A feature's "tone" is a step (1–6), a risk (red, gold, green) or nothing.
function tone(property = "tone") {
  const cases = [];
  for (const risk of RISKS) cases.push(risk, colour(risk));
  for (let step = 1; step <= 6; step += 1) cases.push(String(step), colour(`step-${step}`));
  return ["match", ["to-string", ["get", property]], ...cases, colour("green")];
}

function layers() {
  return [
    { id: "ground", type: "background", paint: { "background-color": colour("paper") } },
    {
      id: "areas",
      type: "fill",
      source: "places",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": tone(), "fill-opacity": ["coalesce", ["get", "opacity"], 0.16] },
    },
    {
      id: "borders",
      type: "line",
      source: "places",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "line-color": colour("soft"), "line-width": 1.2 },
    },
    {
      id: "ways",
      type: "line",
      source: "places",
      filter: ["==", ["geometry-type"], "LineString"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": tone(), "line-width": 3.5 },
    },
    {
      id: "points",
      type: "circle",
      source: "places",
      filter: ["all", ["==", ["geometry-type"], "Point"], ["!", ["in", ["get", "tone"], ["literal", RISKS]]]],
      paint: {
        "circle-color": tone(),
        "circle-radius": ["coalesce", ["get", "size"], RADIUS],
        "circle-stroke-color": colour("card"),
        "circle-stroke-width": 2,
      },
    },
  ];
}

const style = (places) => ({
  version: 8,
  sources: { places: { type: "geojson", data: places } },
  layers: layers(),
});

function eachPosition(coordinates, visit) {
  if (typeof coordinates[0] === "number") visit(coordinates);
  else for (const inner of coordinates) eachPosition(inner, visit);
}

function card({ name, text, url }) {
  const body = document.createElement("div");
  const title = document.createElement(url ? "a" : "strong");
  title.textContent = name;
  if (url) title.href = url;
  body.append(title);
  if (text) {
    const line = document.createElement("p");
    line.textContent = text;
    body.append(line);
  }
  return body;
}

// Risk is never a colour alone: points of risk are the same triangle, diamond and circle as in the lists.
const SHAPES = {
  red: "M12 3 22.5 21h-21z",
  gold: "M12 1.5 22.5 12 12 22.5 1.5 12z",
  green: "M12 22a10 10 0 1 1 0-20 10 10 0 0 1 0 20z",
};

function shape(feature) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `map-shape shape-${feature.properties.tone}`;
  element.setAttribute("aria-label", [feature.properties.name, feature.properties.text].filter(Boolean).join(" · "));
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[feature.properties.tone]);
  drawing.append(path);
  element.append(drawing);
  return new Marker({ element })
    .setLngLat(feature.geometry.coordinates)
    .setPopup(new Popup({ offset: 14 }).setDOMContent(card(feature.properties)));
}

function label(feature) {
  const box = new LngLatBounds();
  eachPosition(feature.geometry.coordinates, (position) => box.extend(position));
  const element = document.createElement("span");
  element.className = "map-label";
  element.textContent = feature.properties.name;
  const isPoint = feature.geometry.type === "Point";
  // A name stands below its point, however large the point is drawn.
  return new Marker({ element, offset: [0, isPoint ? (feature.properties.size ?? RADIUS) + 12 : 0] }).setLngLat(
    isPoint ? feature.geometry.coordinates : box.getCenter(),
  );
}

// A place is chosen by pressing the map; the two fields beside it say the same and can be typed in.
function pickPlace(map, words) {
  const [latitude, longitude] = words.pick.split(" ").map((name) => document.querySelector(`main [name="${name}"]`));
  if (!latitude || !longitude) return;
  const marker = new Marker({ color: colour("red") });
  const typed = () => {
    const [north, east] = [latitude, longitude].map((field) => Number.parseFloat(field.value));
    return Number.isFinite(north) && Number.isFinite(east) && Math.abs(north) <= 90 ? [east, north] : null;
  };
  const show = (place) => (place ? marker.setLngLat(place).addTo(map) : marker.remove());
  const take = ({ lng, lat }) => {
    for (const [field, value] of [[latitude, lat], [longitude, lng]]) {
      field.value = value.toFixed(6);
      // Whoever guards or keeps the form notices it as if it was typed.
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    show([lng, lat]);
  };
  show(typed());
  map.getCanvas().classList.add("map-picks");
  map.on("click", ({ lngLat }) => take(lngLat));
  for (const field of [latitude, longitude]) {
    field.addEventListener("change", () => {
      const place = typed();
      show(place);
      if (place) map.easeTo({ center: place });
    });
  }
}

export function draw(element) {
  const places = dataOf(element);
  const bounds = new LngLatBounds();
  for (const feature of places.features) eachPosition(feature.geometry.coordinates, (position) => bounds.extend(position));
  const words = element.dataset;
  element.replaceChildren();
  const map = new MapView({
    container: element,
    style: style(places),
    bounds: bounds.isEmpty() ? undefined : bounds,
    fitBoundsOptions: { padding: words.labels === undefined ? 36 : { top: 36, bottom: 48, left: 64, right: 64 }, maxZoom: 15 },
    cooperativeGestures: true,
    attributionControl: words.credit ? { customAttribution: words.credit, compact: false } : false,
    locale: {
      "NavigationControl.ZoomIn": words.zoomIn,
      "NavigationControl.ZoomOut": words.zoomOut,
      "Map.Title": words.title,
      "Marker.Title": words.title,
      "Popup.Close": words.close,
      "CooperativeGesturesHandler.WindowsHelpText": words.gesture,
      "CooperativeGesturesHandler.MacHelpText": words.gesture,
      "CooperativeGesturesHandler.MobileHelpText": words.gestureTouch,
    },
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  if (words.labels !== undefined) {
    for (const feature of places.features) if (feature.properties.name) label(feature).addTo(map);
  }
  for (const feature of places.features) {
    if (feature.geometry.type === "Point" && feature.properties.tone in SHAPES) shape(feature).addTo(map);
  }
  if (words.pick) {
    pickPlace(map, words);
  } else {
    map.on("click", ["points", "ways", "areas"], ({ features, lngLat }) => {
      const [feature] = features;
      if (feature?.properties.name) new Popup().setLngLat(lngLat).setDOMContent(card(feature.properties)).addTo(map);
    });
  }
  onTheme(() => map.setStyle(style(places)));
}
