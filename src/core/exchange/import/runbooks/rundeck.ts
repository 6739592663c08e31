import type { JsonObject } from "../../../model/json.ts";
import { type Cursor, cursorAt } from "../cursor.ts";
import { importedDocument } from "../imported-document.ts";
import type { ImportedDocument } from "../import-report.ts";
import { importResult } from "../import-result.ts";
import type { Importer } from "../importer.ts";
import { type Ledger, openLedger } from "../ledger.ts";
import { createNameTable, type NameTable } from "../name-table.ts";
import { readYamlSources } from "../read-yaml-sources.ts";
import { manualStep, reviewNeeded, stepIds } from "./manual-step.ts";

/**
 * Rundeck jobs (YAML as `rd jobs list --format yaml` writes it). Each job becomes a Runbook whose steps
 * are work of a person, with the command or script shown: which connector may do it is for a person to say.
 */
export const importRundeck: Importer = (files) => {
  const { sources, unreadable } = readYamlSources(files);
  const ledger = openLedger(sources, unreadable);
  const names = createNameTable();
  const jobs = sources.flatMap((source) => {
    const root = cursorAt(ledger, source);
    return Array.isArray(root.value) ? root.items() : [root];
  });
  const documents = jobs.flatMap((job) => runbookOf(job, names, ledger));
  return importResult("rundeck", files, ledger, unreadable, { documents });
};

function runbookOf(job: Cursor, names: NameTable, ledger: Ledger): readonly ImportedDocument[] {
  const name = job.at("name").text();
  const commands = job.at("sequence", "commands");
  const list = commands.value === undefined ? [] : commands.items();
  if (name === null || list.length === 0) {
    job.report(
      "bad-value",
      name === null ? "a job without a name" : `the job ${JSON.stringify(name)} has no commands`,
    );
    ledger.count("job", "reported");
    return [];
  }
  const group = job.at("group").text();
  const ref = names.define(
    "Runbook",
    group === null ? name : `${group}/${name}`,
    job.at("name"),
    job,
    `${group ?? ""}/${name}`,
  );
  ledger.count("job", ref === null ? "reported" : "mapped");
  if (ref === null) return [];
  const idOf = stepIds();
  const steps = list.flatMap((command, index) => stepOf(command, index + 1, idOf, ledger));
  job.note(
    "needs-review",
    `${ref} was made from a job: say what it recovers, who is accountable and how long its steps take`,
  );
  return [
    importedDocument("rundeck", ref, job, {
      title: name,
      annotations: {
        ...reviewNeeded,
        "rundeck/id": job.at("uuid").text() ?? job.at("id").text(),
        "rundeck/group": group,
      },
      spec: { description: job.at("description").text(), purpose: "restore", steps },
    }),
  ];
}

/** Ways a command says what it does, and how that is told to a person. */
const forms: readonly (readonly [field: string, verb: string])[] = [
  ["exec", "Run"],
  ["script", "Run this script"],
  ["scriptfile", "Run the script file"],
  ["scripturl", "Run the script at"],
];

function stepOf(
  command: Cursor,
  number: number,
  idOf: (title: string) => string,
  ledger: Ledger,
): readonly JsonObject[] {
  const title = command.at("description").text();
  const parts = forms.flatMap(([field, verb]) => {
    const text = command.at(field).value === undefined ? null : command.at(field).text();
    return text === null ? [] : [`${verb}:\n${text}`];
  });
  const args = command.at("args").text();
  const job = command.at("jobref", "name").text();
  if (job !== null) parts.push(`Carry out the runbook ${job}`);
  const plugin = command.at("type").text();
  if (plugin !== null) parts.push(`Do what the plug-in ${plugin} does`);
  ledger.count("command", parts.length > 0 ? "mapped" : "reported");
  if (parts.length === 0) {
    command.report("unsupported-item", "a command of a kind that is not known");
    return [];
  }
  if (args !== null) parts.push(`Arguments: ${args}`);
  return [manualStep({ title: title ?? job ?? `Step ${number}`, instructions: parts.join("\n\n") }, idOf)];
}
