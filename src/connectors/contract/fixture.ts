import type { JsonObject } from "#core/model/json.ts";
import type { Ref } from "#core/model/ref.ts";
import type { Connector } from "#connectors/connector.ts";

/** Why something a connector could have is not there. It is said, never left out: it becomes the reason of a skipped test. */
export type Absent = { readonly absent: string };

/** A call, and what has to be brought about in the world before it. */
export type Case = { readonly given?: () => Promise<void>; readonly with: JsonObject };

export type CheckContract = {
  readonly holds: Case;
  readonly failed: Case | Absent;
  readonly unreachable: Case | Absent;
  /** Present where the check itself writes (a synthetic transaction), with the reason. */
  readonly writes?: Absent;
};

export type ActionContract = {
  /** The act takes effect. `meanwhile` happens while it runs, for acts that wait for the world. */
  readonly done: Case & { readonly meanwhile?: () => Promise<void> };
  readonly failed: Case | Absent;
  readonly unreachable: Case | Absent;
  /** The act is sent and its answer is lost. */
  readonly unknown: Case | Absent;
  /** How often the act has taken effect, counted where it does: the same key must count once. */
  readonly sameKey: (Case & { readonly effects: () => Promise<number> }) | Absent;
  /** `sent` resolves when the target has got the act, which then takes until it is cancelled. */
  readonly cancelledAfterSending: (Case & { readonly sent: () => Promise<void> }) | Absent;
  /** Whether the effect can be seen afterwards: before `done` it is not there, after it is. */
  readonly observe: "declared" | Absent;
};

/** A connector, real systems it can reach, and how to bring each of its capabilities to each outcome. */
export type ConnectorFixture = {
  readonly connector: Connector;
  readonly access: (component: Ref) => Promise<JsonObject>;
  /** Says in one text how the systems stand: equal texts mean that nothing was changed. */
  readonly digest: () => Promise<string>;
  /** Values that must not be seen in any outcome. */
  readonly secrets: readonly string[];
  readonly checks: { readonly [name: string]: CheckContract };
  readonly actions: { readonly [name: string]: ActionContract };
  readonly close: () => Promise<void>;
};
