import assert from "node:assert/strict";
import { test } from "node:test";
import { grantMark } from "./grant-mark.ts";

test("[B4.4] a grant that should be closed and may not be is told apart from one that is being closed", () => {
  assert.deepEqual(grantMark({ status: "closing", alarming: false }), {
    kind: "running",
    word: "being revoked",
  });
  assert.deepEqual(grantMark({ status: "closing", alarming: true }), {
    kind: "failed",
    word: "may still be open",
  });
  assert.equal(grantMark({ status: "revoked", alarming: false }).kind, "ok");
});
