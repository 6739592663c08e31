import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Schemas } from "#client/client.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

async function get<Result>(url: string, as?: string): Promise<Result> {
  const answer = await ask(server, "GET", url, as === undefined ? {} : { as });
  assert.equal(answer.status, 200, answer.text);
  return answer.json() as Result;
}

test("a document names every place at which others name it", async () => {
  const { referencedBy } = await get<Schemas["Document"]>("/api/v1/documents/site:east");
  assert.deepEqual(referencedBy, [{ ref: "service:orders", path: "spec.sites[0]" }]);
});

test("the list of documents counts what the checker says of each, and the counts are those of its page", async () => {
  const { documents } = await get<{ documents: readonly Schemas["DocumentSummary"][] }>("/api/v1/documents");
  const found = documents.filter(({ findings }) => findings.error + findings.warning + findings.info > 0);
  assert.ok(found.length > 0);
  for (const { ref, findings } of found) {
    const { diagnostics } = await get<Schemas["Document"]>(`/api/v1/documents/${ref}`);
    const count = (severity: string) => diagnostics.filter((one) => one.severity === severity).length;
    assert.deepEqual(
      findings,
      { error: count("error"), warning: count("warning"), info: count("info") },
      ref,
    );
  }
});

test("connectors tell what can be called, with the schema of each call's parameters", async () => {
  const { connectors } = await get<Schemas["Connectors"]>("/api/v1/connectors");
  const postgres = connectors.find(({ name }) => name === "postgres");
  const promote = postgres?.actions.find(({ name }) => name === "promote");
  const properties = promote?.parameters["properties"] as { readonly [name: string]: unknown } | undefined;
  assert.ok(properties?.["target"] !== undefined);
  const meanings = postgres?.meaning?.["actions"] as
    | { readonly promote: { readonly effect: string } }
    | undefined;
  assert.equal(meanings?.promote.effect, "promote");
});

test("[B7.4] the list of proposals says whose turn it is: the owners, then whoever publishes, or the authors again", async () => {
  const { text } = await get<Schemas["Document"]>("/api/v1/documents/service:orders");
  const body = { title: "Two hours", changes: [{ text: text.replace("PT30M", "PT2H") }] };
  const opened = await ask(server, "POST", "/api/v1/proposals", { as: "person:ben", body });
  const { id } = opened.json() as Schemas["Proposal"];
  const turn = async () => {
    const list = await get<{ proposals: readonly Schemas["ListedProposal"][] }>("/api/v1/proposals");
    return list.proposals.find((one) => one.id === id)?.turn;
  };
  const first = await turn();
  assert.deepEqual([first?.waitsFor, first?.owners], ["owners", ["team:dba"]]);
  const tell = (as: string, verb: string, given: object) =>
    ask(server, "POST", `/api/v1/proposals/${id}/${verb}`, { as, body: given });
  await tell("person:ana", "request-changes", { reason: "Too long" });
  assert.equal((await turn())?.waitsFor, "authors");
  await tell("person:ana", "approve", { note: "All right" });
  assert.equal((await turn())?.waitsFor, "publisher");
  await tell("person:ben", "withdraw", { reason: "" });
  assert.equal((await turn())?.waitsFor, "nobody");
});

test("no answer lets a browser run a script that this server did not send", async () => {
  for (const url of ["/api/v1/me", "/healthz", "/nothing"]) {
    const { headers } = await ask(server, "GET", url);
    const policy = String(headers["content-security-policy"]);
    assert.match(policy, /default-src 'none'; script-src 'self';/);
    assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe/);
  }
});
