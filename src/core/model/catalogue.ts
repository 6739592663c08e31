import type { DocumentPath } from "./document-path.ts";
import type { RedeliveryPolicy } from "./step.ts";

/** What is wrong with a value, and where in it. */
export type ParameterIssue = {
  readonly path: DocumentPath;
  readonly message: string;
  /** The fields that are known at `path`, where the issue is an unknown one. */
  readonly known?: readonly string[];
};

/** The shape a connector asks of its parameters or of an access, as far as a checker must know it. */
export type ParameterSchema = { readonly validate: (value: unknown) => readonly ParameterIssue[] };

/** What one connector can do. */
export type CatalogueConnector = {
  /** The shape of `spec.access.<connector>`; null when the connector needs no access. */
  readonly access: ParameterSchema | null;
  readonly checks: { readonly [name: string]: { readonly parameters: ParameterSchema } };
  readonly actions: {
    readonly [name: string]: {
      readonly parameters: ParameterSchema;
      readonly policy: RedeliveryPolicy;
      readonly destructive: boolean;
    };
  };
};

/** What all connectors can do, as data: the core knows no connector. */
export type ConnectorCatalogue = { readonly [connector: string]: CatalogueConnector };
