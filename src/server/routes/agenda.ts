import { z } from "zod";
import { checkContext } from "#core/check/check-context.ts";
import { agenda, type AgendaItem, agendaTypes } from "#core/check/overview/agenda.ts";
import { addDays } from "#core/model/calendar.ts";
import type { DocumentsState } from "#core/revision/state.ts";
import { actorName } from "#core/model/actor.ts";
import { isRef } from "#core/model/ref.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { signOffView } from "../documents/document-view.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";

const agendaSchema = z
  .object({
    today: z.string(),
    until: z.string(),
    items: z.array(
      z.object({
        type: z.enum(agendaTypes),
        on: z.string().meta({ description: "Before `today`: overdue." }),
        ref: refSchema,
        title: z.string(),
        what: z.string(),
        who: refSchema.nullable(),
      }),
    ),
  })
  .meta({ id: "Agenda", description: "What somebody has to do by a day, the earliest first." });

/** What is due: exercises, contracts, approvals, assumptions, reviews. */
export function agendaRoutes(app: App, { documents, estate }: AppPorts): void {
  app.get(
    "/api/v1/agenda",
    {
      schema: {
        ...operation("getAgenda", "estate", "What is overdue, and what is due within some days"),
        querystring: z.object({ days: z.coerce.number().int().min(0).max(3660).default(60) }),
        response: answers(agendaSchema),
      },
    },
    async (request) => {
      const today = estate.today();
      const until = addDays(today, request.query.days);
      const { resolved } = estate.current();
      const accepted = { allowances: [], rules: new Map(), used: new Set<never>() };
      const context = checkContext(resolved, estate.catalogue, today, accepted);
      const signed = signaturesEnding(await documents.read(), { today, until });
      const titled = signed.map((item) => ({
        ...item,
        title: resolved.estate.documents.get(item.ref)?.title ?? item.ref,
      }));
      const items = [...agenda(context, until), ...titled].toSorted((one, other) =>
        one.on < other.on ? -1 : Number(one.on > other.on),
      );
      return { today, until, items };
    },
  );
}

/** Signatures given here that end; one that was superseded ends nothing, and a newer one of the same person replaces it. */
function signaturesEnding(
  state: DocumentsState,
  { today, until }: { readonly today: string; readonly until: string },
): readonly Omit<AgendaItem, "title">[] {
  const newest = new Map(state.signOffs.map((one) => [`${one.ref} ${actorName(one.by)}`, one]));
  return [...newest.values()].flatMap((signOff): readonly Omit<AgendaItem, "title">[] => {
    const { ref, by, expiresOn } = signOff;
    const { status } = signOffView(state, signOff, today);
    if (expiresOn === null || expiresOn > until || status === "superseded") return [];
    const name = actorName(by);
    return [
      {
        type: "approval",
        on: expiresOn,
        ref,
        what: `the signature of ${name} ends`,
        who: isRef(name) ? name : null,
      },
    ];
  });
}
