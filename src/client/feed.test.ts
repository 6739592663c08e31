import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestServer, type TestServer } from "#server/server.test-kit.ts";
import { createApiClient, resultOf } from "./client.ts";
import { type FeedMessage, followFeed } from "./feed.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

const client = () => createApiClient({ baseUrl: server.url, actor: () => "person:ana" });

async function startRun(): Promise<string> {
  const body = { runbook: "by-hand", mode: "live", reason: "try" } as const;
  return (await resultOf(client().POST("/api/v1/runs", { body }))).id;
}

async function note(run: string, text: string): Promise<void> {
  await resultOf(client().POST("/api/v1/runs/{run}/notes", { params: { path: { run } }, body: { text } }));
}

/** Collects messages until `enough` says so. */
async function collect(
  options: { readonly run?: string; readonly after?: number },
  enough: (messages: readonly FeedMessage[]) => boolean | Promise<boolean>,
): Promise<readonly FeedMessage[]> {
  const stopping = new AbortController();
  const found: FeedMessage[] = [];
  for await (const message of followFeed({ baseUrl: server.url, signal: stopping.signal, ...options })) {
    found.push(message);
    if (await enough(found)) stopping.abort();
  }
  return found;
}

const versionsOf = (messages: readonly FeedMessage[]) =>
  messages.flatMap((message) => (message.type === "event" ? [message.event.version] : []));

test("what happens after the feed is open arrives, and only that", async () => {
  const run = await startRun();
  const seen = await collect({ run }, async (messages) => {
    if (messages.length === 1) await note(run, "now");
    return versionsOf(messages).length === 1;
  });
  assert.equal(seen[0]?.type, "open");
  const last = seen.at(-1);
  assert.equal(last?.type === "event" ? last.event.type : "", "NoteAdded");
});

test("the feed of one run holds nothing of another, whose id only begins the same", async () => {
  const run = await startRun();
  const stopping = new AbortController();
  const seen: FeedMessage[] = [];
  const options = { baseUrl: server.url, signal: stopping.signal, run: run.slice(0, 5), after: 0 };
  const following = (async () => {
    for await (const message of followFeed(options)) seen.push(message);
  })();
  // What comes on the right feed would have come on the wrong one as well by the time it has come twice.
  for (const text of ["one", "two"]) {
    await note(run, text);
    await collect({ run, after: 0 }, (messages) => {
      return messages.some((message) => message.type === "event" && message.event.data["text"] === text);
    });
  }
  stopping.abort();
  await following;
  assert.deepEqual(
    seen.map(({ type }) => type),
    ["open"],
  );
});

test("after a restart of the server the feed goes on where it was: nothing is missed, nothing comes twice", async () => {
  const run = await startRun();
  let restarted = false;
  const seen = await collect({ run, after: 0 }, async (messages) => {
    if (!restarted && versionsOf(messages).length === 2) {
      restarted = true;
      server = await server.restart();
      for (const text of ["a", "b", "c"]) await note(run, text);
    }
    return versionsOf(messages).length >= 5;
  });
  assert.deepEqual(versionsOf(seen), [1, 2, 3, 4, 5]);
  assert.ok(seen.some((message) => message.type === "lost"));
});
