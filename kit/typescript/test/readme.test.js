// Every snippet of the README, and the example, run as they stand against a real server.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
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
  const readme = await readFile(new URL("../README.md", HERE), "utf8");
  const snippets = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code = ""]) => code);
  await mkdir(SNIPPETS, { recursive: true });
  const said = [];
  for (const [number, code] of snippets.entries()) {
    const file = new URL(`${number}.mjs`, SNIPPETS);
    await writeFile(file, code.replaceAll("http://127.0.0.1:8080", DEMO));
    said.push(await output(file.pathname));
  }
  const expected = [/^\d+ shortest connections of \d steps\nDune > .* > Poker\n/, /unknown-item\nDid you mean .+\?/, / orders\)\n/, /pair 1: \d steps/];
  assert.equal(said.length, expected.length);
  for (const [number, pattern] of expected.entries()) assert.match(said[number] ?? "", pattern);
});

test("the example finds ten pairs", async () => {
  const lines = (await output("../examples/farthest-books.js", DEMO)).trim().split("\n");
  assert.equal(lines.length, 10);
  for (const line of lines) assert.match(line, /^\d steps: .+ and .+$/);
});
