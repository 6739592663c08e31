import type { JsonObject } from "../../../model/json.ts";
import { type Cursor, cursorAt } from "../cursor.ts";
import { importedDocument } from "../imported-document.ts";
import type { ImportedDocument } from "../import-report.ts";
import { importResult } from "../import-result.ts";
import type { Importer } from "../importer.ts";
import { type Ledger, openLedger } from "../ledger.ts";
import { createNameTable, type NameTable } from "../name-table.ts";
import { readJsonSources } from "../read-json-sources.ts";
import { manualStep, reviewNeeded, stepIds } from "./manual-step.ts";
import { workflowOrder } from "./workflow-order.ts";

/**
 * CACAO security playbooks (OASIS CACAO 2.0, JSON). Action steps become work of a person with their
 * commands shown; conditions become a step that says what to look at, and both ways follow it.
 */
export const importCacao: Importer = (files) => {
  const { sources, unreadable } = readJsonSources(files);
  const ledger = openLedger(sources, unreadable);
  const names = createNameTable();
  const documents = sources.flatMap((source) => runbookOf(cursorAt(ledger, source), names, ledger));
  return importResult("cacao", files, ledger, unreadable, { documents });
};

function runbookOf(root: Cursor, names: NameTable, ledger: Ledger): readonly ImportedDocument[] {
  const reject = (message: string) => {
    root.report("bad-value", message);
    ledger.count("playbook", "reported");
    return [];
  };
  if (root.at("type").value !== "playbook") return reject("a playbook has the type playbook; this has not");
  root.at("type").take();
  const version = root.at("spec_version").text();
  if (version !== null && !version.startsWith("cacao-2"))
    root.at("spec_version").note("assumed", `${version} is read as if it were cacao-2.0`);
  const name = root.at("name").text();
  if (name === null) return reject("the playbook has no name");
  const steps = stepsOf(root, ledger);
  if (steps.length === 0) return reject("its workflow has no step to carry out");
  const ref = names.define("Runbook", name, root.at("name"), root, root.at("id").text() ?? name);
  if (ref === null) return [];
  ledger.count("playbook", "mapped");
  root.note(
    "needs-review",
    `${ref} was made from a playbook: say what it recovers, who is accountable and how long its steps take`,
  );
  return [
    importedDocument("cacao", ref, root, {
      title: name,
      annotations: { ...reviewNeeded, "cacao/id": root.at("id").text() },
      spec: { description: root.at("description").text(), purpose: "restore", steps },
    }),
  ];
}

/** Fields by which one step names others. */
const links = ["on_completion", "on_success", "on_failure", "on_true", "on_false", "next_steps"] as const;

function stepsOf(root: Cursor, ledger: Ledger): readonly JsonObject[] {
  const workflow = root.at("workflow");
  const all = new Map(workflow.value === undefined ? [] : workflow.entries());
  const next = new Map([...all].map(([id, step]) => [id, targetsOf(step, all, ledger)]));
  const kinds = new Map([...all].map(([id, step]) => [id, step.at("type").text() ?? ""]));
  const isDone = (id: string) => !["start", "end", "parallel", ""].includes(kinds.get(id) ?? "");
  const { order, before, backward } = workflowOrder(root.at("workflow_start").text(), next, isDone);
  for (const [from] of backward)
    all
      .get(from)
      ?.note(
        "assumed",
        "its way back to an earlier step (a loop) is left out: say in the step when to repeat",
      );
  const ids = new Map<string, string>();
  const idOf = stepIds();
  for (const id of order) ids.set(id, idOf(all.get(id)?.at("name").text() ?? id.split("--")[0] ?? id));
  for (const [id, step] of all) {
    const isMapped = ids.has(id) || !isDone(id);
    if (!isMapped)
      step.report("unsupported-item", "no way leads from the start of the workflow to this step");
    ledger.count("step", isMapped ? "mapped" : "reported");
  }
  return order.flatMap((id) => {
    const step = all.get(id);
    if (step === undefined) return [];
    const after = (before.get(id) ?? []).flatMap((each) => ids.get(each) ?? []);
    const title = step.at("name").text() ?? id;
    return [manualStep({ id: ids.get(id) ?? id, title, after, instructions: instructionsOf(step) }, idOf)];
  });
}

function targetsOf(step: Cursor, all: ReadonlyMap<string, Cursor>, ledger: Ledger): readonly string[] {
  const named = links.flatMap((field) => {
    const at = step.at(field);
    if (at.value === undefined || at.value === null) return [];
    return Array.isArray(at.value) ? at.items() : [at];
  });
  const cases = step.at("cases");
  const ofCases = cases.value === undefined ? [] : cases.entries().map(([, at]) => at);
  return [...named, ...ofCases].flatMap((at) => {
    const target = at.text();
    if (target !== null && all.has(target)) return [target];
    at.report("dangling-target", "it names a step that is not in the workflow");
    ledger.count("link", "reported");
    return [];
  });
}

function instructionsOf(step: Cursor): string {
  const parts = [step.at("description").text()];
  const condition = step.at("condition").text() ?? step.at("switch").text();
  if (condition !== null)
    parts.push(`Look at: ${condition}. Both ways follow; skip the one that does not apply.`);
  const commands = step.at("commands");
  for (const command of commands.value === undefined ? [] : commands.items()) {
    const kind = command.at("type").text();
    const text =
      command.at("command").text() ?? command.at("content").text() ?? command.at("description").text();
    if (text !== null) parts.push(kind === null || kind === "manual" ? text : `(${kind}) ${text}`);
  }
  return parts.filter((part) => part !== null).join("\n\n");
}
