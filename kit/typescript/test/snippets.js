// Takes the snippets out of the README, so that they can be read by the compiler and run.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { DEMO } from "./server.js";

const SNIPPETS = new URL("snippets/", import.meta.url);

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
await rm(SNIPPETS, { recursive: true, force: true });
await mkdir(SNIPPETS);
for (const [number, [, code = ""]] of [...readme.matchAll(/```js\n(.*?)```/gs)].entries()) {
  await writeFile(new URL(`${number}.mjs`, SNIPPETS), code.replaceAll("http://127.0.0.1:8080", DEMO));
}
