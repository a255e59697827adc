// The search for places, better with JavaScript: suggestions as one types, « Autour de moi », a sign when an answer is late.
// Everything works without it. No inline style, no evaluation: the pages run under a strict security policy.

const LATE = 400;

/** « Où »: an ARIA 1.2 combobox with a list of communes. Arrows, Enter, Escape; the count is announced. */
class CommuneField extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    if (!this.input || this.list) return;
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = `${this.input.id}-communes`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels?.[0]?.textContent.trim() ?? "");
    this.list.hidden = true;
    this.said = document.createElement("span");
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    this.append(this.list, this.said);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.input.form?.addEventListener("submit", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("li");
      if (option) this.choose(option, true);
    });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 150);
  }

  async ask() {
    const text = this.input.value.trim();
    this.request?.abort();
    if (text.length < 2) return this.close();
    this.request = new AbortController();
    try {
      const address = `${this.dataset.url}?${new URLSearchParams({ ou: text })}`;
      const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (answer.ok) this.show((await answer.json()).communes);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(communes) {
    if (document.activeElement !== this.input) return;
    this.list.replaceChildren(...communes.map((commune, index) => this.option(commune, index)));
    this.list.hidden = communes.length === 0;
    this.input.setAttribute("aria-expanded", String(communes.length > 0));
    this.mark(-1);
    const { none, one, many } = this.dataset;
    this.said.textContent = communes.length === 0 ? none : communes.length === 1 ? one : many.replace("{n}", communes.length);
  }

  option(commune, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.value = commune.value;
    const detail = document.createElement("small");
    detail.textContent = commune.detail;
    option.append(commune.name, " ", detail);
    return option;
  }

  get options() {
    return [...this.list.children];
  }

  mark(index) {
    this.index = index;
    this.options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = this.options[index];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const open = !this.list.hidden;
    const count = this.options.length;
    if (event.key === "ArrowDown" && !open) {
      this.ask();
    } else if (!open) {
      return;
    } else if (event.key === "ArrowDown") {
      this.mark((this.index + 1) % count);
    } else if (event.key === "ArrowUp") {
      this.mark(this.index < 1 ? count - 1 : this.index - 1);
    } else if (event.key === "Escape") {
      this.close();
    } else if (event.key === "Enter" && this.index >= 0) {
      this.choose(this.options[this.index], false);
    } else {
      return;
    }
    event.preventDefault();
  }

  choose(option, focus) {
    this.input.value = option.dataset.value;
    if (focus) this.input.focus();
    this.close();
    this.input.form?.requestSubmit();
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.said.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.index = -1;
  }
}

customElements.define("commune-field", CommuneField);

/** « Autour de moi »: the position, rounded to some hundred metres, in the address instead of a commune. */
function aroundMe(button) {
  const form = button.closest("form");
  const said = form.querySelector("[data-locate-says]");
  const say = (words) => {
    said.textContent = words;
    said.hidden = !words;
    button.disabled = false;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    say("");
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const asked = new URLSearchParams({ pres: `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}` });
        for (const [name, value] of new URLSearchParams(location.search)) {
          if (!["ou", "pres", "zone", "tri", "page"].includes(name)) asked.append(name, value);
        }
        location.assign(`${form.action}?${asked}`);
      },
      (error) => say(error.code === error.PERMISSION_DENIED ? said.dataset.refused : said.dataset.failed),
      { timeout: 10_000, maximumAge: 300_000 },
    );
  });
}

if ("geolocation" in navigator) document.querySelectorAll("[data-locate]").forEach(aroundMe);

let waiting;

function late(shown) {
  const sign = document.getElementById("attente");
  if (sign) sign.hidden = !shown;
}

document.addEventListener("htmx:before:request", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => late(true), LATE);
});
document.addEventListener("htmx:finally:request", () => {
  clearTimeout(waiting);
  late(false);
});

// A day and two times are typed field by field: they search together, by their button or by Enter, not at each key.
document.addEventListener("change", (event) => {
  if (event.target.closest?.("#f-moment")) event.stopPropagation();
}, { capture: true });

// What a person ticked or typed gives way to what the server answered, but for the field where they are; what they opened stays.
let opened = [];
document.addEventListener("htmx:before:swap", () => {
  opened = [...document.querySelectorAll("#filtres details[open]")].map((one) => one.id);
});
document.addEventListener("htmx:after:swap", () => {
  const filters = document.getElementById("filtres");
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  for (const field of filters?.querySelectorAll("input") ?? []) {
    if (field.type === "checkbox") field.checked = field.defaultChecked;
    else if (field !== document.activeElement) field.value = field.defaultValue;
  }
  for (const option of filters?.querySelectorAll("option") ?? []) option.selected = option.defaultSelected;
});

// A commune that is typed takes the place of the position and of the box of the map: neither leaves the page for nothing.
document.getElementById("recherche")?.addEventListener("formdata", ({ formData }) => {
  if (formData.get("ou")?.trim()) ["pres", "zone"].forEach((name) => formData.delete(name));
});

document.getElementById("recherche")?.addEventListener("submit", () => {
  const filters = document.getElementById("filtres");
  if (filters?.matches(":popover-open")) filters.hidePopover();
});
