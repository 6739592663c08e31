import assert from "node:assert/strict";
import { test } from "node:test";
import { progressLine } from "./progress-line.ts";

function written(isWatched: boolean): string {
  let text = "";
  const { report, end } = progressLine(
    { isWatched, stderr: { write: (more) => (text += more) } },
    "simulating",
  );
  for (let done = 0; done <= 1000; done += 1) report(done, 1000);
  end();
  return text;
}

test("how far long work is stands on one line that is gone at the end, and nowhere if nobody watches", () => {
  const text = written(true);
  assert.equal(text.split("\r").length - 1, 101, "a hundred steps, and the end");
  assert.match(text, /simulating: 42 %/);
  assert.ok(!text.includes("\n"));
  assert.ok(text.endsWith("\r\u001B[K"));
  assert.equal(written(false), "");
});
