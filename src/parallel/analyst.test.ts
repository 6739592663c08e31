import assert from "node:assert/strict";
import { test } from "node:test";
import { estateOf } from "#core/analysis/estate.test-kit.ts";
import { createAnalyst } from "./analyst.ts";

const estate = estateOf({ "service:a": { dependsOn: ["component:x"] }, "component:x": {} });

test("questions are answered in a thread, and a name that is no node is told", async () => {
  const analyst = createAnalyst();
  try {
    const reply = await analyst.ask(estate, { type: "impact", fail: ["component:x"] });
    assert.ok(reply.status === "answered");
    assert.deepEqual(
      reply.answer.down.map(({ ref }) => ref),
      ["service:a"],
    );
    assert.deepEqual(await analyst.ask(estate, { type: "impact", fail: ["component:y"] }), {
      status: "unknown",
      refs: ["component:y"],
    });
  } finally {
    await analyst.close();
  }
});

test("the same question is answered once, and another estate has answers of its own", async () => {
  const analyst = createAnalyst();
  try {
    const question = { type: "radii", top: 10 } as const;
    const first = await analyst.ask(estate, question);
    assert.equal(await analyst.ask(estate, question), first);
    const other = await analyst.ask(estateOf({ "component:x": {} }), question);
    assert.deepEqual(other, { status: "answered", answer: { radii: [], more: 0 } });
  } finally {
    await analyst.close();
  }
});

test("who no longer wants an answer is let go, and the next question is answered all the same", async () => {
  const analyst = createAnalyst();
  try {
    const leaving = new AbortController();
    const asked = analyst.ask(estate, { type: "common-causes" }, { signal: leaving.signal });
    leaving.abort(new Error("gone"));
    await assert.rejects(asked, /gone/);
    const { status } = await analyst.ask(estate, { type: "common-causes" });
    assert.equal(status, "answered");
  } finally {
    await analyst.close();
  }
});
