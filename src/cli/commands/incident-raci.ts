import type { Command } from "commander";
import { resultOf, type Schemas } from "#client/client.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import type { Verb } from "../verb.ts";

type Board = Schemas["RaciBoard"];

const titles = ["task", "accountable", "responsible", "consulted", "informed"];

/** A board in columns, all aligned to the left; below it what is wrong and what to do. */
function boardText({ plan, rows, faults }: Board): string {
  const table = [
    titles,
    ...rows.map((row) => [
      printable(`${row.isDone ? "✓ " : ""}${row.task}`),
      ...[row.accountable, row.responsible, row.consulted, row.informed].map(
        (refs) => refs.join(", ") || "–",
      ),
    ]),
  ];
  const widths = titles.map((_, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  const lines = table.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const found = rows.flatMap((row) => row.faults.map(({ message, help }) => `error: ${message}; ${help}`));
  return [
    `plan: ${plan ?? "none covers what the incident is about"}`,
    ...(rows.length === 0 ? ["no tasks: add one with holdfast incident task"] : lines),
    ...found.map(printable),
    faults === 0 ? "each open task has exactly one who is accountable" : `${faults} to put right`,
  ].join("\n");
}

async function raci(
  incident: string,
  { json }: { readonly json?: boolean },
  context: Context,
): Promise<0 | 1> {
  const params = { path: { incident } };
  const board = await resultOf(context.client.GET("/api/v1/incidents/{incident}/tasks", { params }));
  context.stdout.write(`${json === true ? JSON.stringify(board, null, 2) : boardText(board)}\n`);
  return board.faults === 0 ? 0 : 1;
}

/** `holdfast incident raci`: who does what. */
export function addRaci(incident: Command, verb: Verb): void {
  incident
    .command("raci <incident>")
    .description("who does what; ends with 1 where a task has nobody, or several, accountable")
    .option("--json", "print JSON")
    .action(verb((context, id: string, options: { readonly json?: boolean }) => raci(id, options, context)));
}
