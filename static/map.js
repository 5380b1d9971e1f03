// Moves the map by wheel, pinch, drag and keys; without it, links do the same.
(() => {
  "use strict";
  const MARGIN = 0.25, MOST = 2400;
  let view, state, busy, timer, drag = null;
  const pointers = new Map();
  const scale = (z) => 2 ** (z - 1);
  const svg = () => view.querySelector("svg");

  function begin() {
    view = document.querySelector(".map-view");
    if (!view) return;
    view.classList.add("live");
    view.tabIndex = 0;
    view.setAttribute("aria-label", view.dataset.keys);
    view.setAttribute("role", "application");
    read();
    view.addEventListener("pointerdown", down);
    view.addEventListener("wheel", wheel, { passive: false });
    view.addEventListener("keydown", key);
    view.addEventListener("click", (event) => {
      if (drag && drag.moved) event.preventDefault();
    }, true);
    view.addEventListener("dragstart", (event) => event.preventDefault());
    addEventListener("resize", () => later(300));
    addEventListener("popstate", () => location.reload());
    load(false);
  }

  function read() {
    const data = view.dataset;
    state = { x: +data.x, y: +data.y, z: +data.z, max: +data.max, dx: 0, dy: 0, by: 1 };
    place();
  }

  // Where the picture stands while it is moved.
  function place() {
    const picture = svg();
    if (!picture) return;
    picture.style.left = (view.clientWidth - picture.width.baseVal.value) / 2 + "px";
    picture.style.top = (view.clientHeight - picture.height.baseVal.value) / 2 + "px";
    picture.style.transform = `translate(${state.dx}px,${state.dy}px) scale(${state.by})`;
  }

  function address(middle, z) {
    const url = new URL(location.href);
    const side = (pixels) => Math.min(MOST, Math.max(200, Math.round(pixels * (1 + 2 * MARGIN) / 50) * 50));
    const put = (name, value) => url.searchParams.set(name, value);
    put("x", Math.round(Math.min(1000, Math.max(0, middle.x)) * 1000) / 1000);
    put("y", Math.round(Math.min(640, Math.max(0, middle.y)) * 1000) / 1000);
    put("z", z);
    const shared = url.href;
    put("width", side(view.clientWidth));
    put("height", side(view.clientHeight));
    return [url.href, shared];
  }

  function target() {
    const z = Math.min(state.max, Math.max(0, state.z + Math.round(Math.log2(state.by))));
    const here = scale(state.z) * state.by;
    return [{ x: state.x - state.dx / here, y: state.y - state.dy / here }, z];
  }

  function later(time) {
    clearTimeout(timer);
    timer = setTimeout(load, time, true);
  }

  async function load(moved) {
    const [middle, z] = target();
    const [href, shared] = address(middle, z);
    if (busy) busy.abort();
    busy = new AbortController();
    try {
      const answer = await fetch(href, { signal: busy.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector(".map-view");
      if (!next || drag) return;
      const had = view.contains(document.activeElement) && document.activeElement !== view;
      svg().replaceWith(next.querySelector("svg"));
      Object.assign(view.dataset, next.dataset);
      for (const part of [".map-moves", ".map-lists"]) {
        const old = document.querySelector(part), fresh = page.querySelector(part);
        if (old && fresh && !old.contains(document.activeElement)) old.replaceChildren(...fresh.childNodes);
      }
      read();
      if (had) view.focus();
      if (moved) history.replaceState(null, "", shared);
    } catch (error) {
      // What is shown stays; the links go on working.
    }
  }

  // Changes the size around a point of the window.
  function zoom(by, at) {
    const box = view.getBoundingClientRect();
    const x = at ? at.x - box.left - box.width / 2 : 0, y = at ? at.y - box.top - box.height / 2 : 0;
    const least = scale(0) / scale(state.z), most = scale(state.max) / scale(state.z);
    const next = Math.min(most, Math.max(least, state.by * by)), factor = next / state.by;
    state.dx = x + (state.dx - x) * factor;
    state.dy = y + (state.dy - y) * factor;
    state.by = next;
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
    drag = { moved: false };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", up);
  }

  const spread = () => {
    const [a, b] = [...pointers.values()];
    return b && { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, far: Math.hypot(a.x - b.x, a.y - b.y) };
  };

  function move(event) {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const before = spread();
    const by = { x: event.clientX - last.x, y: event.clientY - last.y };
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const after = spread();
    if (after) {
      drag.moved = true;
      if (before.far > 0) zoom(after.far / before.far, after);
      state.dx += after.x - before.x;
      state.dy += after.y - before.y;
    } else {
      drag.far = (drag.far || 0) + Math.abs(by.x) + Math.abs(by.y);
      if (drag.far > 4) drag.moved = true;
      state.dx += by.x;
      state.dy += by.y;
    }
    place();
  }

  function up(event) {
    pointers.delete(event.pointerId);
    if (pointers.size) return;
    for (const name of ["pointermove"]) removeEventListener(name, move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", up);
    const moved = drag && drag.moved;
    // The click that follows still has to know.
    setTimeout(() => { drag = null; if (moved) later(60); }, 0);
  }

  function key(event) {
    if (event.target !== view || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (by) {
      state.dx += by[0] * view.clientWidth * 0.25;
      state.dy += by[1] * view.clientHeight * 0.25;
      place();
    } else if (event.key === "+" || event.key === "=") zoom(2);
    else if (event.key === "-") zoom(0.5);
    else return;
    event.preventDefault();
    later(350);
  }

  begin();
})();
