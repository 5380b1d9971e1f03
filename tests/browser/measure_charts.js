// Draws charts into the page that is shown, in our typefaces and in the widest one, and returns what
// is wrong with them. `picture_rules.js` stands before it.
const [charts] = arguments;
const wrong = [];
for (const chart of charts) for (const typeface of ['', 'DejaVu Sans']) {
  const figure = document.createElement('figure');
  figure.append(document.createRange().createContextualFragment(chart));
  document.querySelector('main').append(figure);
  const svg = figure.querySelector('svg');
  svg.style.fontFamily = typeface;
  const columns = all('rect', svg).length;
  const numbers = all('text:not(.c)', svg).length;
  if (columns !== numbers) wrong.push(`${numbers} numbers over ${columns} columns`);
  wrong.push(...faultsOfPicture(svg).map((fault) => `${columns} columns, ${typeface}: ${fault}`));
  figure.remove();
}
return wrong;
