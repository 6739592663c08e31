import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "#core/model/json.ts";
import { askJson } from "./ask-json.ts";
import { labControl, type LabControl } from "./control.ts";
import { labDown } from "./down.ts";
import { findFreeBasePort } from "./free-ports.ts";
import { labUrl } from "./lab.ts";
import type { LabOptions } from "./options.ts";
import { type LabPorts, labPorts } from "./ports.ts";
import { labUp } from "./up.ts";

/** A real lab of its own for a test. */
export type TestLab = {
  readonly folder: string;
  readonly basePort: number;
  readonly ports: LabPorts;
  readonly control: LabControl;
  /** The body of an answer of one of the lab's processes. */
  readonly read: (port: number, path: string) => Promise<JsonObject>;
};

/** Brings a lab up on free ports in a folder of its own, and takes it down whatever happens. */
export async function withTestLab(
  options: Partial<LabOptions>,
  use: (lab: TestLab) => Promise<void>,
): Promise<void> {
  // The databases may run as another user, who must be able to enter the folder.
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-lab-"));
  chmodSync(folder, 0o755);
  const basePort = await findFreeBasePort();
  try {
    await labUp({ ...options, folder, basePort });
    await use({ folder, basePort, ports: labPorts(basePort), control: labControl(folder), read });
  } finally {
    await labDown(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function read(port: number, path: string): Promise<JsonObject> {
  return (await askJson("GET", `${labUrl(port)}${path}`)).body;
}

const patienceSeconds = 40;

/** Reads until it is as expected; throws with what was read last when it never is. */
export async function eventually<Value>(
  read: () => Promise<Value>,
  isExpected: (value: Value) => boolean,
  what: string,
): Promise<Value> {
  const deadline = performance.now() + patienceSeconds * 1000;
  for (;;) {
    const value = await read();
    if (isExpected(value)) return value;
    if (performance.now() > deadline) {
      throw new Error(`it never came about that ${what}; read last: ${JSON.stringify(value)}`);
    }
    await sleep(100);
  }
}
