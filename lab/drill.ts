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
import { runStory, type StoryOptions } from "./story/run-story.ts";
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

async function tellStory(options: StoryOptions, asJson: boolean): Promise<number> {
  const result = await runStory(options);
  const verdict = judgeStory(result);
  process.stdout.write(
    asJson ? `${JSON.stringify({ ...result, verdict }, null, 2)}\n` : `${showStory(result)}\n`,
  );
  return verdict.every(({ holds }) => holds) ? 0 : 1;
}

async function main(): Promise<number> {
  const home = path.join(defaultFolder(process.cwd()), "drill");
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
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
    },
  });
  const [fault] = positionals;
  const names = faultCatalogue.map(({ name }) => name);
  const isStory = fault === "story";
  const isKnown = isStory || names.includes(fault ?? "");
  const onLoss = values["on-loss"];
  if (values.help || fault === undefined || !isKnown || (onLoss !== "accept" && onLoss !== "abort")) {
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    process.stderr.write(`${usage}\nFaults: ${names.join(", ")}, or story\n`);
    return 2;
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const up = await labUp({
    folder: values.folder,
    basePort: Number(values["base-port"]),
    replication: values.async ? "asynchronous" : "synchronous",
  });
  say(up.wasUp ? `the lab in ${values.folder} is used` : `the lab came up in ${up.seconds.toFixed(1)} s`);
  try {
    const rehearseFirst = values["rehearse-first"];
    const outputFolder = path.resolve(values.out);
    if (isStory) {
      const killAt = values.kill ? storyPoints : [];
      return await tellStory(
        { folder: values.folder, outputFolder, say, killAt, seed: Number(values.seed) },
        values.json,
      );
    }
    const common = { folder: values.folder, onLoss, rehearseFirst, outputFolder, say } as const;
    const results = [await runDrill({ ...common, fault, runbook: values.runbook })];
    if (values.failback) {
      for (const line of await labControl(values.folder).heal()) say(`healed: ${line}`);
      results.push(await runDrill({ ...common, fault: null, runbook: "orders-failback" }));
    }
    const judged = results.map((result) => ({ ...result, verdict: judgements(result) }));
    if (values.json)
      process.stdout.write(`${JSON.stringify(values.failback ? judged : judged[0], null, 2)}\n`);
    else for (const result of results) process.stdout.write(`${showDrill(result)}\n`);
    return judged.every(({ verdict }) => verdict.every(({ holds }) => holds)) ? 0 : 1;
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
