import type { Schemas } from "#client/client.ts";
import type { RunView } from "#core/run/view.ts";
import { ask, clientOf } from "./ask.ts";

/** What a person can tell a run or one of its steps, as the API takes it. */
export type RunCommand =
  | { readonly to: "pause" | "resume" | "abort" | "undo-run"; readonly body: Schemas["Reason"] }
  | { readonly to: "offer-lead"; readonly body: Schemas["OfferLead"] }
  | { readonly to: "accept-lead" }
  | { readonly to: "decline-lead"; readonly body: Schemas["Reason"] }
  | { readonly to: "note"; readonly body: Schemas["AddNote"] }
  | { readonly to: "insert"; readonly body: Schemas["InsertStep"] }
  | { readonly to: "approve"; readonly step: string; readonly body: Schemas["Note"] }
  | { readonly to: "take"; readonly step: string }
  | { readonly to: "complete"; readonly step: string; readonly body: Schemas["CompleteStep"] }
  | { readonly to: "decide"; readonly step: string; readonly body: Schemas["DecideOption"] }
  | { readonly to: "reassign"; readonly step: string; readonly body: Schemas["ReassignStep"] }
  | { readonly to: "retry"; readonly step: string; readonly body: Schemas["RetryStep"] }
  | { readonly to: "done-by-hand"; readonly step: string; readonly body: Schemas["MarkDoneByHand"] }
  | { readonly to: "refuse" | "skip" | "undo"; readonly step: string; readonly body: Schemas["Reason"] };

type Given = {
  readonly actor: string | null;
  readonly run: string;
  readonly command: RunCommand;
  /** The same key is carried out once, however often it is sent. */
  readonly key: string;
};

function call({ actor, run, command, key }: Given) {
  const client = clientOf(actor);
  const headers = { "Idempotency-Key": key };
  const whole = { params: { path: { run } }, headers };
  const of = (step: string) => ({ params: { path: { run, step } }, headers });
  switch (command.to) {
    case "pause":
    case "resume":
    case "abort":
      return client.POST(`/api/v1/runs/{run}/${command.to}`, { ...whole, body: command.body });
    case "undo-run":
      return client.POST("/api/v1/runs/{run}/undo", { ...whole, body: command.body });
    case "offer-lead":
      return client.POST("/api/v1/runs/{run}/lead/offer", { ...whole, body: command.body });
    case "accept-lead":
      return client.POST("/api/v1/runs/{run}/lead/accept", whole);
    case "decline-lead":
      return client.POST("/api/v1/runs/{run}/lead/decline", { ...whole, body: command.body });
    case "note":
      return client.POST("/api/v1/runs/{run}/notes", { ...whole, body: command.body });
    case "insert":
      return client.POST("/api/v1/runs/{run}/steps", { ...whole, body: command.body });
    case "approve":
      return client.POST("/api/v1/runs/{run}/steps/{step}/approve", {
        ...of(command.step),
        body: command.body,
      });
    case "take":
      return client.POST("/api/v1/runs/{run}/steps/{step}/take", of(command.step));
    case "complete":
      return client.POST("/api/v1/runs/{run}/steps/{step}/complete", {
        ...of(command.step),
        body: command.body,
      });
    case "decide":
      return client.POST("/api/v1/runs/{run}/steps/{step}/decide", {
        ...of(command.step),
        body: command.body,
      });
    case "reassign":
      return client.POST("/api/v1/runs/{run}/steps/{step}/reassign", {
        ...of(command.step),
        body: command.body,
      });
    case "retry":
      return client.POST("/api/v1/runs/{run}/steps/{step}/retry", {
        ...of(command.step),
        body: command.body,
      });
    case "done-by-hand":
      return client.POST("/api/v1/runs/{run}/steps/{step}/done-by-hand", {
        ...of(command.step),
        body: command.body,
      });
    case "refuse":
    case "skip":
    case "undo":
      return client.POST(`/api/v1/runs/{run}/steps/{step}/${command.to}`, {
        ...of(command.step),
        body: command.body,
      });
    default:
      return command satisfies never;
  }
}

/** Gives a command; answers the run after it. Rejects with `AskError`. */
export async function giveRunCommand(given: Given): Promise<RunView> {
  return (await ask(call(given))) as RunView;
}
