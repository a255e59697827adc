"""What a page must hold, asked to the browser: accessibility, no overflow, focus that is seen."""

import json
from typing import Any

from django.conf import settings
from playwright.sync_api import Page

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

_OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [];
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (box.right > width + 1 && box.width > 0 && getComputedStyle(element).position !== "fixed")
      out.push(`${element.tagName.toLowerCase()}.${element.getAttribute("class") || ""} → ${Math.round(box.right)} px`);
  }
  return [`the page is ${document.documentElement.scrollWidth} px wide in ${width}`, ...out.slice(0, 6)];
}"""

_FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  return {
    name: (element.getAttribute("aria-label") || element.innerText || element.value || "").trim().replace(/\\s+/g, " "),
    tag: element.tagName.toLowerCase(), id: element.id, href: element.getAttribute("href") || "",
    seen: box.width > 0 && box.height > 0 && style.visibility === "visible" &&
      box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    marked: outlined(element) || [1, 2, 3, 4].some((up) => outlined(above(element, up))) || stroked(element),
  };
  function above(from, levels) { while (from && levels--) from = from.parentElement; return from; }
  function outlined(one) {
    if (!one) return false;
    const look = getComputedStyle(one);
    return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  }
  function stroked(one) {
    return [...one.querySelectorAll(".marker-hit")].some((part) =>
      getComputedStyle(part).stroke !== "none" && parseFloat(getComputedStyle(part).strokeWidth) >= 2);
  }
}"""


def axe(page: Page) -> list[str]:
    """Violations that axe-core finds in the page as it stands, one line for each element."""
    if not page.evaluate("() => typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    options = json.dumps({"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    result: dict[str, Any] = page.evaluate(f"() => axe.run(document, {options})")
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))} {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """Elements that make the page scroll sideways; none when it fits."""
    found: list[str] = page.evaluate(_OVERFLOWING)
    return found


def tab_stops(page: Page, limit: int = 200) -> list[dict[str, Any]]:
    """Press Tab from the top until the focus leaves the page or comes back: each stop's name, tag, id, href, seen, marked."""
    stops: list[dict[str, Any]] = []
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        if stop is None or stop in stops[:1]:
            return stops
        stops.append(stop)
    raise AssertionError(f"more than {limit} stops of the Tab key: the focus is trapped, or the page is too long")
