import type { Command } from "commander";
import { type ApiClient, resultOf, type Schemas } from "#client/client.ts";
import type { JsonObject } from "#core/model/json.ts";
import { incidentText } from "../show-incident.ts";
import type { Verb } from "../verb.ts";

/** What a verb was given: arguments and options by name. */
export type Given = { readonly [name: string]: string | boolean | readonly string[] | undefined };

/** A verb that tells an incident something; it prints the incident after it. */
export type IncidentVerb = {
  readonly name: string;
  readonly description: string;
  readonly args: readonly string[];
  /** Flags as commander writes them, with what they mean. */
  readonly options: readonly (readonly [flags: string, description: string])[];
  /** Below the incident's address. */
  readonly path: string;
  readonly body: (given: Given) => JsonObject;
};

/** Why something is done. */
export const reasonOption = ["--reason <text>", "why; stands in the record"] as const;

/** What was given under a name, as text; nothing is the empty text. */
export const givenText = (given: Given, name: string) => String(given[name] ?? "");

/** What was given several times under a name. */
export const givenList = (given: Given, name: string) => (given[name] ?? []) as readonly string[];

/** The routes of an incident are alike; which body belongs to which is the server's to say. */
type PostIncident = (
  client: ApiClient,
  path: string,
  incident: string,
  body: JsonObject,
) => Parameters<typeof resultOf<Schemas["Incident"]>>[0];

const post: PostIncident = (client, path, incident, body) =>
  client.POST(`/api/v1/incidents/{incident}/${path}` as "/api/v1/incidents/{incident}/notes", {
    params: { path: { incident } },
    body: body as unknown as Schemas["NoteIncident"],
  });

/** Adds verbs that tell an incident something. */
export function addIncidentVerbs(incident: Command, verb: Verb, verbs: readonly IncidentVerb[]): void {
  for (const { name, description, args, options, path, body } of verbs) {
    const command = incident.command(`${name} <incident>`).description(description);
    for (const arg of args) command.argument(`<${arg}>`);
    for (const [flags, meaning] of options) command.option(flags, meaning);
    command.option("--json", "print JSON").action(
      verb(async (context, id: string, ...given: readonly unknown[]) => {
        const flags = given.at(-1) as Given;
        const named = Object.fromEntries(args.map((arg, index) => [arg, String(given[index])]));
        const found = await resultOf(post(context.client, path, id, body({ ...flags, ...named })));
        context.stdout.write(
          `${flags["json"] === true ? JSON.stringify(found, null, 2) : incidentText(found)}\n`,
        );
        return 0;
      }),
    );
  }
}
