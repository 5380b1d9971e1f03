// Reads GEXF with graphology and Cytoscape JSON with cytoscape.js, without a window, and compares what
// they found with expected.json.
const assert = require('node:assert');
const {readFileSync} = require('node:fs');
const {join} = require('node:path');

const cytoscape = require('cytoscape');
const {DirectedGraph, UndirectedGraph} = require('graphology');
const gexf = require('graphology-gexf/node');

const read = (name) => readFileSync(join(process.argv[2], name), 'utf8');
const expected = JSON.parse(read('expected.json'));

// As XML can hold it.
const marked = (text) => text.replace(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, '\uFFFD');
const asIs = (text) => text;
const sorted = (rows) => rows.map((row) => JSON.stringify(row)).sort();

function check(who, items, links, spelled) {
  const wanted = expected.items.map(([id, title]) => [spelled(id), spelled(title)]);
  assert.deepStrictEqual(sorted(items), sorted(wanted), `${who}, items`);
  const ends = expected.links.map(([from, to, orders, strength]) =>
    [spelled(from), spelled(to), orders ?? null, strength]);
  assert.deepStrictEqual(sorted(links), sorted(ends), `${who}, links`);
}

const graph = gexf.parse(expected.directed ? DirectedGraph : UndirectedGraph, read('graph.gexf'));
check(
  'graphology',
  graph.mapNodes((id, of) => [id, of.title]),
  graph.mapEdges((_, of, from, to) => [from, to, of.orders ?? null, of.strength]),
  marked,
);

const {elements} = JSON.parse(read('graph.cyjs'));
const cy = cytoscape({headless: true, elements});
check(
  'cytoscape.js',
  cy.nodes().map((node) => [node.id(), node.data('title')]),
  cy.edges().map((edge) => [
    edge.data('source'), edge.data('target'), edge.data('orders') ?? null, edge.data('strength')]),
  asIs,
);
