// Measures the page as it is printed and returns what is wrong with it, as a list of sentences.
// `picture_rules.js` stands before it.
const wrong = [];
const visible = (element) => shown(element) && element.getBoundingClientRect().height > 0;

for (const element of all('form:not(.items-form), nav, button, input:not([type=hidden]), select, .skip, .swap, .without, .through, .options, .languages, .pager, .mends')) {
  if (visible(element)) wrong.push(`is printed: ${name(element)}`);
}
const across = all('.picture .across');
if (!across.every(visible)) wrong.push('the picture does not lie across');
if (all('.picture .down').some(visible)) wrong.push('the picture is printed down too');
for (const svg of all('.across .cw-picture')) wrong.push(...faultsOfPicture(svg));

// Paper does not scroll. What a map has beyond its edge is not drawn.
const width = document.documentElement.clientWidth;
for (const element of all('body *')) {
  const {left, right} = element.getBoundingClientRect();
  if (visible(element) && !element.closest('.spoken, .cw-atlas *') && (right > width + 0.5 || left < -0.5)) wrong.push(`leaves the paper: ${name(element)}`);
}

const folded = all('main details').filter((details) => !details.open && visible(details));
for (const details of folded) {
  const inside = details.lastElementChild;
  if (!inside.checkVisibility({contentVisibilityAuto: true}) || !visible(inside)) wrong.push(`stays folded: ${name(details)}`);
}
return {folded: folded.length, pictures: across.length, wrong: [...new Set(wrong)]};
