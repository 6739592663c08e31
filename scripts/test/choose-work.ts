import type { TestOptions } from "./options.ts";
import { type Stage, stageOf } from "./stages.ts";

/** A stage and, of a stage of tests, its files. */
export type Work = { readonly stage: Stage; readonly files: readonly string[] };

/** What of `stages` runs, given the options and all test files (paths relative to the root). */
export function chooseWork(
  stages: readonly Stage[],
  allFiles: readonly string[],
  { quick, stages: asked, filters }: TestOptions,
): readonly Work[] {
  const isAsked = (stage: Stage) => (asked.length > 0 ? asked.includes(stage.name) : !quick || stage.quick);
  const files = allFiles.filter(
    (file) => filters.length === 0 || filters.some((part) => file.includes(part)),
  );
  return stages
    .filter(isAsked)
    .map((stage) => ({
      stage,
      files: stage.kind === "tests" ? files.filter((file) => stageOf(file) === stage.name) : [],
    }))
    .filter(({ stage, files: own }) =>
      stage.kind === "tests" ? own.length > 0 : filters.length === 0 || asked.includes(stage.name),
    );
}
