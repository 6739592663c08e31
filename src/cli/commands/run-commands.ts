import { readFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { parse } from "yaml";
import { resultOf, type Schemas } from "#client/client.ts";
import { isJsonObject, type Json } from "#core/model/json.ts";
import { isRef } from "#core/model/ref.ts";
import { confirm } from "../confirm.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import type { Verb } from "../verb.ts";
import { addOptions, type Given, tell, word } from "./run-command.ts";
import { addLead } from "./run-lead.ts";

type Answer = Promise<Schemas["RunView"]>;
type Target = { readonly run: string; readonly step: string };

/** Files named with `--evidence`, as texts. */
function evidenceOf(given: Given) {
  const files = Array.isArray(given["evidence"]) ? given["evidence"] : [];
  return files.map((file) => ({
    name: path.basename(file),
    mediaType: "text/plain",
    text: readFileSync(file, "utf8"),
  }));
}

function jsonOf(text: string, option: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new UsageError(`--${option} is not JSON: ${text}`);
  }
}

function inputOf(given: Given) {
  const text = word(given, "input");
  if (text === "") return {};
  const input = jsonOf(text, "input");
  if (!isJsonObject(input)) throw new UsageError("--input must be a JSON object");
  return { changedInput: input as Record<string, never> };
}

/** Commands about one step: option flags beside what is asked of the server. */
const stepVerbs: readonly {
  readonly name: string;
  readonly does: string;
  readonly options: readonly string[];
  readonly ask: (context: Context, path: Target, given: Given) => Answer;
}[] = [
  {
    name: "approve",
    does: "let a step start",
    options: ["--note <text>"],
    ask: ({ client }, path, given) =>
      resultOf(
        client.POST("/api/v1/runs/{run}/steps/{step}/approve", {
          params: { path },
          body: { note: word(given, "note") },
        }),
      ),
  },
  {
    name: "refuse",
    does: "refuse to let a step start",
    options: ["!--reason <text>"],
    ask: ({ client }, path, given) =>
      resultOf(
        client.POST("/api/v1/runs/{run}/steps/{step}/refuse", {
          params: { path },
          body: { reason: word(given, "reason") },
        }),
      ),
  },
  {
    name: "take",
    does: "say that you are doing a step",
    options: [],
    ask: ({ client }, path) =>
      resultOf(client.POST("/api/v1/runs/{run}/steps/{step}/take", { params: { path } })),
  },
  {
    name: "complete",
    does: "say how a step of a person ended",
    options: ["--failed", "--note <text>", "--evidence <file...>"],
    ask: ({ client }, path, given) =>
      resultOf(
        client.POST("/api/v1/runs/{run}/steps/{step}/complete", {
          params: { path },
          body: {
            result: given["failed"] === true ? "failed" : "done",
            note: word(given, "note"),
            evidence: evidenceOf(given),
          },
        }),
      ),
  },
  {
    name: "decide",
    does: "take an option of a decision",
    options: ["!--option <id>", "!--reason <text>"],
    ask: ({ client }, path, given) =>
      resultOf(
        client.POST("/api/v1/runs/{run}/steps/{step}/decide", {
          params: { path },
          body: { option: word(given, "option"), reason: word(given, "reason") },
        }),
      ),
  },
  {
    name: "skip",
    does: "leave a step out",
    options: ["!--reason <text>"],
    ask: ({ client }, path, given) =>
      resultOf(
        client.POST("/api/v1/runs/{run}/steps/{step}/skip", {
          params: { path },
          body: { reason: word(given, "reason") },
        }),
      ),
  },
  {
    name: "reassign",
    does: "give a step to somebody else",
    options: ["!--to <ref>", "!--reason <text>"],
    ask: ({ client }, path, given) => {
      const responsible = word(given, "to");
      if (!isRef(responsible))
        throw new UsageError(`--to ${responsible}: name a person or a team, such as team:dba`);
      return resultOf(
        client.POST("/api/v1/runs/{run}/steps/{step}/reassign", {
          params: { path },
          body: { responsible, reason: word(given, "reason") },
        }),
      );
    },
  },
  {
    name: "retry",
    does: "try a step again",
    options: ["!--reason <text>", "--input <json>"],
    ask: ({ client }, path, given) =>
      resultOf(
        client.POST("/api/v1/runs/{run}/steps/{step}/retry", {
          params: { path },
          body: { reason: word(given, "reason"), ...inputOf(given) },
        }),
      ),
  },
  {
    name: "done-by-hand",
    does: "say that a step was done by hand",
    options: ["!--note <text>", "--output <json>", "--evidence <file...>"],
    ask: ({ client }, path, given) =>
      resultOf(
        client.POST("/api/v1/runs/{run}/steps/{step}/done-by-hand", {
          params: { path },
          body: {
            note: word(given, "note"),
            evidence: evidenceOf(given),
            ...(word(given, "output") === ""
              ? {}
              : { output: jsonOf(word(given, "output"), "output") as never }),
          },
        }),
      ),
  },
];

type RunWide = "pause" | "resume" | "abort" | "undo";

const runVerbs: readonly {
  readonly name: RunWide;
  readonly does: string;
  readonly warning: string | null;
}[] = [
  { name: "pause", does: "start no further step", warning: null },
  { name: "resume", does: "go on after a pause", warning: null },
  { name: "abort", does: "end a run; what runs is told to stop", warning: "An aborted run does not go on." },
  {
    name: "undo",
    does: "take a run back, or with --step one step",
    warning: "Undoing acts on real systems.",
  },
];

async function commandRun(context: Context, name: RunWide, run: string, given: Given): Answer {
  const body = { reason: word(given, "reason") };
  const step = word(given, "step");
  if (name === "undo" && step !== "") {
    return resultOf(
      context.client.POST("/api/v1/runs/{run}/steps/{step}/undo", { params: { path: { run, step } }, body }),
    );
  }
  return resultOf(context.client.POST(`/api/v1/runs/{run}/${name}`, { params: { path: { run } }, body }));
}

function addRunVerbs(parent: Command, verb: Verb): void {
  for (const { name, does, warning } of runVerbs) {
    const command = parent.command(`${name} <run>`).description(does);
    if (name === "undo") command.option("--step <step>", "only this step");
    if (warning !== null) command.option("--yes", "do not ask");
    addOptions(command, ["!--reason <text>"]).action(
      verb(async (context, run: string, given: Given) => {
        if (warning !== null) await confirm(context, given["yes"] === true, run, warning);
        return tell(context, await commandRun(context, name, run, given), given);
      }),
    );
  }
}

/** The lead of a run, from one person to another. */
function addNoteAndInsert(parent: Command, verb: Verb): void {
  addOptions(parent.command("note <run>").description("put a note on record"), [
    "!--text <text>",
    "--step <step>",
  ]).action(
    verb(async (context, run: string, given: Given) => {
      const step = word(given, "step");
      const body = { text: word(given, "text"), ...(step === "" ? {} : { step }) };
      const view = await resultOf(
        context.client.POST("/api/v1/runs/{run}/notes", { params: { path: { run } }, body }),
      );
      return tell(context, view, given);
    }),
  );
  addOptions(parent.command("insert <run> <file>").description("insert a step (YAML, as in a runbook)"), [
    "!--before <step...>",
    "!--reason <text>",
  ]).action(
    verb(async (context, run: string, file: string, given: Given) => {
      const step: unknown = parse(readFileSync(file === "-" ? 0 : file, "utf8"));
      if (!isJsonObject(step)) throw new UsageError(`${file} holds no step`);
      const before = Array.isArray(given["before"]) ? given["before"] : [];
      const body = { step: step as Record<string, never>, before, reason: word(given, "reason") };
      const view = await resultOf(
        context.client.POST("/api/v1/runs/{run}/steps", { params: { path: { run } }, body }),
      );
      return tell(context, view, given);
    }),
  );
}

/** `holdfast run approve|refuse|…`: everything people tell a run. */
export function addRunCommands(parent: Command, verb: Verb): void {
  for (const { name, does, options, ask } of stepVerbs) {
    addOptions(parent.command(`${name} <run> <step>`).description(does), options).action(
      verb(async (context, run: string, step: string, given: Given) =>
        tell(context, await ask(context, { run, step }, given), given),
      ),
    );
  }
  addRunVerbs(parent, verb);
  addNoteAndInsert(parent, verb);
  addLead(parent, verb);
}
