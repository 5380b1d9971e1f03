// What may not happen in a picture, as a function for the scripts that follow this file.
const shown = (element) => element.getClientRects().length > 0 && element.checkVisibility({visibilityProperty: true});
const name = (element) => `<${element.tagName.toLowerCase()} ${element.className?.baseVal ?? element.className ?? ''}> "${element.textContent.trim().slice(0, 40)}"`;
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
const within = (inner, outer) => inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;

/** What is wrong with a picture that is shown, as a list of sentences. */
function faultsOfPicture(svg) {
  const faults = [];
  const whole = svg.getBoundingClientRect();
  // A box is its frame; where it is borrowed from the picture across, all that is in it.
  const frameOf = (link) => (link.querySelector('use') ?? link).getBoundingClientRect();
  const boxes = all('a', svg).map((link) => ({link, frame: frameOf(link)}));
  const pills = all('.cw-pill', svg).map((pill) => ({link: pill.parentElement, frame: pill.getBoundingClientRect()}));
  if (!boxes.length && !svg.matches('.cw-chart')) faults.push('a picture without a box');
  // Numbers lie on the links, so that they too must keep clear of boxes and of one another.
  const labels = [...boxes, ...pills];
  labels.forEach((a, place) => labels.slice(place + 1).forEach((b) => {
    if (!apart(a.frame, b.frame)) faults.push(`overlap: ${name(a.link)} and ${name(b.link)}`);
  }));
  for (const {link, frame} of boxes) {
    if (!link.getAttribute('href')) faults.push(`a box without a link: ${name(link)}`);
    const texts = all('text', link);
    const areas = texts.map((text) => text.getBoundingClientRect());
    areas.forEach((area, place) => {
      if (!within(area, frame)) faults.push(`leaves its box: ${name(texts[place])}`);
    });
  }
  for (const {link, frame} of labels) if (!within(frame, whole)) faults.push(`leaves the picture: ${name(link)}`);
  // A number over a column, or a name under it, touches neither another nor a column.
  if (svg.matches('.cw-chart')) {
    const words = all('text', svg);
    const areas = [...words, ...all('rect', svg)].map((element) => ({element, area: element.getBoundingClientRect()}));
    words.forEach((word, place) => {
      const {area} = areas[place];
      if (!within(area, whole)) faults.push(`leaves the picture: ${name(word)}`);
      for (const other of areas.slice(place + 1)) if (!apart(area, other.area)) faults.push(`touches: ${name(word)} and ${name(other.element)}`);
    });
  }
  for (const {link, frame} of pills) {
    const {left, right} = link.querySelector('text').getBoundingClientRect();
    if (left < frame.left || right > frame.right) faults.push(`leaves its number: ${name(link)}`);
  }
  return faults;
}

