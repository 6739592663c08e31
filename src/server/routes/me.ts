import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { peopleOf } from "../estate/people.ts";
import { refSchema } from "../schemas/ref.ts";
import { roleSchema } from "../schemas/access.ts";
import { actorSchema } from "../schemas/actor.ts";
import { answers, operation } from "./operation.ts";

const meSchema = z
  .object({
    actor: actorSchema.nullable().meta({ description: "null: the request names nobody yet." }),
    roles: z.array(roleSchema),
    signedInAt: z
      .string()
      .nullable()
      .meta({ description: "When this browser signed in; null without a session." }),
    trustsLoopback: z.boolean().meta({ description: "Whether the header X-Holdfast-Actor is believed." }),
  })
  .meta({ id: "Me" });

const peopleSchema = z
  .object({
    people: z.array(z.object({ ref: refSchema, title: z.string(), teams: z.array(refSchema) })),
  })
  .meta({ id: "People" });

/** Who asks, and who could. */
export function meRoutes(app: App, { estate, trust }: AppPorts): void {
  app.get(
    "/api/v1/me",
    { schema: { ...operation("getMe", "identity", "Who is asking"), response: answers(meSchema) } },
    async ({ identity }) => ({
      actor: identity?.actor ?? null,
      roles: [...(identity?.roles ?? [])],
      signedInAt: identity?.session?.createdAt ?? null,
      trustsLoopback: trust.loopback,
    }),
  );
  app.get(
    "/api/v1/people",
    {
      schema: {
        ...operation("listPeople", "identity", "The people of the estate with their teams"),
        response: answers(peopleSchema),
      },
    },
    async () => ({
      people: peopleOf(estate.current().resolved.estate).map((person) => ({
        ...person,
        teams: [...person.teams],
      })),
    }),
  );
}
