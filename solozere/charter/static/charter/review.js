// The page of a review: a verdict is kept as soon as it is chosen, and the tally follows. Without it, a button sends them all.
const form = document.getElementById("constats");

async function keep(fieldset) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const input of fieldset.querySelectorAll("input")) {
    if (input.type !== "radio" || input.checked) data.append(input.name, input.value);
  }
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin", headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return location.reload();
    replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The network is away: the button sends what was chosen.
  }
}

function replace(page) {
  const sprite = document.querySelector("svg.sprite");
  for (const symbol of page.querySelectorAll("symbol")) {
    if (!document.getElementById(symbol.id)) sprite.append(document.importNode(symbol, true));
  }
  for (const fresh of page.body.children) {
    const here = fresh.id && document.getElementById(fresh.id);
    if (!here) continue;
    if (here.getAttribute("role") === "status") here.textContent = fresh.textContent;
    else if (here.innerHTML !== fresh.innerHTML) here.replaceWith(document.importNode(fresh, true));
  }
}

form?.addEventListener("change", (event) => {
  const fieldset = event.target.closest("fieldset.check");
  if (fieldset) keep(fieldset);
});
