// What the tests ask: the server that `CARTWAY_URL` names, and made-up ones.
import { createServer } from "node:http";
import process from "node:process";

/** Where a `cartway demo` listens, without a slash at the end. */
export const DEMO = (process.env.CARTWAY_URL ?? "http://127.0.0.1:8080").replace(/\/$/, "");

/**
 * Runs while a server answers with these, one after the other; gives back what it was asked.
 * @param {{ status?: number, headers?: Record<string, string>, body?: unknown }[]} answers
 * @param {(address: string) => Promise<void>} run
 */
export async function answering(answers, run) {
  /** @type {{ url: string | undefined, headers: import("node:http").IncomingHttpHeaders }[]} */
  const asked = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers });
    const { status = 200, headers = {}, body = {} } = answers.shift() ?? { status: 500 };
    response.writeHead(status, headers).end(status === 304 ? undefined : JSON.stringify(body));
  });
  await new Promise((listens) => server.listen(0, "127.0.0.1", () => listens(undefined)));
  const place = server.address();
  if (place === null || typeof place === "string") throw new Error("no port");
  try {
    await run(`http://127.0.0.1:${place.port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return asked;
}
