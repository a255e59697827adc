// The map of the search: a second view of the list, loaded after it and only when it shows.
// What it draws comes from the address of the list; its markers are links. Without it nothing is missing.

const WIDE = matchMedia("(min-width: 62rem)");
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const PREFERENCE = "carte";
const CELL = 64;
const TARGET = 44;
const COMMUNES_FROM = 10.5;
const DEEPEST = 16;

const section = document.getElementById("carte");
const SVG = "http://www.w3.org/2000/svg";

/** Storage may be closed: the choice then lasts as long as the page. */
const memory = {};
function remembered() {
  try { return localStorage.getItem(PREFERENCE); } catch { return memory.choice ?? null; }
}
function remember(choice) {
  memory.choice = choice;
  try { localStorage.setItem(PREFERENCE, choice); } catch { /* private mode */ }
}

function svg(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

const numbers = (text) => text.split(",").map(Number);

/** Two markers that would cover each other stand side by side: each stays a target of its own. */
function apart({ x, y }, taken) {
  const ways = [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [-1, -1]];
  const free = ([dx, dy]) => taken.every((other) => Math.hypot(other.x - x - dx * TARGET, other.y - y - dy * TARGET) >= TARGET * 0.9);
  const [dx, dy] = (ways.find(free) ?? ways[0]).map((step) => step * TARGET);
  return { x: x + dx, y: y + dy, dx, dy };
}

class PlaceMap {
  constructor(L) {
    this.L = L;
    const tiles = section.dataset.tiles;
    this.map = L.map(section.querySelector(".map-canvas"), {
      zoomControl: false, attributionControl: false, zoomSnap: 0.5, minZoom: 5, maxZoom: tiles ? 19 : DEEPEST,
      zoomAnimation: !STILL.matches, fadeAnimation: !STILL.matches, markerZoomAnimation: !STILL.matches, inertia: !STILL.matches,
    });
    if (tiles) L.tileLayer(tiles, { maxZoom: 19 }).addTo(this.map);
    this.tiled = Boolean(tiles);
    this.markers = L.layerGroup().addTo(this.map);
    this.frame();
    this.contour(section.dataset.contour, "map-land");
    this.map.on("moveend", () => this.moved());
    for (const button of section.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => this.map.setZoom(this.map.getZoom() + Number(button.dataset.zoom)));
    }
    this.load();
  }

  /** The box of the search, or the whole territory. */
  frame() {
    const said = document.getElementById("liste")?.dataset.view || section.dataset.extent;
    const [west, south, east, north] = numbers(said);
    this.framing = true;
    this.map.fitBounds([[south, west], [north, east]], { animate: false, padding: [6, 6] });
    this.framing = false;
    this.offer(false);
  }

  async contour(address, className) {
    try {
      const answer = await fetch(address);
      if (!answer.ok) return;
      const style = { className: this.tiled ? `${className} map-line` : className, interactive: false };
      this.L.geoJSON(await answer.json(), { style, interactive: false }).addTo(this.map).bringToBack();
    } catch { /* the markers are shown without it */ }
  }

  moved() {
    if (this.framing) return;
    this.offer(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), 150);
  }

  /** « Chercher dans cette zone »: the list for what the map shows. */
  offer(shown) {
    const link = section.querySelector(".map-search");
    link.hidden = !shown;
    link.href = `${section.dataset.list}?${this.asked(["ou", "pres", "rayon", "tri", "page"], this.box(0))}`;
  }

  asked(without, zone) {
    const kept = new URLSearchParams(location.search);
    for (const name of [...without, "zone"]) kept.delete(name);
    kept.set("zone", zone);
    return kept;
  }

  box(padding, within) {
    const seen = this.map.getBounds().pad(padding);
    let [west, south, east, north] = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
    if (within) {
      const limit = numbers(within);
      [west, south] = [Math.max(west, limit[0]), Math.max(south, limit[1])];
      [east, north] = [Math.min(east, limit[2]), Math.min(north, limit[3])];
    }
    const inWorld = [[west, 180], [south, 90], [east, 180], [north, 90]];
    return inWorld.map(([value, most]) => Math.max(-most, Math.min(most, value)).toFixed(4)).join(",");
  }

  async load() {
    this.request?.abort();
    this.request = new AbortController();
    const own = new URLSearchParams(location.search).get("zone");
    const zone = this.box(0.1, own);
    const [west, south, east, north] = numbers(zone);
    if (west > east || south > north) return this.show([]);
    const asked = this.asked(["page", "tri"], zone);
    asked.set("maille", String((CELL * 360) / (256 * 2 ** this.map.getZoom())));
    try {
      const answer = await fetch(`${section.dataset.places}?${asked}`, { signal: this.request.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.show((await answer.json()).features);
      say("");
    } catch (error) {
      if (error.name !== "AbortError") say(section.dataset.failed);
    }
    if (this.map.getZoom() >= COMMUNES_FROM && !this.communes) {
      this.communes = true;
      this.contour(section.dataset.communes, "map-commune");
    }
    section.classList.toggle("map-near", this.map.getZoom() >= COMMUNES_FROM);
  }

  show(features) {
    const focused = document.activeElement?.closest?.("#carte a[data-key]")?.dataset.key;
    this.markers.clearLayers();
    const taken = [];
    for (const feature of features) {
      const link = "count" in feature.properties ? this.crowd(feature.properties) : this.place(feature.properties);
      const [lon, lat] = feature.geometry.coordinates;
      const at = apart(this.map.latLngToLayerPoint([lat, lon]), taken);
      const icon = this.L.divIcon({ className: "map-mark", html: link, iconSize: [50, 50], iconAnchor: [25 - at.dx, 25 - at.dy] });
      this.L.marker([lat, lon], { icon, keyboard: false }).addTo(this.markers);
      taken.push(at);
      if (link.dataset.key === focused) link.focus({ preventScroll: true });
    }
    this.names(features, taken);
  }

  place({ name, url, look, commune }) {
    const link = document.createElement("a");
    link.className = `marker ${look}`;
    link.href = url;
    link.dataset.key = url;
    const words = [name, JSON.parse(section.dataset.looks)[look], commune].filter(Boolean).join(", ");
    link.setAttribute("aria-label", words);
    link.title = words;
    const shape = look;
    const size = look === "label-telecentre" ? 38 : 34;
    const drawing = svg("svg", { viewBox: "0 0 50 50", width: 50, height: 50, "aria-hidden": "true" });
    const at = (50 - size) / 2;
    drawing.append(
      svg("circle", { class: "marker-hit", cx: 25, cy: 25, r: 23.5 }),
      svg("use", { href: `#${shape}`, x: at, y: at, width: size, height: size }),
    );
    link.append(drawing);
    return link;
  }

  crowd({ count, near, west, south, east, north }) {
    const spot = Math.max(east - west, north - south) < 0.0005;
    const deepest = spot || this.map.getZoom() >= this.map.getMaxZoom();
    const words = deepest ? section.dataset.clusterList : section.dataset.cluster;
    const edge = 0.0005;
    const zone = [west - edge, south - edge, east + edge, north + edge].map((value) => value.toFixed(4)).join(",");
    const link = document.createElement("a");
    link.className = "marker cluster-marker";
    link.dataset.key = zone;
    link.href = `${section.dataset.list}?${this.asked(["ou", "pres", "rayon", "tri", "page"], zone)}`;
    link.setAttribute("aria-label", words.replace("{n}", count).replace("{commune}", near));
    const drawing = svg("svg", { viewBox: "0 0 50 50", width: 50, height: 50, "aria-hidden": "true" });
    const number = svg("text", { x: 25, y: 31 });
    number.textContent = count > 9999 ? `${Math.round(count / 1000)}k` : count;
    drawing.append(svg("circle", { class: "marker-hit", cx: 25, cy: 25, r: 23.5 }));
    drawing.append(svg("rect", { x: 9, y: 9, width: 32, height: 32, rx: 7, transform: "rotate(45 25 25)" }), number);
    link.append(drawing);
    if (!deepest) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.map.getContainer().focus({ preventScroll: true });
        this.map.fitBounds([[south, west], [north, east]], { padding: [40, 40], maxZoom: this.map.getMaxZoom() });
      });
    }
    return link;
  }

  /** The communes that have a place, where their name covers no marker and no other name. */
  names(features, taken) {
    const boxes = taken.map(({ x, y }) => [x - 20, y - 20, x + 20, y + 20]);
    const said = new Set();
    for (const { properties, geometry } of features) {
      if (!properties.commune || said.has(properties.commune)) continue;
      const at = this.map.latLngToLayerPoint([geometry.coordinates[1], geometry.coordinates[0]]);
      const half = properties.commune.length * 4.2;
      const box = [at.x - half, at.y + 21, at.x + half, at.y + 40];
      if (boxes.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      said.add(properties.commune);
      boxes.push(box);
      const words = document.createElement("span");
      words.textContent = properties.commune;
      words.setAttribute("aria-hidden", "true");
      const icon = this.L.divIcon({ className: "map-name", html: words, iconSize: [half * 2, 18], iconAnchor: [half, -20] });
      this.L.marker([geometry.coordinates[1], geometry.coordinates[0]], { icon, keyboard: false, interactive: false }).addTo(this.markers);
    }
  }

  /** The place of the card that is pointed at stands out. */
  mark(url) {
    for (const link of section.querySelectorAll("a.marker[data-key]")) {
      if (link.dataset.key === url) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  update() {
    this.map.invalidateSize({ animate: false });
    this.frame();
    this.load();
  }
}

let shown;
let loading;

function say(words) {
  const said = section.querySelector(".map-said");
  said.textContent = words;
  said.hidden = !words;
}

function styled(address) {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: address, onload: resolve, onerror: reject });
    document.head.prepend(link);
  });
}

async function load() {
  if (shown || loading) return;
  loading = true;
  try {
    await Promise.all([import(section.dataset.script), styled(section.dataset.style)]);
    shown = new PlaceMap(window.L);
  } catch {
    say(section.dataset.failed);
  }
  loading = false;
}

function sync() {
  for (const button of document.querySelectorAll("[data-map-toggle]")) {
    button.hidden = false;
    button.setAttribute("aria-expanded", String(!section.hidden));
    button.querySelector("span").textContent = section.hidden ? button.dataset.show : button.dataset.hide;
  }
}

function open(wanted) {
  section.hidden = !wanted;
  sync();
  if (wanted && shown) shown.update();
}

function whenIdle(run) {
  if (window.requestIdleCallback) requestIdleCallback(run, { timeout: 300 });
  else setTimeout(run);
}

if (section) {
  // The observer sees a section only once it is displayed and near the screen: nothing is loaded before.
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) whenIdle(load);
  }, { rootMargin: "200px" }).observe(section);
  const start = () => open(remembered() === "oui" || (remembered() !== "non" && WIDE.matches));
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-map-toggle]");
    if (!button) return;
    remember(section.hidden ? "oui" : "non");
    open(section.hidden);
    if (WIDE.matches) return;
    // The map is far below its button: who opens it is taken there, who closes it comes back.
    const there = section.hidden ? document.querySelector("#liste [data-map-toggle]") : section.querySelector("[data-map-toggle]");
    (section.hidden ? there : section).scrollIntoView({ block: "start" });
    there.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:after:swap", () => {
    sync();
    if (shown && !section.hidden) shown.update();
  });
  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const card = event.target.closest?.("#liste .place");
      if (shown && !event.target.closest?.("#carte")) shown.mark(card?.querySelector("h3 a")?.getAttribute("href"));
    });
  }
}
