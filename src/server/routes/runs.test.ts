import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { RunView } from "#core/run/view.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

const ana = "person:ana";
const ben = "person:ben";

async function startRun(headers: Readonly<Record<string, string>> = {}): Promise<RunView> {
  const body = { runbook: "by-hand", mode: "live", reason: "orders do not come in" };
  const answer = await ask(server, "POST", "/api/v1/runs", { as: ana, body, headers });
  assert.equal(answer.status, 201, answer.text);
  return answer.json() as RunView;
}

const statusOf = (run: RunView, step: string) => run.steps.find(({ id }) => id === step)?.status;

async function command(run: string, path: string, as: string, body: object) {
  return ask(server, "POST", `/api/v1/runs/${run}/${path}`, { as, body });
}

test("[A7.4] a run goes from start to end over HTTP, and each gate holds what comes after it", async () => {
  const { id } = await startRun();
  const looked = await command(id, "steps/look/complete", ana, { result: "done", note: "seen" });
  assert.equal(statusOf(looked.json() as RunView, "open"), "awaiting-approval");
  const early = await command(id, "steps/open/complete", ana, { result: "done", note: "" });
  assert.equal(early.status, 409);
  assert.equal((early.json() as { code: string }).code, "step-status");
  await command(id, "steps/open/approve", ben, { note: "go" });
  await command(id, "steps/open/take", ana, {});
  const opened = await command(id, "steps/open/complete", ana, { result: "done", note: "" });
  assert.equal(statusOf(opened.json() as RunView, "choose"), "awaiting-decision");
  const decided = await command(id, "steps/choose/decide", ben, { option: "left", reason: "shorter" });
  assert.equal((decided.json() as RunView).status, "finished");
  const events = await ask(server, "GET", `/api/v1/runs/${id}/events`);
  const { events: found } = events.json() as { events: { version: number; type: string }[] };
  assert.deepEqual(
    found.map(({ version }) => version),
    found.map((_, index) => index + 1),
  );
  assert.equal(found.at(-1)?.type, "RunFinished");
});

test("who started a run cannot approve its gate, and who is not of the team cannot either", async () => {
  const body = { runbook: "by-hand", mode: "live", reason: "try" };
  const started = await ask(server, "POST", "/api/v1/runs", { as: ben, body });
  const { id } = started.json() as RunView;
  await command(id, "steps/look/complete", ana, { result: "done", note: "" });
  const own = await command(id, "steps/open/approve", ben, {});
  assert.equal(own.status, 403);
  assert.equal((own.json() as { code: string }).code, "doer-is-approver");
  const outsider = await command(id, "steps/open/approve", ana, {});
  assert.equal((outsider.json() as { code: string }).code, "not-authorised");
  const other = await command(id, "steps/open/approve", "person:cem", {});
  assert.equal(other.status, 200, "a person whose own document names the team is of it");
});

test("a command repeated with its Idempotency-Key is carried out once", async () => {
  const first = await startRun({ "idempotency-key": "k-1" });
  const again = await startRun({ "idempotency-key": "k-1" });
  assert.equal(again.id, first.id);
  assert.equal(again.version, first.version);
  const note = { text: "said once" };
  const key = { "idempotency-key": "k-2" };
  for (let time = 0; time < 3; time += 1) {
    await ask(server, "POST", `/api/v1/runs/${first.id}/notes`, { as: ana, body: note, headers: key });
  }
  const events = await ask(server, "GET", `/api/v1/runs/${first.id}/events`);
  const notes = (events.json() as { events: { type: string }[] }).events.filter(
    ({ type }) => type === "NoteAdded",
  );
  assert.equal(notes.length, 1);
});

test("a key that is used again for something else does not pass for a repetition", async () => {
  const run = await startRun();
  const key = { "idempotency-key": "k-3" };
  await ask(server, "POST", `/api/v1/runs/${run.id}/notes`, { as: ana, body: { text: "one" }, headers: key });
  const other = await ask(server, "POST", `/api/v1/runs/${run.id}/notes`, {
    as: ana,
    body: { text: "two" },
    headers: key,
  });
  assert.equal((other.json() as RunView).version, run.version + 2);
});

test("runs are listed the newest first, by status, and page by page without gap or repetition", async () => {
  const made: string[] = [];
  for (let index = 0; index < 5; index += 1) made.unshift((await startRun()).id);
  await command(made[2] ?? "", "abort", ana, { reason: "enough" });
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = `limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const page = await ask(server, "GET", `/api/v1/runs?${query}`);
    const { runs, nextCursor } = page.json() as { runs: { id: string }[]; nextCursor: string | null };
    seen.push(...runs.map(({ id }) => id));
    cursor = nextCursor;
  }
  assert.deepEqual(seen.slice(0, 5), made);
  assert.equal(new Set(seen).size, seen.length);
  const open = await ask(server, "GET", "/api/v1/runs?status=open&limit=200");
  const openIds = (open.json() as { runs: { id: string }[] }).runs.map(({ id }) => id);
  assert.ok(!openIds.includes(made[2] ?? ""), "an aborted run is not open");
  assert.ok(openIds.includes(made[1] ?? ""));
});

test("a step can be inserted as a runbook would write it, and a wrong one is refused with its place", async () => {
  const { id } = await startRun();
  const body = (step: object) => ({ step, before: ["open"], reason: "needed" });
  const good = await command(
    id,
    "steps",
    ana,
    body({ id: "call", title: "Call", person: { instructions: "Call" } }),
  );
  assert.equal(good.status, 200, good.text);
  assert.deepEqual((good.json() as RunView).steps.find((step) => step.id === "open")?.after, [
    "look",
    "call",
  ]);
  const misspelt = await command(
    id,
    "steps",
    ana,
    body({ id: "x", titel: "X", person: { instructions: "x" } }),
  );
  assert.equal(misspelt.status, 400);
  const unknown = await command(
    id,
    "steps",
    ana,
    body({ id: "x", title: "X", action: { connector: "no", do: "x" } }),
  );
  assert.equal(unknown.status, 422);
  assert.match((unknown.json() as { detail: string }).detail, /there is no connector/);
});

test("what is not there is a problem of its own kind, with what to do about it", async () => {
  const run = await ask(server, "GET", "/api/v1/runs/nothing");
  assert.equal(run.status, 404);
  assert.match(String(run.headers["content-type"]), /^application\/problem\+json/);
  const problem = run.json() as Record<string, unknown>;
  assert.deepEqual(Object.keys(problem).toSorted(), [
    "code",
    "detail",
    "errors",
    "help",
    "instance",
    "status",
    "title",
    "type",
  ]);
  assert.equal(problem["type"], "urn:holdfast:problem:run-missing");
  const body = { runbook: "by-hnad", mode: "live", reason: "x" };
  const runbook = await ask(server, "POST", "/api/v1/runs", { as: ana, body });
  assert.match((runbook.json() as { detail: string }).detail, /Did you mean by-hand\?/);
  const address = await ask(server, "GET", "/api/v1/nowhere");
  assert.equal((address.json() as { code: string }).code, "route-missing");
  const lab = await ask(server, "GET", "/api/v1/lab");
  assert.equal((lab.json() as { code: string }).code, "no-lab");
});

test("a body of the wrong shape is refused with a pointer to each fault", async () => {
  const body = { runbook: "by-hand", mode: "loud", extra: 1 };
  const answer = await ask(server, "POST", "/api/v1/runs", { as: ana, body });
  assert.equal(answer.status, 400);
  const { errors } = answer.json() as { errors: { pointer: string }[] };
  assert.deepEqual(errors.map(({ pointer }) => pointer).toSorted(), ["", "/mode", "/reason"]);
  const broken = await ask(server, "POST", "/api/v1/runs", { as: ana, body: "{oops" });
  assert.equal(broken.status, 400);
  const large = await ask(server, "POST", "/api/v1/runs", {
    as: ana,
    body: { reason: "x".repeat(1_100_000) },
  });
  assert.equal(large.status, 413);
  const text = await ask(server, "POST", "/api/v1/runs", {
    as: ana,
    body: "hello",
    headers: { "content-type": "text/plain" },
  });
  assert.equal(text.status, 415);
});

test("no body and no path makes the server answer 500", async () => {
  const { id } = await startRun();
  const paths = [
    "/api/v1/runs",
    `/api/v1/runs/${id}/notes`,
    `/api/v1/runs/${id}/steps`,
    `/api/v1/runs/${id}/steps/look/complete`,
    `/api/v1/runs/${id}/steps/look/retry`,
    `/api/v1/runs/${id}/steps/look/done-by-hand`,
    `/api/v1/runs/${id}/steps/choose/decide`,
  ];
  const field = fc.constantFrom(
    "runbook",
    "mode",
    "reason",
    "step",
    "before",
    "text",
    "note",
    "result",
    "option",
    "evidence",
  );
  const body = fc.oneof(fc.jsonValue(), fc.dictionary(field, fc.jsonValue()));
  const segment = fc.string({ maxLength: 300 }).map(encodeURIComponent);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), body, segment, async (path, given, name) => {
      const posted = await ask(server, "POST", path, { as: ana, body: JSON.stringify(given) });
      const read = await ask(server, "GET", `/api/v1/runs/${name}`);
      const acted = await ask(server, "POST", `/api/v1/runs/${id}/steps/${name}/skip`, {
        as: ana,
        body: { reason: "x" },
      });
      for (const { status, text } of [posted, read, acted]) assert.ok(status < 500, text);
    }),
    { numRuns: 60 },
  );
  assert.deepEqual(
    server.lines.filter((line) => line.includes("POST") || line.includes("GET")),
    [],
  );
});

test("evidence of a large size is kept whole as an attachment and served as a file only", async () => {
  const { id } = await startRun();
  const text = "<script>alert(1)</script>".repeat(1000);
  const evidence = [{ name: "log.html", mediaType: "text/html", text }];
  await command(id, "steps/look/complete", ana, { result: "done", note: "", evidence });
  const events = await ask(server, "GET", `/api/v1/runs/${id}/events`);
  const done = (
    events.json() as { events: { type: string; data: { evidence: { sha256: string; text?: string }[] } }[] }
  ).events.find(({ type }) => type === "StepSucceeded");
  const [kept] = done?.data.evidence ?? [];
  assert.equal(kept?.text, undefined);
  const file = await ask(server, "GET", `/api/v1/attachments/${kept?.sha256}`);
  assert.equal(file.text, text);
  assert.equal(file.headers["content-type"], "application/octet-stream");
  assert.match(String(file.headers["content-disposition"]), /^attachment/);
});

test("the lead of a run is offered to somebody of the estate, who alone accepts it", async () => {
  const { id } = await startRun();
  const stranger = await command(id, "lead/offer", ana, { to: "person:nobody", reason: "shift" });
  assert.equal(stranger.status, 400);
  await command(id, "lead/offer", ana, { to: ben, reason: "my shift ends" });
  assert.equal((await command(id, "lead/accept", ana, {})).status, 403);
  const led = (await command(id, "lead/accept", ben, {})).json() as RunView;
  assert.equal(led.lead?.type === "person" ? led.lead.ref : null, ben);
  const declined = await command(id, "lead/decline", ben, { reason: "too late" });
  assert.equal(declined.status, 409);
});
