import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { judgeStory } from "../story/judge-story.ts";
import { runStory, type StoryOptions } from "../story/run-story.ts";
import { storyPoints, type StoryResult } from "../story/story.ts";
import { withLab } from "./drill.test-kit.ts";

/** The judgements that do not hold, in words; what was said on the way is printed when there are any. */
async function missedIn(options: Pick<StoryOptions, "killAt" | "seed">): Promise<readonly string[]> {
  const words: string[] = [];
  const say = (line: string) => words.push(`${new Date().toISOString()} ${line}`);
  let result: StoryResult | null = null;
  await withLab({ replication: "synchronous" }, async ({ folder }) => {
    const outputFolder = path.join(path.dirname(folder), "story");
    result = await runStory({ folder, outputFolder, say, ...options }).catch((error: unknown) => {
      process.stderr.write(`${words.join("\n")}\n`);
      throw error;
    });
  });
  assert.ok(result);
  const missed = judgeStory(result)
    .filter(({ holds }) => !holds)
    .map(({ name, says }) => `${name}: ${says}`);
  if (missed.length > 0) process.stderr.write(`${words.join("\n")}\n`);
  return missed;
}

test("[B2.1] [A7.1] [B3.1] [A7.3] [A7.4] [B4.6] [A7.6] east dies, and the story is told to its end: noticed, named, called, declared, failed over, told, stood down", async () => {
  assert.deepEqual(await missedIn({}), []);
});

test("[A7.1] [A7.6] the server is killed in the middle of every point of the story: nothing is lost, nobody called twice without record", async () => {
  const seed = Number(process.env["HOLDFAST_SEED"] ?? Date.now() % 1_000_000);
  process.stderr.write(`seed ${seed} (HOLDFAST_SEED)\n`);
  assert.deepEqual(await missedIn({ killAt: storyPoints, seed }), []);
});
