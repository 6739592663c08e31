import type { JsonObject } from "#core/model/json.ts";
import { buildLab } from "./build-lab.ts";
import { faultCatalogue } from "./faults/catalogue.ts";
import type { LabHandle } from "./faults/fault.ts";
import { heal } from "./heal.ts";
import { type JsonAnswer, type JsonRoutes, serveJson } from "./json-server.ts";
import { describeLab, type Lab } from "./lab.ts";
import { reasonOf } from "./lab-error.ts";
import { labOptionsSchema } from "./options.ts";
import { readProcess } from "./processes/process-table.ts";
import { endProcess, isRunning, type ProcessIdentity } from "./processes/signal-processes.ts";
import { startNodeProcess } from "./processes/start-process.ts";
import { runProcess } from "./process-main.ts";
import { type ProgramName, programNames } from "./programs.ts";
import { renderEstate } from "./render-estate.ts";
import { stopDatabase } from "./site/database.ts";
import { unmountLimitedDisk } from "./site/limited-disk.ts";
import { siteFolder } from "./folder.ts";
import { sites } from "./site/sites.ts";
import { writeLabState } from "./state.ts";
import { observeLab } from "./status.ts";

type Phase = "starting" | "ready" | "stopping";

/** What the supervisor has started and been told to break. */
type Held = { phase: Phase; processes: Map<ProgramName, ProcessIdentity>; faults: string[] };

/**
 * The lab's own process: builds the estate, starts its parts, breaks and heals them on demand. It
 * never restarts anything by itself, for a fault must stay until somebody deals with it. All its
 * parts live on when it is killed; `lab up` and `lab down` find them again.
 */
await runProcess(labOptionsSchema, async (options) => {
  const lab = describeLab(options);
  const held: Held = { phase: "starting", processes: new Map(), faults: [] };
  const startedAt = new Date().toISOString();
  const supervisor = { pid: process.pid, startedAt: readProcess(process.pid)?.startedAt ?? "" };
  const save = () => {
    const processes = Object.fromEntries(held.processes);
    writeLabState(lab.folder, { options, startedAt, supervisor, processes, faults: held.faults });
  };
  save();
  const startProgram = async (name: ProgramName) => {
    const running = held.processes.get(name);
    if (running && isRunning(running)) return;
    held.processes.set(name, await startNodeProcess(lab.programs[name]));
    save();
  };
  const handle: LabHandle = { lab, startProgram, processes: held.processes, faults: () => held.faults };
  const server = await serveJson(lab.ports.control, {
    ...faultRoutes(handle, held, save),
    "GET /status": async () => ({
      status: 200,
      body: await observeLab(lab, {
        phase: held.phase,
        processes: Object.fromEntries(held.processes),
        faults: held.faults,
      }),
    }),
    "GET /phase": () => ({ status: 200, body: { phase: held.phase, pid: process.pid } }),
    "POST /down": () => {
      // Answered first: whoever asked waits for this process to end.
      setTimeout(() => process.kill(process.pid, "SIGTERM"), 50);
      return { status: 202, body: { phase: "stopping" } };
    },
  });
  await buildLab(lab, startProgram);
  renderEstate(lab);
  held.phase = "ready";
  return {
    async stop() {
      held.phase = "stopping";
      await server.close();
      await stopAll(lab, held);
    },
  };
});

/** Faults are carried out one at a time: two at once would report what neither did. */
function faultRoutes(handle: LabHandle, held: Held, save: () => void): JsonRoutes {
  let last: Promise<unknown> = Promise.resolve();
  const oneAtATime = (act: () => Promise<JsonAnswer>): Promise<JsonAnswer> => {
    const next = last.then(act, act);
    last = next.catch(() => {});
    return next;
  };
  return {
    "GET /faults": () => ({
      status: 200,
      body: {
        faults: faultCatalogue.map((fault) => ({
          name: fault.name,
          title: fault.title,
          happens: fault.happens,
          expect: fault.expect,
          heals: fault.heals,
          unavailable: fault.unavailable(handle.lab),
          active: held.faults.includes(fault.name),
        })),
      },
    }),
    "POST /faults/{name}": ({ name }) =>
      oneAtATime(async () => {
        const fault = faultCatalogue.find((fault) => fault.name === name);
        const known = faultCatalogue.map((fault) => fault.name).join(", ");
        if (!fault)
          return { status: 404, body: { reason: `There is no fault "${name}". There are: ${known}.` } };
        if (held.phase !== "ready") return { status: 409, body: { reason: `The lab is ${held.phase}.` } };
        const reason = fault.unavailable(handle.lab);
        if (reason !== null)
          return { status: 409, body: { reason: `${name} is not possible here: ${reason}` } };
        const injectedAt = new Date().toISOString();
        const report: JsonObject = await fault.inject(handle);
        if (!held.faults.includes(name)) held.faults = [...held.faults, name];
        save();
        return { status: 200, body: { fault: name, injectedAt, ...report } };
      }),
    "POST /heal": () =>
      oneAtATime(async () => {
        if (held.phase !== "ready") return { status: 409, body: { reason: `The lab is ${held.phase}.` } };
        const done = await heal(handle);
        held.faults = [];
        save();
        return { status: 200, body: { done } };
      }),
  };
}

async function stopAll(lab: Lab, held: Held): Promise<void> {
  for (const name of [...programNames].reverse()) {
    const identity = held.processes.get(name);
    if (identity) await endProcess(identity, { patienceSeconds: 3 });
  }
  for (const site of sites) {
    await stopDatabase(lab.databases[site]).catch((error: unknown) => {
      process.stderr.write(`${reasonOf(error)}\n`);
    });
    unmountLimitedDisk(siteFolder(lab.folder, site).disk);
  }
}
