import type { Command } from "commander";
import { resultOf, type Schemas } from "#client/client.ts";
import type { Context } from "../context.ts";
import { durationText } from "../duration-text.ts";
import { printable } from "../printable.ts";
import type { Verb } from "../verb.ts";

type Pack = Schemas["AssessorPack"];

const time = (name: string, seconds: number | null) =>
  seconds === null ? [] : [`${name} ${durationText(seconds)}`];

function thingLine({ ref, title, owner, site, reachedBy, distance }: Pack["needs"][number]): string {
  const parts = [
    title,
    owner ?? "nobody owns it",
    site ?? "",
    reachedBy.length === 0 ? "" : `by ${reachedBy.join(", ")}`,
  ];
  return `${"  ".repeat(Math.min(distance, 4))}${ref}  ${parts.filter((part) => part !== "").join(", ")}`;
}

function packText({ services, needs, neededBy, plans, unknown }: Pack): string {
  const lines = [
    "hit:",
    ...services.map(({ ref, title, owner, tier, objectives, workaround }) =>
      [
        `  ${ref}  ${title}, ${owner ?? "nobody owns it"}`,
        ...(tier === null ? [] : [`tier ${tier}`]),
        ...time("RTO", objectives.rtoSeconds),
        ...time("RPO", objectives.rpoSeconds),
        ...time("MTD", objectives.mtdSeconds),
        ...(workaround === null ? [] : [`meanwhile: ${workaround}`]),
      ].join(", "),
    ),
    ...unknown.map((ref) => `  ${ref}  no document describes it`),
    "needs:",
    ...needs.map(thingLine),
    "needed by:",
    ...neededBy.map(thingLine),
    "plans:",
    ...plans.map(
      ({ ref, title, owner, runbooks }) =>
        `  ${ref}  ${title}, ${owner ?? "nobody owns it"}: ${runbooks.join(", ")}`,
    ),
  ];
  return lines.map(printable).join("\n");
}

async function pack(incident: string, { json }: { readonly json?: boolean }, context: Context): Promise<0> {
  const params = { path: { incident } };
  const found = await resultOf(context.client.GET("/api/v1/incidents/{incident}/pack", { params }));
  context.stdout.write(`${json === true ? JSON.stringify(found, null, 2) : packText(found)}\n`);
  return 0;
}

/** `holdfast incident pack`: what an assessor needs, at once. */
export function addPack(incident: Command, verb: Verb): void {
  incident
    .command("pack <incident>")
    .description("what whoever assesses it needs: the map around what was hit, its catalogue, the plans")
    .option("--json", "print JSON")
    .action(verb((context, id: string, options: { readonly json?: boolean }) => pack(id, options, context)));
}
