import type { z } from "zod";
import type { ConnectorMeaning } from "./connector-meaning.ts";
import type { JsonObject } from "./json.ts";
import type { RedeliveryPolicy } from "./step.ts";

/** As what people may be let into a component, and for how long at most. */
export type Grantable = { readonly as: readonly string[]; readonly longestSeconds: number };

/** What one connector can do. */
export type CatalogueConnector = {
  /** The shape of `spec.access.<connector>`; null when the connector needs no access. */
  readonly access: z.ZodType | null;
  readonly checks: { readonly [name: string]: { readonly parameters: z.ZodType } };
  readonly actions: {
    readonly [name: string]: {
      readonly parameters: z.ZodType;
      readonly policy: RedeliveryPolicy;
      readonly destructive: boolean;
    };
  };
  /** What may be granted to people, by the access of a component; absent: it lets nobody in. */
  readonly grantable?: (access: JsonObject) => Grantable | null;
  /** Absent: nothing is known of what its capabilities mean, and no rule concludes anything from them. */
  readonly meaning?: ConnectorMeaning;
};

/** What all connectors can do, as data: the core knows no connector. */
export type ConnectorCatalogue = { readonly [connector: string]: CatalogueConnector };
