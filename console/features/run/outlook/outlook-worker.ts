import { forecastRemaining, type RemainingAnswer } from "#core/analysis/forecast/remaining.ts";
import type { OutlookQuestion } from "./steps-under-way.ts";

/** Questions with the number that their answers carry. */
export type OutlookAsked = { readonly number: number; readonly questions: readonly OutlookQuestion[] };
export type OutlookTold = { readonly number: number; readonly answers: readonly RemainingAnswer[] };

/** So many draws of steps per question keep an answer below some hundred milliseconds. */
const drawsMax = 400_000;

function answer({ steps, resources, withinSeconds }: OutlookQuestion): RemainingAnswer {
  const trials = Math.max(200, Math.min(2000, Math.floor(drawsMax / Math.max(1, steps.length))));
  // The same luck for every question, so that the difference between two is theirs.
  return forecastRemaining(steps, resources, { trials, seed: 1, withinSeconds });
}

self.addEventListener("message", ({ data }: MessageEvent<OutlookAsked>) => {
  const told: OutlookTold = { number: data.number, answers: data.questions.map(answer) };
  self.postMessage(told, { transfer: [] });
});
