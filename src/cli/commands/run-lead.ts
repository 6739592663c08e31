import type { Command } from "commander";
import { resultOf } from "#client/client.ts";
import { isRef } from "#core/model/ref.ts";
import { UsageError } from "../exit-code.ts";
import type { Verb } from "../verb.ts";
import { addOptions, type Given, tell, word } from "./run-command.ts";

/** Offering the lead of a run, taking it, and declining it. */
export function addLead(parent: Command, verb: Verb): void {
  addOptions(parent.command("offer-lead <run>").description("offer the lead of a run to another person"), [
    "!--to <person>",
    "!--reason <text>",
  ]).action(
    verb(async (context, run: string, given: Given) => {
      const to = word(given, "to");
      if (!isRef(to)) throw new UsageError(`--to ${to}: name a person, such as person:ben`);
      const body = { to, reason: word(given, "reason") };
      const params = { path: { run } };
      return tell(
        context,
        await resultOf(context.client.POST("/api/v1/runs/{run}/lead/offer", { params, body })),
        given,
      );
    }),
  );
  addOptions(
    parent.command("accept-lead <run>").description("take the lead that was offered to you"),
    [],
  ).action(
    verb(async (context, run: string, given: Given) => {
      const params = { path: { run } };
      return tell(
        context,
        await resultOf(context.client.POST("/api/v1/runs/{run}/lead/accept", { params })),
        given,
      );
    }),
  );
  addOptions(
    parent.command("decline-lead <run>").description("do not take the lead, or take your offer of it back"),
    ["!--reason <text>"],
  ).action(
    verb(async (context, run: string, given: Given) => {
      const params = { path: { run } };
      const body = { reason: word(given, "reason") };
      return tell(
        context,
        await resultOf(context.client.POST("/api/v1/runs/{run}/lead/decline", { params, body })),
        given,
      );
    }),
  );
}
