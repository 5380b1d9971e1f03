// The client against a real server, and against made-up ones that have too much to do.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Cartway, ProblemError } from "cartway-client";
import { DEMO, answering } from "./server.js";

const cartway = new Cartway(DEMO);
const PAIR = /** @type {const} */ (["book-dune", "game-poker"]);

test("two items are connected, and the answer names all that it shows", async () => {
  const answer = await cartway.connect(...PAIR, { k: 2, direction: "any", exclude: ["film-alien", "film-heat"] });
  assert(answer.status === "found");
  assert.equal(answer.paths.length, 2);
  assert.deepEqual(answer.request.exclude, ["film-alien", "film-heat"]);
  for (const path of answer.paths) {
    assert.equal(path.items.length, answer.hops + 1);
    for (const id of path.items) assert(answer.items[id]?.title);
  }
  assert.equal(cartway.generation, answer.graph.version);
});

test("that there is no connection is an answer", async () => {
  const answer = await cartway.connect(...PAIR, { max_hops: 1 });
  assert(answer.status === "no_path");
  assert.equal(answer.reason, "beyond_max_hops");
});

test("every question has an answer", async () => {
  const [from, to] = PAIR;
  assert.equal((await cartway.item(from)).title, "Dune");
  assert.equal((await cartway.between(from, to, { limit: 1 })).status, "found");
  assert.equal((await cartway.link(from, to)).linked, false);
  assert.equal((await cartway.degrees(from, { examples: 1 })).farthest.length, 1);
  assert((await cartway.graph()).items > 1000);
  assert((await cartway.galleries()).far_pairs.length > 0);
  assert.notEqual((await cartway.randomPair({ min_hops: 2 })).from.id, "");
  assert.equal((await cartway.index()).name, "cartway");
});

test("a problem says what kind it is and what was meant", async () => {
  await assert.rejects(cartway.connect("no such/item", "game-poker"), (error) => {
    assert(error instanceof ProblemError);
    assert.deepEqual([error.kind, error.problem.status, error.problem.param], ["unknown-item", 404, "from"]);
    assert.match(error.message, /no such\/item/);
    return true;
  });
});

test("a list is walked over all its pages and ends", async () => {
  const { categories } = await cartway.graph();
  const books = categories.find(({ id }) => id === "book")?.items;
  const ids = new Set();
  for await (const { id } of cartway.items({ category: "book", limit: 50 })) ids.add(id);
  assert.equal(ids.size, books);

  let count = 0;
  let total = 0;
  for await (const page of cartway.neighbours("book-dune", { limit: 7 }).pages()) {
    count += page.neighbours.length;
    total = page.total;
  }
  assert.equal(count, total);

  for await (const { rank } of cartway.centre({ limit: 1 })) {
    if (rank === 3) break;
  }
});

test("more pairs than a batch takes are counted through", async () => {
  const pairs = Array.from({ length: 1001 }, (_, index) => ({ from: index === 700 ? "nothing" : PAIR[0], to: PAIR[1] }));
  const batches = [];
  for await (const batch of cartway.connectMany(pairs, { titles: true, options: { k: 2 } })) batches.push(batch);
  assert.deepEqual(batches.map(({ results }) => results.length), [500, 500, 1]);
  const results = batches.flatMap((batch) => batch.results);
  assert.deepEqual(results.map(({ index }) => index), pairs.map((_, index) => index));
  const [first, wrong] = [results[0], results[700]];
  assert(first?.status === "found" && first.more_paths.length === 1);
  assert(wrong?.status === "error" && wrong.problem.param === "from");
  assert.equal(batches[0]?.items?.["book-dune"]?.title, "Dune");
});

test("what is known already is not sent again", async () => {
  /** @type {number[]} */
  const statuses = [];
  const watched = new Cartway(DEMO, {
    fetch: async (address, init) => {
      const answer = await fetch(address, init);
      statuses.push(answer.status);
      return answer;
    },
  });
  const first = await watched.connect(...PAIR);
  const again = await watched.connect(...PAIR);
  assert.deepEqual(again, first);
  assert.deepEqual(statuses, [200, 304]);
});

test("no more answers are kept than were asked for", async () => {
  const answers = Array.from({ length: 4 }, () => ({ headers: { ETag: 'W/"1"' } }));
  const asked = await answering(answers, async (address) => {
    const forgetful = new Cartway(address, { kept: 1 });
    for (const id of ["a", "b", "b", "a"]) await forgetful.item(id);
  });
  assert.deepEqual(asked.map(({ headers }) => headers["if-none-match"]), [undefined, undefined, 'W/"1"', undefined]);
});

test("a server that has too much to do is waited for", async () => {
  const busy = { status: 503, headers: { "Retry-After": "1" } };
  const asked = await answering([busy, { body: { name: "cartway" } }], async (address) => {
    assert.equal((await new Cartway(`${address}/`).index()).name, "cartway");
  });
  assert.equal(asked.length, 2);
});

test("nobody is waited for longer than patience lasts", async () => {
  const problem = { type: "/problems/rate-limited", title: "Too many requests", status: 429, detail: "Wait.", instance: "/v1" };
  const limited = { status: 429, headers: { "Retry-After": "3600", "Content-Type": "application/problem+json" }, body: problem };
  const asked = await answering([limited], async (address) => {
    await assert.rejects(new Cartway(address).index(), { kind: "rate-limited" });
  });
  assert.equal(asked.length, 1);
});

test("what is no Cartway is said to be none", async () => {
  const server = { status: 502, body: "<h1>Bad gateway</h1>" };
  await answering([server], async (address) => {
    await assert.rejects(new Cartway(address).graph(), /answered 502, and not as Cartway does/);
  });
});

test("the next page is asked for where the first was, wherever the server thinks it is", async () => {
  const next = "https://paths.example/below/v1/graph/centre?cursor=1.2";
  const pages = [{ body: { items: [1], next } }, { body: { items: [2], next: null } }];
  const asked = await answering(pages, async (address) => {
    const ranks = [];
    for await (const rank of new Cartway(`${address}/here`).centre()) ranks.push(rank);
    assert.deepEqual(ranks, [1, 2]);
  });
  assert.deepEqual(asked.map(({ url }) => url), ["/here/v1/graph/centre", "/here/v1/graph/centre?cursor=1.2"]);
});
