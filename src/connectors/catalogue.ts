import type { CatalogueConnector, ConnectorCatalogue } from "#core/model/catalogue.ts";
import type { Connector } from "./connector.ts";

/** What connectors can do, as data for the checker and for the resolution of runbooks. */
export function connectorCatalogue(connectors: readonly Connector[]): ConnectorCatalogue {
  return Object.fromEntries(
    connectors.map(({ name, access, checks, actions, grants, meaning }): [string, CatalogueConnector] => [
      name,
      {
        access,
        checks,
        actions,
        ...(grants && { grantable: grants.grantable }),
        ...(meaning && { meaning }),
      },
    ]),
  );
}
