import type { JsonObject } from "#core/model/json.ts";
import type { RunMode } from "#core/model/run-plan.ts";
import type { RedeliveryPolicy, StepDefinition, StepId } from "#core/model/step.ts";
import type { EngineCommand, PersonCommand } from "#core/run/commands.ts";
import type { StepStatus } from "#core/run/state.ts";

/** What a scenario can do while its run is carried out. */
export type Director = {
  /** A person's command: the starter's, or the approver's where a gate asks for one. */
  give(command: PersonCommand): Promise<void>;
  /** A command as an executor gives it, for what a single healthy node never does. */
  tell(command: EngineCommand): Promise<void>;
  untilStep(step: StepId, status: StepStatus): Promise<void>;
};

/** A run that shows one feature. */
export type Scenario = {
  readonly name: string;
  readonly steps: readonly StepDefinition[];
  readonly mode?: RunMode;
  readonly slowAfterSeconds?: { readonly [step: string]: number };
  /** Whether an engine carries the run out; otherwise the scenario tells everything itself. */
  readonly hasEngine: boolean;
  play?(director: Director): Promise<void>;
};

type StepOptions = Partial<Omit<StepDefinition, "id">> & {
  /** The action of the recording's connector: `succeed`, `fail-once`, `silent-once`. */
  readonly act?: string;
  readonly policy?: RedeliveryPolicy;
  readonly with?: JsonObject;
};

/** A step of a scenario: an action that succeeds, where nothing else is said. */
export function goldenStep(id: StepId, options: StepOptions = {}): StepDefinition {
  const { act = "succeed", policy = "observe", with: parameters = {}, ...changes } = options;
  const action = { connector: "golden", do: `${act}-${policy}`, with: parameters, policy };
  return {
    id,
    title: `The step ${id}`,
    after: [],
    phase: "execute",
    accountable: "team:dba",
    responsible: "team:dba",
    consulted: [],
    informed: ["team:crisis"],
    duration: { minSeconds: 1, likelySeconds: 2, maxSeconds: 9 },
    work: { type: "action", action },
    when: null,
    precondition: [],
    approval: null,
    verify: [],
    undo: null,
    retry: { attempts: 2, backoffSeconds: 0 },
    timeoutSeconds: null,
    workaround: null,
    ...changes,
  };
}
