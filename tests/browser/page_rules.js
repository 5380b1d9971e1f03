// Measures the page that is shown and returns what is wrong with it, as a list of sentences.
// `picture_rules.js` stands before it.
const wrong = [];

// Document
if (!document.documentElement.lang) wrong.push('no lang');
if (all('h1').length !== 1) wrong.push(`${all('h1').length} h1`);
if (!document.title.trim()) wrong.push('no title');
const ids = all('[id]').map((element) => element.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) wrong.push(`id ${id} twice`);
for (const element of all('input:not([type=hidden]), select')) {
  if (!element.labels.length) wrong.push(`no label: ${element.name}`);
}
for (const image of all('img')) {
  if (!image.hasAttribute('alt')) wrong.push(`no alt: ${image.src}`);
  if (image.complete && !image.naturalWidth) wrong.push(`broken: ${image.src}`);
}
for (const link of all('a, button')) {
  const named = document.getElementById(link.getAttribute('aria-labelledby'))?.textContent;
  const words = named || link.getAttribute('aria-label') || link.textContent || link.querySelector('img')?.alt;
  if (!words?.trim()) wrong.push(`no words: ${link.outerHTML.slice(0, 80)}`);
}
for (const svg of all('svg:not([aria-hidden])')) {
  if (!svg.querySelector('title')?.textContent.trim()) wrong.push('a picture without a title');
}

// Width: nothing leaves the window but what a box of its own scrolls or moves.
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > width) wrong.push(`${document.documentElement.scrollWidth} wide in a window of ${width}`);
for (const element of all('body *')) {
  if (!shown(element) || element.closest('.scroll, .skip, .spoken, .map-view > svg')) continue;
  const {left, right} = element.getBoundingClientRect();
  if (right > width + 0.5 || left < -0.5) wrong.push(`leaves the window: ${name(element)}`);
}

// Pictures
for (const svg of all('.cw-picture').filter(shown)) wrong.push(...faultsOfPicture(svg));

// Guests: nothing comes from another host.
for (const {name: address} of performance.getEntriesByType('resource')) {
  if (new URL(address).origin !== location.origin) wrong.push(`asks another host: ${address}`);
}

// Contrast of every text with what lies behind it
const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
const light = (colour) => {
  const [r, g, b] = channels(colour).slice(0, 3).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [dark, bright] = [light(a), light(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
};
const behind = (element) => {
  const link = element.tagName === 'text' && element.closest('a');
  if (link) return getComputedStyle(link).fill;
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if ((channels(colour)[3] ?? 1) > 0) return colour;
  }
  return 'rgb(255, 255, 255)';
};
const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
for (const element of all('body *')) {
  if (!hasText(element) || !shown(element) || element.closest('title, desc, .spoken, [aria-hidden]')) continue;
  const style = getComputedStyle(element);
  const ratio = contrast(element.tagName === 'text' ? style.fill : style.color, behind(element));
  if (ratio < 4.5) wrong.push(`contrast ${ratio.toFixed(2)}: ${name(element)}`);
}
return [...new Set(wrong)];
