import type { Dependency } from "./dependency.ts";
import type { JsonObject } from "./json.ts";
import type { Ref } from "./ref.ts";

/** A thing that runs: a database, a queue, a host, a circuit, an application. */
export type ComponentSpec = {
  readonly description: string | null;
  readonly site: Ref | null;
  /** Free text, such as `database`. */
  readonly type: string | null;
  readonly owner: Ref | null;
  readonly dependsOn: readonly Dependency[];
  /** How connectors reach it, by the connector's name; credentials only as `secret:` references. */
  readonly access: { readonly [connector: string]: JsonObject };
};
