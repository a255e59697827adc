// While an import is at work: its progress without loading the page again, then the whole page once it is done.
const PAUSE = 2000;

async function look() {
  const here = document.getElementById("avancement");
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = page.getElementById("avancement");
    if (!there) return location.reload();
    here.querySelector("progress").value = there.querySelector("progress").value;
    here.querySelector("progress").max = there.querySelector("progress").max;
    const words = there.querySelector(".loading span").textContent;
    const shown = here.querySelector(".loading span");
    if (shown.textContent !== words) shown.textContent = words;
  } catch {
    // The network is away: the next look says more.
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
