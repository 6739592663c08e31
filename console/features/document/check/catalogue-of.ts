import { z } from "zod";
import type { Schemas } from "#client/client.ts";
import type { CatalogueConnector, ConnectorCatalogue } from "#core/model/catalogue.ts";
import type { ConnectorMeaning } from "#core/model/connector-meaning.ts";
import type { RedeliveryPolicy } from "#core/model/step.ts";

type Told = Schemas["Connectors"]["connectors"][number];

/** A schema as it was told; what cannot be made one of again accepts everything, since the server checks too. */
function schemaOf(shape: Parameters<typeof z.fromJSONSchema>[0]): z.ZodType {
  try {
    return z.fromJSONSchema(shape);
  } catch {
    return z.unknown();
  }
}

/** The connectors as the checker knows them, from what the API tells of them. */
export function catalogueOf(connectors: readonly Told[]): ConnectorCatalogue {
  return Object.fromEntries(
    connectors.map(({ name, access, checks, actions, meaning }): [string, CatalogueConnector] => [
      name,
      {
        access: access === null ? null : schemaOf(access),
        checks: Object.fromEntries(
          checks.map(({ name: check, parameters }) => [check, { parameters: schemaOf(parameters) }]),
        ),
        actions: Object.fromEntries(
          actions.map(({ name: action, parameters, policy, destructive }) => [
            action,
            { parameters: schemaOf(parameters), policy: policy as RedeliveryPolicy, destructive },
          ]),
        ),
        ...(meaning === null ? {} : { meaning: meaning as unknown as ConnectorMeaning }),
      },
    ]),
  );
}
