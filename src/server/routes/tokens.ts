import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { tokenHash } from "../auth.ts";
import { actorOf } from "../estate/people.ts";
import { ProblemError } from "../problem.ts";
import { refSchema } from "../schemas/ref.ts";
import { makes, operation } from "./operation.ts";

const tokenSchema = z
  .object({
    person: refSchema,
    token: z.string().meta({ description: "Shown this once; only its SHA-256 is kept." }),
  })
  .meta({ id: "Token" });

/** Bearer tokens of people. */
export function tokenRoutes(app: App, { tokens, estate }: AppPorts): void {
  app.post(
    "/api/v1/tokens",
    {
      schema: {
        ...operation("createToken", "identity", "Makes a bearer token for a person (operator only)"),
        body: z.strictObject({ person: refSchema }).meta({ id: "CreateToken" }),
        response: makes(tokenSchema),
      },
    },
    async (request, reply) => {
      if (request.identity?.isOperator !== true) {
        throw new ProblemError("admin-only", "Tokens are made by the operator of the server.");
      }
      const { person } = request.body;
      if (actorOf(estate.current().resolved.estate, person) === null) {
        throw new ProblemError("actor-unknown", `The estate has no person ${person}.`);
      }
      const token = `hf_${randomBytes(32).toString("base64url")}`;
      await tokens.create({ sha256: tokenHash(token), person, createdBy: "operator" });
      return reply.code(201).header("cache-control", "no-store").send({ person, token });
    },
  );
}
