import type { CallContext } from "#connectors/connector.ts";
import { exchange } from "#connectors/http-exchange.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import {
  describeState,
  type EntranceHandle,
  type EntranceParameters,
  type EntranceState,
  findEntrance,
  parseEntrance,
  parseJson,
} from "./entrance-state.ts";

/** What an entrance is to be. Fields that are absent stay as they are. */
export type Order = {
  readonly active?: string;
  readonly mode?: "open" | "hold" | "off";
  readonly cutInFlight?: boolean;
};

/**
 * An order, with what an earlier step has to do before it may be given (`notYet`), or why it can never be given. The two
 * differ in a dry run: there no earlier step has been carried out, and that is not a fault of the plan.
 */
export type Decision = { readonly order: Order; readonly notYet?: string } | { readonly refusal: string };

/** Decides by how the entrance stands. It is asked again when that changed before the order arrived. */
export type Decide<Parameters> = (state: EntranceState, parameters: Parameters) => Decision;

/** An order is given against the state it was decided on; when others keep changing that, we do not fight with them. */
const attemptsMaximum = 5;

/**
 * Reads an entrance, decides, and gives the order only if nothing changed in between (the relay compares the generation).
 * Output: `{entrance, from: {active, mode}, to: {active, mode}, generation, inFlight, heldCount, changed}`.
 */
export async function giveOrder<Parameters extends EntranceParameters>(
  parameters: Parameters,
  context: CallContext,
  decide: Decide<Parameters>,
): Promise<Outcome> {
  const entrance = await findEntrance(parameters, context);
  for (let attempt = 1; attempt <= attemptsMaximum; attempt++) {
    const before = await entrance.read();
    const decision = decide(before, parameters);
    const refusal = "refusal" in decision ? decision.refusal : decision.notYet;
    if ("refusal" in decision || refusal !== undefined) {
      return { status: "failed", message: refusal ?? "", output: describe(entrance, before) };
    }
    const outcome = await send(entrance, before, decision.order, context);
    if (outcome !== "outdated") return outcome;
  }
  const message = `entrance ${entrance.name} was changed by others ${attemptsMaximum} times while it was to be ordered`;
  return { status: "failed", message };
}

/** What the order would be, without giving it. Output: `{entrance, from, to, inFlight, heldCount, changes, onlyAfter}`. */
export async function planOrder<Parameters extends EntranceParameters>(
  parameters: Parameters,
  context: CallContext,
  decide: Decide<Parameters>,
): Promise<Outcome> {
  const entrance = await findEntrance(parameters, context);
  const state = await entrance.read();
  const decision = decide(state, parameters);
  const now = describe(entrance, state);
  if ("refusal" in decision) return { status: "failed", message: decision.refusal, output: now };
  const to = { active: decision.order.active ?? state.active, mode: decision.order.mode ?? state.mode };
  const changes = to.active !== state.active || to.mode !== state.mode;
  return { status: "done", output: { ...now, to, changes, onlyAfter: decision.notYet ?? null } };
}

/** Whether the entrance stands as the order would have it. Output as of `giveOrder`, `changed` being false. */
export async function observeOrder<Parameters extends EntranceParameters>(
  parameters: Parameters,
  context: CallContext,
  holds: (state: EntranceState, parameters: Parameters) => boolean,
): Promise<Outcome> {
  const entrance = await findEntrance(parameters, context);
  const state = await entrance.read();
  const { active, mode } = state;
  const output = {
    ...describe(entrance, state),
    to: { active, mode },
    generation: state.generation,
    changed: false,
  };
  if (holds(state, parameters)) return { status: "done", output };
  return { status: "failed", message: `entrance ${entrance.name} is at ${describeState(state)}`, output };
}

async function send(
  entrance: EntranceHandle,
  before: EntranceState,
  order: Order,
  context: CallContext,
): Promise<Outcome | "outdated"> {
  const result = await exchange({
    url: new URL(`/entrances/${encodeURIComponent(entrance.name)}`, entrance.access.controlUrl),
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": context.key },
    body: JSON.stringify({ ...order, ifGeneration: before.generation }),
    limitSeconds: entrance.access.timeoutSeconds,
    signal: context.signal,
  });
  if (result.status === "not-sent") return { status: "unreachable", message: result.message };
  if (result.status === "unanswered") return { status: "unknown", message: result.message };
  if (result.code === 409) return "outdated";
  if (result.code !== 200) {
    return {
      status: "failed",
      message: `the relay refused: ${result.code} ${result.text.slice(0, 300).trim()}`,
    };
  }
  const after = parseEntrance(parseJson(result.text));
  if (after === null) return { status: "unknown", message: "the relay's answer to the order cannot be read" };
  const { active, mode, generation } = after;
  const changed = generation !== before.generation;
  return {
    status: "done",
    output: { ...describe(entrance, before), to: { active, mode }, generation, changed },
  };
}

function describe(
  { name }: EntranceHandle,
  { active, mode, inFlight, heldCount }: EntranceState,
): JsonObject {
  return { entrance: name, from: { active, mode }, inFlight, heldCount };
}
