import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { askJson } from "./ask-json.ts";
import { labControl } from "./control.ts";
import { labDown } from "./down.ts";
import { labFolder } from "./folder.ts";
import { findFreeBasePort } from "./free-ports.ts";
import { labUrl } from "./lab.ts";
import { labPorts } from "./ports.ts";
import { labProcessesIn } from "./processes/lab-processes.ts";
import { askDatabase } from "./site/ask-database.ts";
import { administrator, databaseLogin } from "./site/database.ts";
import { eventually, withTestLab } from "./lab.test-kit.ts";
import { labUp } from "./up.ts";

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-lab-"));
  chmodSync(folder, 0o755);
  try {
    await use(folder);
  } finally {
    await labDown(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

test("a port in use is named, with what to do, and nothing is started", async () => {
  await inFolder(async (folder) => {
    const basePort = await findFreeBasePort();
    const taken = labPorts(basePort).databaseWest;
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(taken, "127.0.0.1", resolve));
    try {
      await assert.rejects(labUp({ folder, basePort }), new RegExp(`Port ${taken} is in use.*--base-port`));
      assert.deepEqual(labProcessesIn(folder), []);
    } finally {
      server.close();
    }
  });
});

test("two labs that come up at once in one folder: one is refused or finds the other up", async () => {
  await inFolder(async (folder) => {
    const basePort = await findFreeBasePort();
    const both = await Promise.allSettled([labUp({ folder, basePort }), labUp({ folder, basePort })]);
    assert.ok(both.some((result) => result.status === "fulfilled"));
    for (const result of both) {
      if (result.status === "rejected") assert.match(String(result.reason), /in use/);
    }
    assert.equal((await labControl(folder).status()).phase, "ready");
  });
});

test("up after the supervisor was killed ends what it left and brings a fresh lab up", async () => {
  await inFolder(async (folder) => {
    const basePort = await findFreeBasePort();
    await labUp({ folder, basePort });
    const before = labProcessesIn(folder).map(({ pid }) => pid);
    const state = JSON.parse(readFileSync(labFolder(folder).stateFile, "utf8")) as {
      supervisor: { pid: number };
    };
    process.kill(state.supervisor.pid, "SIGKILL");
    assert.equal((await labUp({ folder, basePort })).wasUp, false);
    const after = new Set(labProcessesIn(folder).map(({ pid }) => pid));
    assert.deepEqual(
      before.filter((pid) => after.has(pid)),
      [],
    );
  });
});

test("down ends every process of the lab though the record of them is lost", async () => {
  await inFolder(async (folder) => {
    await labUp({ folder, basePort: await findFreeBasePort() });
    rmSync(labFolder(folder).stateFile);
    assert.ok(labProcessesIn(folder).length > 0);
    assert.deepEqual(await labDown(folder), { wasUp: true });
    assert.deepEqual(labProcessesIn(folder), []);
  });
});

test("the passwords of the databases stand in files that only their owner reads, and in no other file", async () => {
  await withTestLab({}, async ({ folder }) => {
    const { secrets, configs, estate, stateFile, logs } = labFolder(folder);
    const passwords = readdirSync(secrets).map((name) => readFileSync(path.join(secrets, name), "utf8"));
    assert.equal(passwords.length, 2);
    const files = [configs, estate, logs].flatMap((in_) =>
      readdirSync(in_).map((name) => path.join(in_, name)),
    );
    for (const file of [...files, stateFile]) {
      const text = readFileSync(file, "utf8");
      for (const password of passwords) assert.ok(!text.includes(password), file);
    }
  });
});

test("asynchronously, orders go on while the link is cut, and what the standby lacks is seen to be missing", async () => {
  await withTestLab({ replication: "asynchronous" }, async ({ folder, ports, control, read }) => {
    await control.fail("link-cut");
    await eventually(
      () => read(ports.witness, "/verdict"),
      ({ verdict }) => verdict === "link cut",
      "the witness sees the cut",
    );
    const order = { id: "only-in-east", item: "anvil", quantity: 1 };
    assert.equal((await askJson("POST", `${labUrl(ports.entrance)}/orders`, { body: order })).status, 201);
    const stands = async (port: number) => {
      const login = databaseLogin(labFolder(folder), administrator, port);
      const answer = await askDatabase(login, "select 1 from orders where id = 'only-in-east'", {
        limitSeconds: 5,
      });
      return answer.status === "answered" && answer.rows.length === 1;
    };
    assert.equal(await stands(ports.databaseEast), true);
    assert.equal(await stands(ports.databaseWest), false);
    await control.heal();
    await eventually(() => stands(ports.databaseWest), Boolean, "the standby catches up");
  });
});

test("the probe's record survives the probe's own kill", async () => {
  await withTestLab({}, async ({ folder, ports, control, read }) => {
    const state = JSON.parse(readFileSync(labFolder(folder).stateFile, "utf8")) as {
      processes: { probe: { pid: number } };
    };
    const before = (await read(ports.probe, "/ledger")) as unknown as { records: { id: string }[] };
    process.kill(state.processes.probe.pid, "SIGKILL");
    // A process that has not quite died yet would be left alone as running.
    await eventually(
      () => control.status(),
      ({ processes }) => processes["probe"]?.running === false,
      "the probe is seen to be dead",
    );
    await control.heal();
    const after = await eventually(
      async () => {
        const ledger = await read(ports.probe, "/ledger").catch(() => ({ records: [] }));
        return ledger as unknown as { records: { id: string }[] };
      },
      ({ records }) => records.length > before.records.length,
      "the probe goes on",
    );
    const kept = new Set(after.records.map(({ id }) => id));
    assert.deepEqual(
      before.records.filter(({ id }) => !kept.has(id)),
      [],
    );
  });
});
