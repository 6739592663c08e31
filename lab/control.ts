import type { Json, JsonObject } from "#core/model/json.ts";
import { askJson } from "./ask-json.ts";
import { labFolder } from "./folder.ts";
import { labUrl } from "./lab.ts";
import { LabError } from "./lab-error.ts";
import { labPorts } from "./ports.ts";
import { readLabState } from "./state.ts";
import type { LabStatus } from "./status.ts";

export type FaultEntry = {
  readonly name: string;
  readonly title: string;
  readonly happens: string;
  readonly expect: string;
  readonly heals: string;
  readonly unavailable: string | null;
  readonly active: boolean;
};

/** Orders to the lab that is up in a folder. All throw `LabError` when it is not, or says no. */
export type LabControl = {
  status(): Promise<LabStatus>;
  faults(): Promise<readonly FaultEntry[]>;
  /** Injects a fault; resolves when it is done, with `injectedAt` and what was done. */
  fail(fault: string): Promise<JsonObject & { readonly injectedAt: string }>;
  /** Undoes all faults; resolves with what was done, in sentences. */
  heal(): Promise<readonly string[]>;
};

export function labControl(folderName: string): LabControl {
  const folder = labFolder(folderName);
  const ask = async (method: "GET" | "POST", path: string): Promise<JsonObject> => {
    const state = readLabState(folder);
    if (!state) throw new LabError(`There is no lab in ${folder.root}. Start one with "holdfast lab up".`);
    const url = `${labUrl(labPorts(state.options.basePort).control)}${path}`;
    const reply = await askJson(method, url, { limitSeconds: 60 }).catch(() => {
      throw new LabError(
        `The lab in ${folder.root} is not running, or only parts of it are. Start it afresh with "holdfast lab up".`,
      );
    });
    if (reply.status !== 200) throw new LabError(textOr(reply.body["reason"], `it answered ${reply.status}`));
    return reply.body;
  };
  return {
    status: async () => (await ask("GET", "/status")) as unknown as LabStatus,
    faults: async () => (await ask("GET", "/faults"))["faults"] as unknown as readonly FaultEntry[],
    async fail(fault) {
      const report = await ask("POST", `/faults/${encodeURIComponent(fault)}`);
      return { ...report, injectedAt: textOr(report["injectedAt"], "") };
    },
    heal: async () => (await ask("POST", "/heal"))["done"] as unknown as readonly string[],
  };
}

function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
