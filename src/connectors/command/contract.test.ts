import { access, chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ActionContract, ConnectorFixture } from "#connectors/contract/fixture.ts";
import { describeConnectorContract } from "#connectors/contract.ts";
import { commandConnector } from "./index.ts";

const target = "component:host";
const secret = "hunter2-of-the-host";

/** Writes its key down once, then does what its first argument says. */
const source = `#!${process.execPath}
const fs = require("node:fs");
const keys = fs.existsSync("keys") ? fs.readFileSync("keys", "utf8").split("\\n") : [];
const [what] = process.argv.slice(2);
console.log("the password is", process.env.PASSWORD);
if (what === "look") process.exit(0);
if (what === "refuse") process.exit(3);
if (!keys.includes(process.env.HOLDFAST_KEY)) fs.appendFileSync("keys", process.env.HOLDFAST_KEY + "\\n");
if (what === "die") process.kill(process.pid, "SIGKILL");
if (what === "hang") { fs.writeFileSync("hanging", ""); setInterval(() => {}, 1000); }
`;

async function makeFixture(): Promise<ConnectorFixture> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "holdfast-command-"));
  const [program, missing] = [path.join(folder, "program"), path.join(folder, "missing")];
  await writeFile(program, source);
  await chmod(program, 0o755);
  const effects = async () =>
    (await readFile(path.join(folder, "keys"), "utf8").catch(() => "")).split("\n").length;
  const call = (what: string) => ({ with: { target, program, arguments: [what] } });
  const hanging = path.join(folder, "hanging");
  const isHanging = async () => {
    while (
      await access(hanging).then(
        () => false,
        () => true,
      )
    )
      await sleep(5);
  };
  const contract: ActionContract = {
    done: call("work"),
    failed: call("refuse"),
    unreachable: { with: { target, program: missing } },
    unknown: call("die"),
    sameKey: { ...call("work"), effects },
    cancelledAfterSending: { ...call("hang"), given: () => rm(hanging, { force: true }), sent: isHanging },
    observe: { absent: "what a program has done only itself can tell" },
  };
  return {
    connector: commandConnector,
    access: () =>
      Promise.resolve({
        allowed: [program, missing],
        workingDirectory: folder,
        environment: { PASSWORD: secret },
      }),
    digest: async () => String(await effects()),
    secrets: [secret],
    checks: {
      succeeds: {
        holds: call("look"),
        failed: call("refuse"),
        unreachable: { with: { target, program: missing } },
      },
    },
    actions: { run: contract, "run-idempotent": contract },
    close: () => rm(folder, { recursive: true }),
  };
}

describeConnectorContract(
  "command",
  { checks: ["succeeds"], actions: ["run", "run-idempotent"] },
  makeFixture,
);
