import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Estate } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { StaleMark } from "../events.ts";

/** Before and after a change, and what was worked out of both already. */
export type EffectInput = {
  readonly before: Estate;
  readonly after: Estate;
  readonly changed: readonly Ref[];
  readonly marks: readonly StaleMark[];
  /** Findings of the checker that the change adds. */
  readonly added: readonly Diagnostic[];
};

/** One effect of a change. */
export type Effect = {
  readonly ref: Ref;
  /** `worse` is what an approver must not overlook. */
  readonly direction: "worse" | "better" | "changed";
  /** In one sentence without a full stop. */
  readonly text: string;
};

/** Effects of one kind. */
export type EffectSection = {
  readonly id: string;
  readonly title: string;
  readonly effects: readonly Effect[];
};

/** Works out one section. */
export type EffectRule = {
  readonly id: string;
  readonly title: string;
  readonly find: (input: EffectInput) => readonly Effect[];
};
