// Asks the SOAP service with node's package "soap", in both versions.
//
// Usage: ask_soap.mjs MODULES ADDRESS, with the folder of packages, and the address of the service.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const [modules, address] = process.argv.slice(2);
const soap = createRequire(`${modules}/`)("soap");

for (const forceSoap12Headers of [false, true]) {
  const client = await soap.createClientAsync(`${address}?wsdl`, { forceSoap12Headers });
  const port = client.Cartway[forceSoap12Headers ? "Soap12" : "Soap11"];
  const ask = (name, question) =>
    new Promise((resolve, reject) =>
      port[name](question, (error, answer) => (error ? reject(error) : resolve(answer))));

  const found = await ask("Connect", { from: "old-harbour", to: "007", via: ["script"] });
  assert.equal(found.status, "found");
  assert.equal(found.hops, found.paths.path[0].items.item.length - 1);
  assert.ok(found.items.item.some((item) => item.title === "<script>alert(1)</script>"));

  const listed = await ask("Neighbours", { id: "🚲", sort: "title" });
  assert.equal(Number(listed.total), 2);
  const items = await ask("SearchItems", { q: "harbour" });
  assert.equal(items.items.item.length, 2);

  const error = await ask("Connect", { from: "old-harbour", to: "nothing-like-it" }).catch((error) => error);
  const fault = error.root.Envelope.Body.Fault;
  const problem = (fault.detail ?? fault.Detail).problem;
  assert.deepEqual([problem.type, problem.param], ["/problems/unknown-item", "to"]);
}
console.log("node's soap is content");
