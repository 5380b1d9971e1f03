// Moves the map by wheel, pinch, drag, keys and its buttons; without it, links do the same.
const MARGIN = 0.15, MOST = 2400;
const find = (name, from = document) => from.querySelector(name);
const view = find(".map-view");
const pointers = new Map();
// What is shown, and how it was moved since: by pixels from its middle, and how many times nearer.
let state, busy, timer, drag = null;
const scale = (z) => 2 ** (z - 1);
const bound = (value, least, most) => Math.min(most, Math.max(least, value));

function read() {
  const { x, y, z, max } = view.dataset;
  state = { x: +x, y: +y, z: +z, max: +max, dx: 0, dy: 0, by: 1 };
  place();
}

function place() {
  const picture = find("svg", view), { style } = picture;
  style.left = (view.clientWidth - picture.width.baseVal.value) / 2 + "px";
  style.top = (view.clientHeight - picture.height.baseVal.value) / 2 + "px";
  style.transform = `translate(${state.dx}px,${state.dy}px) scale(${state.by})`;
}

// The address of what stands in the window now, to share.
function shared() {
  const url = new URL(location.href), here = scale(state.z) * state.by;
  const put = (name, value, most) => url.searchParams.set(name, Math.round(bound(value, 0, most) * 1000) / 1000);
  put("x", state.x - state.dx / here, 1000);
  put("y", state.y - state.dy / here, 640);
  put("z", state.z + Math.round(Math.log2(state.by)), state.max);
  return url;
}

function later(time) {
  clearTimeout(timer);
  timer = setTimeout(() => load(shared(), true), time);
}

// Shows a view, with a margin around the window to move into.
async function load(url, moved) {
  const whole = new URL(url), asked = JSON.stringify(state);
  for (const [name, pixels] of [["width", view.clientWidth], ["height", view.clientHeight]]) {
    url.searchParams.delete(name);
    whole.searchParams.set(name, bound(Math.ceil(pixels * (1 + 2 * MARGIN) / 50) * 50, 200, MOST));
  }
  busy?.abort();
  busy = new AbortController();
  try {
    const answer = await fetch(whole, { signal: busy.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = find(".map-view", page);
    // What was moved in the meantime is asked for when it comes to rest.
    if (!next || drag || JSON.stringify(state) !== asked) return;
    const focused = document.activeElement, inside = view.contains(focused);
    find("svg", view).replaceWith(find("svg", next));
    Object.assign(view.dataset, next.dataset);
    // The buttons of a place that is shown already are right, and somebody may stand on one.
    for (const part of moved ? [".map-moves", ".map-lists", ".foot"] : [".map-lists", ".foot"]) {
      const old = find(part), kept = old.contains(focused) && focused.className;
      old.replaceChildren(...find(part, page).childNodes);
      if (kept) find("." + kept.split(" ")[0], old)?.focus();
    }
    if (inside) view.focus();
    read();
    if (!moved) return;
    history.replaceState(null, "", url);
    find(".map-said").textContent = find(".map-count").textContent;
  } catch {
    // What is shown stays; the links go on working.
  }
}

// Changes the size around a point of the window, or its middle.
function zoom(by, at) {
  const box = view.getBoundingClientRect();
  const x = at ? at.x - box.left - box.width / 2 : 0, y = at ? at.y - box.top - box.height / 2 : 0;
  const next = bound(state.by * by, scale(0) / scale(state.z), scale(state.max) / scale(state.z));
  const factor = next / state.by;
  state.dx = x + (state.dx - x) * factor;
  state.dy = y + (state.dy - y) * factor;
  state.by = next;
  place();
}

function shift(x, y) {
  state.dx += x;
  state.dy += y;
  place();
}

function wheel(event) {
  event.preventDefault();
  zoom(2 ** (-event.deltaY * (event.deltaMode ? 0.1 : 0.004)), { x: event.clientX, y: event.clientY });
  later(220);
}

function down(event) {
  if (event.button) return;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  drag = { far: 0 };
}

const spread = () => {
  const [a, b] = [...pointers.values()];
  return b && { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, far: Math.hypot(a.x - b.x, a.y - b.y) };
};

function move(event) {
  const last = pointers.get(event.pointerId);
  if (!last) return;
  const before = spread();
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  const after = spread(), [from, to] = after ? [before, after] : [last, pointers.get(event.pointerId)];
  drag.far += after ? 9 : Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
  if (after && before.far > 0) zoom(after.far / before.far, after);
  shift(to.x - from.x, to.y - from.y);
}

function up(event) {
  if (!pointers.delete(event.pointerId) || pointers.size) return;
  // The click that follows still has to know.
  setTimeout(() => { drag = null; later(60); }, 0);
}

function key(event) {
  if (event.target !== view || event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
  if (by) shift(by[0] * view.clientWidth / 4, by[1] * view.clientHeight / 4);
  else if (event.key === "+" || event.key === "=") zoom(2);
  else if (event.key === "-") zoom(0.5);
  else return;
  event.preventDefault();
  later(350);
}

function step(event) {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  load(new URL(link.href), true);
}

function start() {
  view.classList.add("live");
  view.tabIndex = 0;
  view.setAttribute("role", "group");
  view.setAttribute("aria-label", view.dataset.keys);
  read();
  const on = (to, kinds) => Object.entries(kinds).forEach(([kind, what]) => to.addEventListener(kind, what));
  on(view, { pointerdown: down, keydown: key, dragstart: (event) => event.preventDefault() });
  view.addEventListener("wheel", wheel, { passive: false });
  view.addEventListener("click", (event) => drag?.far > 4 && event.preventDefault(), true);
  on(find(".map-moves"), { click: step });
  on(window, { pointermove: move, pointerup: up, pointercancel: up, resize: () => later(300) });
  load(new URL(location.href), false);
}

if (view) start();
