// `npm run drill -- FAULT`: breaks the lab, recovers it with the product, judges the result from outside.
import path from "node:path";
import { parseArgs } from "node:util";
import { defaultFolder } from "#store/embedded/default-folder.ts";
import { labControl } from "./control.ts";
import { labDown } from "./down.ts";
import { runDrill } from "./drill/run-drill.ts";
import { showDrill } from "./drill/show-drill.ts";
import { judgements } from "./drill/verdict.ts";
import { faultCatalogue } from "./faults/catalogue.ts";
import { judgeStory } from "./story/judge-story.ts";
import { runStory } from "./story/run-story.ts";
import { showStory } from "./story/show-story.ts";
import { storyPoints } from "./story/story.ts";
import { labUp } from "./up.ts";

const usage = `Usage: npm run drill -- FAULT [options]
       npm run drill -- story [--kill] [--seed N] [options]

  Breaks the lab, recovers it and judges the result from outside. Exit code 0: recovered within the
  objectives; 1: not; 2: wrong usage.

  story: a whole disaster, from the first signal to the stand-down. East dies; monitors open the incident,
  the crisis team is called, the disaster is declared, orders move to west, customers are told.

Options:
  --async             replicate asynchronously: the failover can lose orders
  --on-loss CHOICE    accept or abort when orders would be lost (default accept)
  --runbook NAME      default orders-failover
  --rehearse-first    carry the runbook out as a rehearsal on the same server first
  --failback          then heal the lab and go back by orders-failback, judged as well
  --folder DIR        the lab's folder (default .holdfast/drill/lab; its lab is used when it is up)
  --base-port N       first port of a lab that has to be started (default 17500)
  --out DIR           where evidence goes (default .holdfast/drill/evidence)
  --kill              in the story, kill the server in the middle of every point of it
  --seed N            decides when in each point (default 1)
  --keep              leave the lab as it is afterwards
  --json              print JSON
`;

const flags = (home: string) =>
  ({
    async: { type: "boolean", default: false },
    "on-loss": { type: "string", default: "accept" },
    runbook: { type: "string", default: "orders-failover" },
    "rehearse-first": { type: "boolean", default: false },
    failback: { type: "boolean", default: false },
    folder: { type: "string", default: path.join(home, "lab") },
    "base-port": { type: "string", default: "17500" },
    out: { type: "string", default: path.join(home, "evidence") },
    keep: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    kill: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", short: "h", default: false },
  }) as const;

function readArguments() {
  const home = path.join(defaultFolder(process.cwd()), "drill");
  return parseArgs({ allowPositionals: true, options: flags(home) });
}

type Options = ReturnType<typeof readArguments>["values"];

const say = (line: string) => process.stderr.write(`${line}\n`);
const printJson = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

async function tellStory({ folder, out, kill, seed, json }: Options): Promise<boolean> {
  const killAt = kill ? storyPoints : [];
  const result = await runStory({ folder, outputFolder: path.resolve(out), say, killAt, seed: Number(seed) });
  const verdict = judgeStory(result);
  if (json) printJson({ ...result, verdict });
  else process.stdout.write(`${showStory(result)}\n`);
  return verdict.every(({ holds }) => holds);
}

async function drill(fault: string, onLoss: "accept" | "abort", options: Options): Promise<boolean> {
  const { folder, failback, json, runbook } = options;
  const rehearseFirst = options["rehearse-first"];
  const common = { folder, onLoss, rehearseFirst, outputFolder: path.resolve(options.out), say } as const;
  const results = [await runDrill({ ...common, fault, runbook })];
  if (failback) {
    for (const line of await labControl(folder).heal()) say(`healed: ${line}`);
    results.push(await runDrill({ ...common, fault: null, runbook: "orders-failback" }));
  }
  const judged = results.map((result) => ({ ...result, verdict: judgements(result) }));
  if (json) printJson(failback ? judged : judged[0]);
  else for (const result of results) process.stdout.write(`${showDrill(result)}\n`);
  return judged.every(({ verdict }) => verdict.every(({ holds }) => holds));
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [fault] = positionals;
  const names = [...faultCatalogue.map(({ name }) => name), "story"];
  const onLoss = values["on-loss"];
  if (fault === undefined || !names.includes(fault) || (onLoss !== "accept" && onLoss !== "abort")) {
    process.stderr.write(`${usage}\nFaults: ${names.join(", ")}\n`);
    return 2;
  }
  const up = await labUp({
    folder: values.folder,
    basePort: Number(values["base-port"]),
    replication: values.async ? "asynchronous" : "synchronous",
  });
  say(up.wasUp ? `the lab in ${values.folder} is used` : `the lab came up in ${up.seconds.toFixed(1)} s`);
  try {
    const isPassed = fault === "story" ? await tellStory(values) : await drill(fault, onLoss, values);
    return isPassed ? 0 : 1;
  } finally {
    if (!values.keep && !up.wasUp) {
      await labControl(values.folder)
        .heal()
        .catch(() => []);
      await labDown(values.folder);
    }
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`drill: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
