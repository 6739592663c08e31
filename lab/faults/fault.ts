import type { JsonObject } from "#core/model/json.ts";
import type { Lab } from "../lab.ts";
import type { ProcessIdentity } from "../processes/signal-processes.ts";
import type { ProgramName } from "../programs.ts";

/** What a fault may use of the lab that it breaks. */
export type LabHandle = {
  readonly lab: Lab;
  readonly processes: ReadonlyMap<ProgramName, ProcessIdentity>;
  /** Starts a program that does not run. */
  readonly startProgram: (name: ProgramName) => Promise<void>;
  /** The faults that stand. */
  readonly faults: () => readonly string[];
};

/** One thing that can be broken on purpose, as it breaks in real estates. */
export type Fault = {
  /** As it is called on the command line. */
  readonly name: string;
  readonly title: string;
  /** What is done, exactly. */
  readonly happens: string;
  /** What will be seen. */
  readonly expect: string;
  /** How it is made good again. */
  readonly heals: string;
  /** Why it cannot be injected on this machine or in this lab; null when it can. */
  readonly unavailable: (lab: Lab) => string | null;
  /** Breaks it; returns what was done, in figures. */
  readonly inject: (handle: LabHandle) => Promise<JsonObject>;
  /**
   * Undoes what is particular to this fault. Absent where it is enough that heal continues frozen
   * processes, opens the links and starts dead processes.
   */
  readonly heal?: (handle: LabHandle) => Promise<void>;
};

/** For faults that are possible everywhere. */
export const everywhere = (): null => null;
