/**
 * Asks a Cartway server. One method for each question of the API; the types of questions and answers
 * are generated from its description (`schema.ts`). Needs `fetch` and nothing else.
 */
import type { components, operations } from "./schema.js";

/** The bodies of the API, by the names that its description has for them. */
export type Schemas = components["schemas"];

/** What a question may be asked with, its ends and its page left out. */
type Options<Id extends keyof operations> = Omit<
  NonNullable<operations[Id]["parameters"]["query"]>,
  "from" | "to" | "cursor"
>;
/** What a batch is asked with beside its pairs. */
type ManyOptions = Omit<Schemas["BatchQuestion"], "pairs">;
type Query = Record<string, unknown>;

/** What the server could not answer: it says why, and what to do. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  constructor(readonly problem: Schemas["Problem"]) {
    super(`${problem.title}: ${problem.detail}`);
  }
  /** The name of its kind, as the page `/docs` lists them: `unknown-item`. */
  get kind(): string {
    return this.problem.type.split("/").pop() ?? "";
  }
}

export interface Settings {
  /** Seconds to wait in all for one answer when the server says to come back later: 30. */
  patience?: number;
  /** Answers kept, to be asked for again by their tags: 100, in browsers 0, as they keep them anyway. */
  kept?: number;
  /** What asks in the place of the global `fetch`. */
  fetch?: typeof fetch;
}

const IN_BROWSER = "window" in globalThis || "WorkerGlobalScope" in globalThis;
/** As many pairs as a server takes at once. */
const MAX_PAIRS = 500;

export class Cartway {
  /** The generation that the last answer came from. Another one than before means that the shop was counted anew. */
  generation: string | null = null;
  readonly #base: string;
  readonly #settings: Required<Settings>;
  readonly #answers = new Map<string, { tag: string; text: string }>();

  /** The server whose start page is at this address, as in `http://127.0.0.1:8080`. */
  constructor(base: string | URL, settings: Settings = {}) {
    this.#base = String(base).replace(/\/+$/, "");
    const usual = { patience: 30, kept: IN_BROWSER ? 0 : 100, fetch: globalThis.fetch.bind(globalThis) };
    this.#settings = { ...usual, ...settings };
  }

  /** How two items are connected. That they are not is an answer too: look at its `status`. */
  connect(from: string, to: string, options: Options<"connect"> = {}): Promise<Schemas["Paths"]> {
    return this.#get("/v1/paths", { from, to, ...options });
  }

  /** What stands between two items. */
  between(from: string, to: string, options: Options<"between"> = {}): Promise<Schemas["Between"]> {
    return this.#get("/v1/between", { from, to, ...options });
  }

  /**
   * How the items of any number of pairs are connected, 500 pairs at a time. Each batch comes from one
   * generation, which it names; `index` counts through all pairs.
   */
  async *connectMany(
    pairs: Iterable<Schemas["PairQuestion"]>,
    options: ManyOptions = {},
  ): AsyncGenerator<Schemas["Batch"], void, undefined> {
    let before = 0;
    for (const some of parts(pairs, MAX_PAIRS)) {
      const init = { method: "POST", body: JSON.stringify({ ...options, pairs: some }) };
      const answer = await this.#ask("/v1/paths/batch", init, { "Content-Type": "application/json" });
      const batch: Schemas["Batch"] = await answer.json();
      for (const result of batch.results) result.index += before;
      before += some.length;
      yield batch;
    }
  }

  /** Whether two items are linked, and why. */
  link(from: string, to: string): Promise<Schemas["Link"]> {
    return this.#get(`/v1/links/${encodeURIComponent(from)}/${encodeURIComponent(to)}`);
  }

  /** The items that a text means, or all of them, the most popular first. */
  items(options: Options<"search_items"> = {}): List<Schemas["Search"], Schemas["Item"]> {
    return this.#list("/v1/items", options, (page) => page.items);
  }

  /** One item. */
  item(id: string): Promise<Schemas["ItemAnswer"]> {
    return this.#get(ofItem(id));
  }

  /** What is bought with an item. */
  neighbours(
    id: string,
    options: Options<"get_neighbours"> = {},
  ): List<Schemas["Neighbours"], Schemas["Neighbour"]> {
    return this.#list(`${ofItem(id)}/neighbours`, options, (page) => page.neighbours);
  }

  /** How far everything else is from an item. */
  degrees(id: string, options: Options<"get_degrees"> = {}): Promise<Schemas["Degrees"]> {
    return this.#get(`${ofItem(id)}/degrees`, options);
  }

  /** What the catalogue is, and what may be asked of it. */
  graph(): Promise<Schemas["Graph"]> {
    return this.#get("/v1/graph");
  }

  /** The items that are nearest to all others. */
  centre(options: Options<"get_centre"> = {}): List<Schemas["Centre"], Schemas["CentralItem"]> {
    return this.#list("/v1/graph/centre", options, (page) => page.items);
  }

  /** A view of the map. */
  map(options: Options<"get_map"> = {}): Promise<Schemas["Map"]> {
    return this.#get("/v1/map", options);
  }

  /** The regions of the map. */
  regions(options: Options<"get_regions"> = {}): Promise<Schemas["Regions"]> {
    return this.#get("/v1/regions", options);
  }

  /** What is worth a look. */
  galleries(): Promise<Schemas["Galleries"]> {
    return this.#get("/v1/galleries");
  }

  /** Two items worth connecting, others each time. */
  randomPair(options: Options<"get_random_pair"> = {}): Promise<Schemas["Pair"]> {
    return this.#get("/v1/random-pair", options);
  }

  /** What there is to ask. */
  index(): Promise<Schemas["ApiIndex"]> {
    return this.#get("/v1");
  }

  #list<Page extends { next: string | null }, Entry>(
    path: string,
    query: Query,
    entries: (page: Page) => Entry[],
  ): List<Page, Entry> {
    return new List((next) => this.#get<Page>(next ?? address(path, query)), path, entries);
  }

  /** Asks with an address; an answer that is known is only asked for again with its tag. */
  async #get<T>(path: string, query: Query = {}): Promise<T> {
    const at = address(path, query);
    const known = this.#answers.get(at);
    const answer = await this.#ask(at, {}, known ? { "If-None-Match": known.tag } : {});
    if (known && answer.status === 304) return JSON.parse(known.text);
    const text = await answer.text();
    const tag = answer.headers.get("ETag");
    if (tag && this.#settings.kept > 0) {
      const [oldest] = this.#answers.keys();
      if (oldest !== undefined && this.#answers.size >= this.#settings.kept) this.#answers.delete(oldest);
      this.#answers.set(at, { tag, text });
    }
    return JSON.parse(text);
  }

  /** Sends, and sends again when the server says when, as long as the patience lasts. */
  async #ask(path: string, init: RequestInit, headers: Record<string, string>): Promise<Response> {
    for (let patience = this.#settings.patience; ; ) {
      const request = { ...init, headers: { Accept: "application/json", ...headers } };
      const answer = await this.#settings.fetch(this.#base + path, request);
      this.generation = answer.headers.get("Cartway-Generation") ?? this.generation;
      if (answer.ok || answer.status === 304) return answer;
      const wait = Math.max(1, Number.parseInt(answer.headers.get("Retry-After") ?? "", 10));
      if (!(answer.status === 429 || answer.status === 503) || !(wait <= patience)) throw await failure(answer);
      await answer.body?.cancel();
      await new Promise((done) => setTimeout(done, wait * 1000));
      patience -= wait;
    }
  }
}

/** A list from its first entry to its last, fetched as it is walked; `limit` is the size of a page. */
export class List<Page extends { next: string | null }, Entry> implements AsyncIterable<Entry> {
  readonly #fetch: (address: string | null) => Promise<Page>;
  readonly #path: string;
  readonly #entries: (page: Page) => Entry[];

  /** @internal */
  constructor(fetch: (address: string | null) => Promise<Page>, path: string, entries: (page: Page) => Entry[]) {
    this.#fetch = fetch;
    this.#path = path;
    this.#entries = entries;
  }

  /** Its pages, which tell more than their entries: how many there are in all, what was looked up. */
  async *pages(): AsyncGenerator<Page, void, undefined> {
    let page = await this.#fetch(null);
    yield page;
    while (page.next !== null) {
      // The server may know itself by another address than we know it by.
      page = await this.#fetch(this.#path + page.next.slice(page.next.indexOf("?")));
      yield page;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Entry, void, undefined> {
    for await (const page of this.pages()) yield* this.#entries(page);
  }
}

const ofItem = (id: string) => `/v1/items/${encodeURIComponent(id)}`;

/** A path with a query; a list is a name repeated. */
function address(path: string, query: Query): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : value === undefined ? [] : [value];
    for (const one of values) given.append(name, String(one));
  }
  const written = String(given);
  return written === "" ? path : `${path}?${written}`;
}

/** Any number of things, so many at a time. */
function* parts<T>(all: Iterable<T>, size: number): Generator<T[], void, undefined> {
  let some: T[] = [];
  for (const one of all) {
    if (some.push(one) === size) {
      yield some;
      some = [];
    }
  }
  if (some.length > 0) yield some;
}

/** What an answer that is none is thrown as. */
async function failure(answer: Response): Promise<Error> {
  const text = await answer.text();
  if (answer.headers.get("Content-Type")?.startsWith("application/problem+json")) {
    return new ProblemError(JSON.parse(text));
  }
  return new Error(`${answer.url} answered ${answer.status}, and not as Cartway does: ${text.slice(0, 200)}`);
}
