import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Lab } from "./lab.ts";
import { defaultBasePort, labPorts } from "./ports.ts";

/**
 * The committed documents describe a lab in this folder, at the default ports. They are valid as they
 * stand; what is run is a copy in which this lab's own folder and ports are written.
 */
const documentedFolder = "/var/tmp/holdfast-lab";
const documentedPrograms = "/var/tmp/holdfast-lab/postgres/bin";

/** Writes the estate's documents for this lab into its folder. */
export function renderEstate(lab: Lab): void {
  const source = path.join(import.meta.dirname, "estate");
  rmSync(lab.folder.estate, { recursive: true, force: true });
  mkdirSync(lab.folder.estate, { recursive: true });
  for (const name of readdirSync(source)) {
    const from = path.join(source, name);
    const to = path.join(lab.folder.estate, name);
    if (name.endsWith(".yaml")) writeFileSync(to, render(readFileSync(from, "utf8"), lab));
    else cpSync(from, to, { recursive: true });
  }
}

/** Where nothing waits for the standby, the runbooks must not make it wait, and no loss cannot be promised. */
function forReplication(text: string, lab: Lab): string {
  if (lab.options.replication === "synchronous") return text;
  return text
    .replaceAll(/names: (east|west)\b/g, 'names: ""')
    .replaceAll("rpo: PT0S", "rpo: PT1M")
    .replaceAll("method: sync-replication", "method: async-replication\n  expectedLag: PT5S");
}

/** A document with this lab's folder, programs and ports in it. */
export function render(text: string, lab: Lab): string {
  const documented = labPorts(defaultBasePort);
  const own = new Map(
    Object.entries(documented).map(([use, port]) => [
      String(port),
      String(lab.ports[use as keyof typeof documented]),
    ]),
  );
  return forReplication(text, lab)
    .replaceAll(documentedPrograms, path.dirname(lab.databasePrograms.binaries.postgres))
    .replaceAll(documentedFolder, lab.folder.root)
    .replaceAll(/\b174\d\d\b/g, (port) => own.get(port) ?? port);
}
