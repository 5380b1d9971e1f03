// Asks for that many random pairs, draws the pictures of their pages in both orientations into the
// page that is shown, and gives back how many were drawn and what is wrong with them.
// `picture_rules.js` stands before it.
const [count, done] = arguments;

async function measure() {
  const result = {drawn: 0, boxes: 0, wrong: []};
  for (let place = 0; place < count; place += 1) {
    const pair = await (await fetch('/v1/random-pair')).json();
    const query = new URLSearchParams({from: pair.from.id, to: pair.to.id});
    const answer = await fetch(`/connect?${query}`);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const figure = document.adoptNode(page.querySelector('figure.picture'));
    document.body.append(figure);
    for (const orientation of ['across', 'down']) {
      // In this window a long picture is shown down, another across.
      figure.classList.toggle('long', orientation === 'down');
      const svg = figure.querySelector(`.${orientation} .cw-picture`);
      if (!shown(svg)) result.wrong.push(`${query}: ${orientation} is not shown`);
      result.wrong.push(...faultsOfPicture(svg).map((fault) => `${query}, ${orientation}: ${fault}`));
      result.boxes += svg.querySelectorAll('a').length;
      result.drawn += 1;
    }
    figure.remove();
  }
  return result;
}

measure().then(done, (error) => done({drawn: 0, boxes: 0, wrong: [String(error)]}));
