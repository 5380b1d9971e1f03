// Comfort only: every page does all it can without this file. It suggests items while one types
// (the combobox pattern of the ARIA Authoring Practices), copies a page's address, and keeps the
// pairs that were looked at in this browser and nowhere else.
'use strict';

const words = document.currentScript.dataset;
const KEPT = 'cartway-pairs';
const MOST_KEPT = 6;

function dress(made, attributes) {
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  return made;
}

/** An element with its attributes, and texts or elements inside. */
function element(name, attributes, ...inside) {
  const made = dress(document.createElement(name), attributes);
  made.append(...inside);
  return made;
}

const levelsOf = (item) => (item.category || '').split(' > ');

/** Its cover, over the shape of the widest category, as in lists. */
function tileOf(item) {
  const place = words.categories.split('\n').indexOf(levelsOf(item)[0]);
  const tile = element('span', {class: 'tile', 'aria-hidden': true}, element('span', {class: `shape shape-${place < 0 ? 'none' : place % 8}`}));
  if (item.image_url) tile.append(element('img', {src: item.image_url, alt: '', referrerpolicy: 'no-referrer'}));
  return tile;
}

/** Suggestions under one text field. */
class Combobox {
  constructor(input) {
    this.input = input;
    this.name = input.name;
    this.list = element('ul', {role: 'listbox', tabindex: -1, id: `${input.id}-list`, class: 'suggestions', 'aria-label': words.suggestions});
    this.list.hidden = true;
    this.status = element('div', {role: 'status', class: 'spoken'});
    input.after(this.list, this.status);
    dress(input, {role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': false, 'aria-controls': this.list.id});
    input.addEventListener('input', () => this.typed());
    input.addEventListener('keydown', (event) => this.pressed(event));
    input.addEventListener('blur', () => this.close());
    // A press on the list must not take the focus from the field before the click arrives.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) this.choose([...this.list.children].indexOf(option));
    });
  }

  typed() {
    this.forget();
    this.move(-1);
    this.hush();
    this.waiting = setTimeout(() => this.ask(), 120);
  }

  hush() {
    clearTimeout(this.waiting);
    this.question?.abort();
  }

  /** Asks what the text may mean, then goes a step into the list. */
  async ask(step = 0) {
    this.hush();
    const text = this.input.value.trim();
    if (!text) return this.close();
    this.question = new AbortController();
    const {signal} = this.question;
    try {
      const answer = await fetch(`${words.base}/v1/items?q=${encodeURIComponent(text)}&limit=8`, {signal});
      if (!answer.ok) return this.close();
      this.show((await answer.json()).items);
      this.step(step);
    } catch {
      // The next letter asks again; without an answer the plain form still works.
      if (!signal.aborted) this.close();
    }
  }

  show(items) {
    this.items = items;
    this.move(-1);
    const join = (...facts) => facts.filter(Boolean).join(' · ');
    const factsOf = (item) => join(item.creator, levelsOf(item).at(-1), item.year);
    const labels = items.map((item) => item.title + factsOf(item));
    this.list.replaceChildren(...items.map((item, place) => {
      // Only the id tells apart what is alike in all else.
      const alike = labels.filter((label) => label === labels[place])[1];
      const title = element('bdi', {class: 'suggested'}, item.title);
      const rest = element('bdi', {class: 'facts'}, join(factsOf(item), alike && item.id) || item.id);
      return element('li', {role: 'option', id: `${this.list.id}-${place}`, 'aria-selected': false}, tileOf(item), title, ' ', rest);
    }));
    const many = items.length === 1 ? words.one : words.many.replace('#', items.length);
    this.status.textContent = items.length ? many : words.none;
    this.open(items.length > 0);
  }

  open(is) {
    this.list.hidden = !is;
    this.input.setAttribute('aria-expanded', is);
  }

  close() {
    this.hush();
    this.status.textContent = '';
    this.move(-1);
    this.open(false);
  }

  move(to) {
    this.list.children[this.active]?.setAttribute('aria-selected', false);
    this.active = to;
    const option = this.list.children[to];
    if (!option) return this.input.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', true);
    option.scrollIntoView({block: 'nearest'});
    this.input.setAttribute('aria-activedescendant', option.id);
  }

  /** Up and down go round, with the field itself between the last and the first. */
  step(by) {
    const places = this.items.length + 1;
    if (by) this.move((this.active + 1 + by + places) % places - 1);
  }

  pressed(event) {
    const open = !this.list.hidden;
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.altKey ? 0 : event.key === 'ArrowDown' ? 1 : -1;
      if (open) this.step(step);
      else this.ask(step);
    } else if (/^(Home|End|Arrow)/.test(event.key)) {
      this.move(-1);
    } else if (event.key === 'Enter' && open && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === 'Escape') {
      if (open) event.preventDefault();
      this.close();
    }
  }

  /** The field shows the title; what is sent is the id. */
  choose(place) {
    const item = this.items[place];
    this.close();
    this.forget();
    this.input.value = item.title;
    this.input.removeAttribute('name');
    this.chosen = element('input', {type: 'hidden', name: this.name, value: item.id});
    this.input.after(this.chosen);
  }

  forget() {
    this.chosen?.remove();
    this.input.name = this.name;
  }
}

function keptPairs() {
  try {
    const pairs = JSON.parse(localStorage.getItem(KEPT));
    return Array.isArray(pairs) ? pairs.filter((pair) => pair?.href?.startsWith?.(`${words.base}/connect?`)) : [];
  } catch {
    return [];
  }
}

function keep(pairs) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(pairs.slice(0, MOST_KEPT)));
  } catch {
    // It may refuse.
  }
}

/** On a page of connections: remembers the pair. On the start page: shows those remembered. */
function recentPairs() {
  const pair = document.querySelector('[data-pair]');
  if (pair) {
    const {pair: href, from, to} = pair.dataset;
    keep([{href, from, to}, ...keptPairs().filter((other) => other.href !== href)]);
  }
  const section = document.getElementById('recent');
  const pairs = keptPairs();
  if (!section || !pairs[0]) return;
  const link = ({href, from, to}) => element('a', {href}, element('bdi', {}, from), ' ', element('span', {class: 'arrow', 'aria-hidden': true}, '→'), ' ', element('bdi', {}, to));
  section.querySelector('ul').replaceChildren(...pairs.map((pair) => element('li', {}, link(pair))));
  section.querySelector('button').addEventListener('click', () => {
    keep([]);
    section.hidden = true;
  });
  section.hidden = false;
}

function copyButtons() {
  for (const button of document.querySelectorAll('button[data-copies]')) {
    const field = document.getElementById(button.dataset.copies);
    const before = button.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = words.copied;
        setTimeout(() => { button.textContent = before; }, 2000);
      } catch {
        // It is selected; the keyboard copies it.
      }
    });
  }
}

for (const input of document.querySelectorAll('input[data-suggests]')) new Combobox(input);
recentPairs();
copyButtons();
