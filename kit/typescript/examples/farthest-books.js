// Which ten pairs of well-known books are farthest apart? Asks the server that is named, or the demo
// on this machine: node examples/farthest-books.js http://127.0.0.1:8080
import { Cartway } from "cartway-client";

const cartway = new Cartway(process.argv[2] ?? "http://127.0.0.1:8080");

// The sixty most popular books, each with each other.
const books = [];
for await (const book of cartway.items({ category: "book", limit: 50 })) {
  if (books.push(book) === 60) break;
}
const pairs = books.flatMap((from, place) => books.slice(place + 1).map((to) => ({ from, to })));
const ids = pairs.map(({ from, to }) => ({ from: from.id, to: to.id }));

const found = [];
for await (const batch of cartway.connectMany(ids)) {
  for (const result of batch.results) {
    const pair = pairs[result.index];
    if (pair && result.status === "found") found.push({ hops: result.hops, ...pair });
  }
}
found.sort((one, other) => other.hops - one.hops);
for (const { hops, from, to } of found.slice(0, 10)) {
  console.log(`${hops} steps: ${from.title} and ${to.title}`);
}
