import { z } from "zod";
import type { CatalogueConnector } from "#core/model/catalogue.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { jsonObjectSchema } from "../schemas/json.ts";
import { answers, operation } from "./operation.ts";

const schemaField = jsonObjectSchema.meta({ description: "A JSON Schema." });

const connectorsSchema = z
  .object({
    connectors: z.array(
      z.object({
        name: z.string(),
        access: schemaField
          .nullable()
          .meta({ description: "The shape of `spec.access` of components; null: none is needed." }),
        checks: z.array(z.object({ name: z.string(), parameters: schemaField })),
        actions: z.array(
          z.object({
            name: z.string(),
            parameters: schemaField,
            policy: z.string().meta({ description: "How a lost attempt is taken up again." }),
            destructive: z.boolean(),
          }),
        ),
        meaning: jsonObjectSchema
          .nullable()
          .meta({ description: "What its capabilities mean to the checker; null: nothing is known." }),
      }),
    ),
  })
  .meta({ id: "Connectors", description: "What runbooks can call, for editors and checkers." });

const shapeOf = (schema: z.ZodType): JsonObject =>
  z.toJSONSchema(schema, { target: "draft-7", io: "input", unrepresentable: "any" }) as JsonObject;

function connectorView(name: string, { access, checks, actions, meaning }: CatalogueConnector) {
  return {
    name,
    access: access === null ? null : shapeOf(access),
    checks: Object.entries(checks).map(([check, { parameters }]) => ({
      name: check,
      parameters: shapeOf(parameters),
    })),
    actions: Object.entries(actions).map(([action, { parameters, policy, destructive }]) => ({
      name: action,
      parameters: shapeOf(parameters),
      policy,
      destructive,
    })),
    meaning: meaning === undefined ? null : (meaning as unknown as JsonObject),
  };
}

/** The connectors that runbooks can call. */
export function connectorRoutes(app: App, { estate }: AppPorts): void {
  app.get(
    "/api/v1/connectors",
    {
      schema: {
        ...operation("listConnectors", "estate", "What runbooks can call, with the parameters of each call"),
        response: answers(connectorsSchema),
      },
    },
    async () => ({
      connectors: Object.entries(estate.catalogue).map(([name, connector]) => connectorView(name, connector)),
    }),
  );
}
