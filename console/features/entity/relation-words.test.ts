import assert from "node:assert/strict";
import { test } from "node:test";
import { relationWords } from "./relation-words.ts";

const hard = { atLeast: null, of: 1, need: "hard", phase: "both", origin: "declared" } as const;

test("a dependency is told by what happens without it, when it is needed, and who said so", () => {
  assert.equal(relationWords(hard), "down without it");
  assert.equal(
    relationWords({ ...hard, need: "soft", phase: "runtime" }),
    "degraded without it, while it runs",
  );
  assert.equal(relationWords({ ...hard, atLeast: 1, of: 2, phase: "startup" }), "at least 1 of 2, to start");
  assert.equal(relationWords({ ...hard, origin: "site" }), "down without it, by where it stands");
});
