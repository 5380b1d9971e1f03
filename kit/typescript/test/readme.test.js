// Every snippet of the README (snippets.js took them out), and the example, run against a real server.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";
import { DEMO } from "./server.js";

const HERE = new URL(".", import.meta.url);
const SNIPPETS = new URL("snippets/", HERE);
const run = promisify(execFile);

/** @param {string[]} what */
async function output(...what) {
  const { stdout } = await run("node", what, { cwd: HERE });
  return stdout;
}

test("every snippet of the README runs", async () => {
  const expected = [/^\d+ shortest connections of \d steps\nDune > .* > Poker\n/, /unknown-item\nDid you mean .+\?/, / orders\)\n/, /pair 1: \d steps/];
  const files = (await readdir(SNIPPETS)).sort();
  assert.equal(files.length, expected.length);
  for (const [number, file] of files.entries()) {
    assert.match(await output(new URL(file, SNIPPETS).pathname), expected[number] ?? / /);
  }
});

test("the example finds ten pairs", async () => {
  const lines = (await output("../examples/farthest-books.js", DEMO)).trim().split("\n");
  assert.equal(lines.length, 10);
  for (const line of lines) assert.match(line, /^\d steps: .+ and .+$/);
});
