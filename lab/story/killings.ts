import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "#test/simulation/random.ts";
import type { Stage } from "./stage.ts";
import type { StoryPoint } from "./story.ts";

/** After so long a point is over in most cases, or waits for something. */
const delayMillisecondsMax = 250;

/** Kills the server in the middle of the points that were asked for, a seeded moment after each has begun. */
export function killings(
  options: {
    readonly killAt?: readonly StoryPoint[];
    readonly seed?: number;
    readonly say: (line: string) => void;
  },
  stage: Stage,
) {
  const wanted = new Set(options.killAt ?? []);
  const random = createRandom(options.seed ?? 1);
  const done: StoryPoint[] = [];
  return {
    /** Where it was killed so far. */
    done: done as readonly StoryPoint[],
    async at<Result>(point: StoryPoint, what: () => Promise<Result>): Promise<Result> {
      if (!wanted.has(point)) return what();
      const delay = random.below(delayMillisecondsMax);
      const kill = async () => {
        await sleep(delay);
        options.say(`  killed ${delay} ms into "${point}", and started again`);
        await stage.killServer();
        done.push(point);
      };
      const [result] = await Promise.all([what(), kill()]);
      return result;
    },
  };
}
