import path from "node:path";
import { parseArgs } from "node:util";
import { defaultFolder } from "#store/embedded/default-folder.ts";
import { StoreStartError } from "#store/start-error.ts";
import { labControl } from "./control.ts";
import { labDown } from "./down.ts";
import { LabError, LabOptionsError } from "./lab-error.ts";
import { defaultBasePort } from "./ports.ts";
import { showFaults, showStatus } from "./show.ts";
import { labUp } from "./up.ts";

const usage = `Usage: holdfast lab COMMAND [options]

  up            start the two-site estate and wait until it is healthy
  status        show what runs and what the probe and the witness see
  faults        list what can be broken, and what to expect
  fail FAULT    break it
  heal          undo all faults
  down          stop everything

Options:
  --folder DIR      where the lab keeps its files (default .holdfast/lab)
  --base-port N     first of its ports (default ${defaultBasePort})
  --async           replicate asynchronously: a failover can lose orders
  --disk MEGABYTES  give each database a disk of that size (root on Linux), so that it can be filled
  --rate N          orders per second from the outside probe (default 20)
  --json            print JSON
`;

/** `holdfast lab …`: data on stdout, messages on stderr. Returns 0 done, 1 the lab could not, 2 wrong usage. */
export async function labCommand(args: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  const [verb, ...rest] = parsed.positionals;
  if (parsed.values.help) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    return await carryOut(verb, rest, parsed.values);
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`holdfast lab: ${error.message}\n`);
    return error instanceof LabOptionsError ? 2 : 1;
  }
}

/** Errors that say to a person what is wrong; anything else is a bug and shows its stack. */
function isForPeople(error: unknown): error is Error {
  return error instanceof LabError || error instanceof StoreStartError;
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      folder: { type: "string", default: path.join(defaultFolder(process.cwd()), "lab") },
      "base-port": { type: "string" },
      async: { type: "boolean" },
      disk: { type: "string" },
      rate: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
}

type Values = ReturnType<typeof parse>["values"];

async function carryOut(verb: string | undefined, rest: readonly string[], values: Values): Promise<number> {
  const control = labControl(values.folder);
  switch (verb) {
    case "up":
      return up(values);
    case "status":
      return tell(values, await control.status(), showStatus);
    case "faults":
      return tell(values, await control.faults(), showFaults);
    case "fail": {
      const [fault] = rest;
      if (fault === undefined)
        return wrongUsage('"fail" needs the name of a fault; "holdfast lab faults" lists them.');
      return tell(values, await control.fail(fault), (done) => `${fault}: done at ${done.injectedAt}`);
    }
    case "heal":
      return tell(values, await control.heal(), (done) =>
        done.length === 0 ? "nothing to heal" : done.join("\n"),
      );
    case "down":
      return tell(values, await labDown(values.folder), ({ wasUp }) =>
        wasUp ? "the lab is down" : "no lab was up",
      );
    default:
      return wrongUsage(verb === undefined ? "" : `There is no command "${verb}".`);
  }
}

async function up(values: Values): Promise<number> {
  const numbers = { basePort: values["base-port"], diskMegabytes: values.disk, ordersPerSecond: values.rate };
  const given = Object.entries(numbers).filter(([, text]) => text !== undefined);
  for (const [name, text] of given) {
    if (!(Number(text) > 0)) return wrongUsage(`${name} must be a number above 0, not "${text}".`);
  }
  const result = await labUp({
    folder: values.folder,
    ...(values.async === undefined ? {} : { replication: values.async ? "asynchronous" : "synchronous" }),
    ...Object.fromEntries(given.map(([name, text]) => [name, Number(text)])),
  });
  return tell(values, result, ({ wasUp, seconds, options }) =>
    wasUp
      ? `the lab is already up in ${options.folder}`
      : `the lab is up in ${options.folder} after ${seconds.toFixed(1)} s, ${options.replication}`,
  );
}

function tell<Value>(values: Values, value: Value, show: (value: Value) => string): number {
  process.stdout.write(`${values.json ? JSON.stringify(value, null, 2) : show(value)}\n`);
  return 0;
}

function wrongUsage(message: string): number {
  process.stderr.write(`${message}${message ? "\n\n" : ""}${usage}`);
  return 2;
}
