// The client in a browser, from a page of another origin. Needs chromium; skipped without it.
import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { test } from "node:test";
import { promisify } from "node:util";
import { DEMO } from "./server.js";

const PAGE = `<!doctype html><title>Test</title><p>waits</p><script type="module">
import { Cartway } from "/index.js";
const cartway = new Cartway("${DEMO}");
const say = (text) => (document.querySelector("p").textContent = text);
try {
  let neighbours = 0;
  for await (const _ of cartway.neighbours("book-dune", { limit: 5 })) neighbours += 1;
  const { hops } = await cartway.connect("book-dune", "game-poker");
  for await (const { results } of cartway.connectMany([{ from: "book-dune", to: "game-poker" }])) {
    if (results[0].hops !== hops) throw new Error("another answer in a batch");
  }
  const kind = await cartway.item("nothing").catch((error) => error.kind);
  say(["said:", neighbours > 5, hops, kind, cartway.generation].join(" "));
} catch (error) {
  say("failed: " + error);
}
</script>`;

const chromium = spawnSync("chromium", ["--version"]).status === 0;

test("a page of another origin asks as any program does", { skip: !chromium && "there is no chromium" }, async () => {
  const script = await readFile(new URL("../dist/index.js", import.meta.url));
  const server = createServer(({ url }, response) => {
    const [type, body] = url === "/index.js" ? ["text/javascript", script] : ["text/html", PAGE];
    response.writeHead(200, { "Content-Type": type }).end(body);
  });
  await new Promise((listens) => server.listen(0, "127.0.0.1", () => listens(undefined)));
  const place = server.address();
  assert(place !== null && typeof place === "object");
  try {
    const options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=30000", "--dump-dom"];
    const { stdout } = await promisify(execFile)("chromium", [...options, `http://127.0.0.1:${place.port}/`]);
    assert.match(stdout, /<p>said: true \d unknown-item [0-9a-f]{12}<\/p>/);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
