// Measures views of the map as the browser draws them: arguments are how many, the seed, the nearest
// zoom, and what to give the answer to. Names that are shown must not lie over each other or over the
// edge, and a towns' list must say the same as the map.
const [count, seed, nearest, done] = arguments;
let state = seed;
const chance = () => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return state / 2147483648;
};
const main = document.querySelector("main");
const view = document.createElement("div");
view.className = "map-view";
main.replaceChildren(view);
const wrong = [];
let names = 0;

async function measure() {
  const z = Math.floor(chance() * (nearest + 1));
  const href = `/map?x=${Math.round(chance() * 1000)}&y=${Math.round(chance() * 640)}&z=${z}`;
  const answer = await fetch(href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const svg = page.querySelector(".map-view svg");
  const bytes = new Blob([svg.outerHTML]).size;
  if (bytes > 60000) wrong.push(`${href}: ${bytes} bytes`);
  const [sent] = performance.getEntriesByName(new URL(href, location).href);
  // The page with its list: the map is the smaller part of it.
  if (sent.encodedBodySize > 30000) wrong.push(`${href}: ${sent.encodedBodySize} bytes as sent`);
  performance.clearResourceTimings();
  view.replaceChildren(svg);
  const edge = view.querySelector("svg").getBoundingClientRect();
  const shown = [...view.querySelectorAll(".m-names text")].filter((text) => text.getClientRects().length > 0 && getComputedStyle(text).display !== "none");
  const boxes = shown.map((text) => [text.textContent, text.getBoundingClientRect()]);
  names += boxes.length;
  boxes.forEach(([name, box], place) => {
    if (box.left < edge.left || box.right > edge.right || box.top < edge.top - 1 || box.bottom > edge.bottom + 1) wrong.push(`${href}: ${name} leaves the map`);
    for (const [other, by] of boxes.slice(place + 1)) {
      // A box of letters has room above and below that none of them fills.
      const over = Math.min(box.right, by.right) - Math.max(box.left, by.left);
      const high = Math.min(box.bottom, by.bottom) - Math.max(box.top, by.top);
      if (over > 0.5 && high > 0.35 * Math.min(box.height, by.height)) wrong.push(`${href}: ${name} and ${other}`);
    }
  });
  const towns = [...view.querySelectorAll(".m-towns a, .m-names a")].filter((link) => !link.textContent.trim());
  if (towns.length > 0) wrong.push(`${href}: ${towns.length} links without a name`);
  const items = (list) => [...new Set(list)].sort();
  const path = (link) => link.getAttribute("href");
  const onMap = items([...view.querySelectorAll("a[href^='/items/']")].map(path));
  const listed = items([...page.querySelectorAll(".map-items a.title")].map(path));
  if (onMap.join() !== listed.join()) wrong.push(`${href}: ${onMap.length} on the map, ${listed.length} on the list`);
}

(async () => {
  for (let at = 0; at < count; at += 1) await measure();
  done({ names, wrong });
})();
