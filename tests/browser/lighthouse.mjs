// The scores Lighthouse gives to the start page and a page of connections of the demo, as a phone
// and as a desktop. Run it by hand, after `cargo build --release`:
//
//   npm install --prefix target/npm lighthouse@12.8.2
//   node tests/browser/lighthouse.mjs [--ignore-performance] [target/release/cartway]
//
// Exit status 1 when performance is below 95, or anything else below 100. Performance is a
// measurement: `--ignore-performance` leaves it out, for a machine that does much else.
// LIGHTHOUSE names another lighthouse than the one in target/npm, CHROME_PATH another browser.
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {createInterface} from 'node:readline';

const PAGES = ['', 'connect?from=book-pride-and-prejudice&to=game-doom'];
const FORMS = [['phone', []], ['desktop', ['--preset=desktop']]];
const LEAST = {performance: 95, accessibility: 100, 'best-practices': 100, seo: 100};
// Lighthouse now and then loses its own recording of a page (NO_NAVSTART and its like). That says
// nothing about the page, so it is asked again; a score is never asked for twice.
const TRIES = 5;
// The same as in chromium.rs.
const CHROMIUM = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

const parameters = process.argv.slice(2);
if (parameters.includes('--ignore-performance')) delete LEAST.performance;
const cartway = parameters.find((parameter) => !parameter.startsWith('--')) ?? 'target/release/cartway';
const lighthouse = process.env.LIGHTHOUSE ?? 'target/npm/node_modules/.bin/lighthouse';
for (const program of [cartway, lighthouse]) {
  if (!existsSync(program)) {
    console.error(`there is no ${program}`);
    process.exit(2);
  }
}

/** Starts the demo on a free port; it says where its pages begin. */
async function startDemo() {
  const demo = spawn(cartway, ['demo', '--bind', '127.0.0.1:0'], {stdio: ['ignore', 'pipe', 'ignore']});
  const [address] = await once(createInterface({input: demo.stdout}), 'line');
  return {demo, address};
}

/** The report of one page in one form; throws when Lighthouse fails at every try. */
function judge(address, options) {
  const flags = [
    address, '--quiet', '--output=json', `--only-categories=${Object.keys(LEAST).join()}`,
    `--chrome-flags=${CHROMIUM.join(' ')}`, ...options,
  ];
  for (let left = TRIES; ; left -= 1) {
    const ran = spawnSync(lighthouse, flags, {encoding: 'utf8', maxBuffer: 1 << 28, timeout: 180_000});
    if (ran.status === 0) return JSON.parse(ran.stdout);
    console.error(`lighthouse fails at ${address}: ${ran.stderr}`);
    if (left === 1) throw new Error(`lighthouse failed ${TRIES} times`);
  }
}

/** Prints the scores of a report, and why points are missing; says whether they suffice. */
function print(name, {categories, audits}) {
  const scores = Object.entries(categories).map(([id, {score}]) => [id, Math.round(score * 100)]);
  console.log(`${name}: ${scores.map(([id, score]) => `${id} ${score}`).join(', ')}`);
  const short = scores.filter(([id, score]) => score < LEAST[id]);
  for (const [id] of short) {
    const lost = categories[id].auditRefs.filter(({id: audit, weight}) => weight > 0 && audits[audit].score !== null && audits[audit].score < 1);
    for (const {id: audit} of lost) console.log(`  ${id}: ${audits[audit].title} (${audit} ${audits[audit].displayValue ?? ''})`);
  }
  return short.length === 0;
}

const {demo, address} = await startDemo();
let suffice = true;
try {
  for (const page of PAGES) {
    for (const [form, options] of FORMS) suffice = print(`/${page} on a ${form}`, judge(address + page, options)) && suffice;
  }
} finally {
  demo.kill();
}
process.exitCode = suffice ? 0 : 1;
