import type { ControlPathPart } from "./control-path.ts";
import type { DataRules } from "./data-rules.ts";
import type { Dependency } from "./dependency.ts";
import type { JsonObject } from "./json.ts";
import type { Ref } from "./ref.ts";
import type { Scope } from "./scope.ts";

/** A thing that runs: a database, a queue, a host, a circuit, an application. */
export type ComponentSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly site: Ref | null;
  /** Free text, such as `database`. */
  readonly type: string | null;
  readonly vendor: Ref | null;
  readonly scope: Scope | null;
  readonly scopeReason: string | null;
  /** The component whose data this one copies. */
  readonly replicaOf: Ref | null;
  /** What it can carry, by unit: `{ "orders-per-second": 200 }`. */
  readonly capacity: { readonly [unit: string]: number };
  readonly data: DataRules;
  /** The parts of the control path it gives. */
  readonly provides: readonly ControlPathPart[];
  /** The day of its last change that is known. */
  readonly changedOn: string | null;
  readonly dependsOn: readonly Dependency[];
  /** How connectors reach it, by the connector's name; credentials only as `secret:` references. */
  readonly access: { readonly [connector: string]: JsonObject };
};
