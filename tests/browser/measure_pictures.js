// Asks for that many random pairs, draws the pictures of their pages in both orientations into the
// page that is shown, and gives back how many were drawn and what is wrong with them.
// `picture_rules.js` stands before it.
const [count, done] = arguments;

/** A place in the page where a picture has the size it is drawn in. */
function stage(orientation) {
  const scroll = document.createElement('div');
  scroll.className = `scroll ${orientation}`;
  const figure = document.createElement('figure');
  figure.className = 'picture';
  figure.append(scroll);
  document.body.append(figure);
  return scroll;
}

async function measure() {
  const result = {drawn: 0, boxes: 0, wrong: []};
  for (let place = 0; place < count; place += 1) {
    const pair = await (await fetch('/v1/random-pair')).json();
    const query = new URLSearchParams({from: pair.from.id, to: pair.to.id});
    const answer = await fetch(`/connect?${query}`);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const orientation of ['across', 'down']) {
      const svg = document.adoptNode(page.querySelector(`.${orientation} .cw-picture`));
      const scroll = stage(orientation);
      scroll.parentElement.classList.toggle('long', orientation === 'down');
      scroll.append(svg);
      if (!shown(svg)) result.wrong.push(`${query}: ${orientation} is not shown`);
      result.wrong.push(...faultsOfPicture(svg).map((fault) => `${query}, ${orientation}: ${fault}`));
      result.boxes += svg.querySelectorAll('.cw-box').length;
      result.drawn += 1;
      scroll.parentElement.remove();
    }
  }
  return result;
}

measure().then(done, (error) => done({drawn: 0, boxes: 0, wrong: [String(error)]}));
