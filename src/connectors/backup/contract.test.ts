import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { ConnectorFixture } from "#connectors/contract/fixture.ts";
import { describeConnectorContract } from "#connectors/contract.ts";
import { backupConnector } from "./index.ts";

async function makeFixture(): Promise<ConnectorFixture> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-backup-"));
  writeFileSync(path.join(folder, "old.dump"), "rows");
  const yesterday = Date.now() / 1000 - 86_400;
  utimesSync(path.join(folder, "old.dump"), yesterday, yesterday);
  // Newer than the backup, and neither of them is one.
  writeFileSync(path.join(folder, "empty.dump"), "");
  writeFileSync(path.join(folder, "new.part"), "rows");
  const given = (target: string, maxSeconds: number) => ({ with: { target, maxSeconds, ends: ".dump" } });
  return {
    connector: backupConnector,
    access: (component) =>
      Promise.resolve({ folder: component === "component:store" ? folder : path.join(folder, "none") }),
    digest: () => Promise.resolve(""),
    secrets: [],
    checks: {
      age: {
        holds: given("component:store", 2 * 86_400),
        failed: given("component:store", 3600),
        unreachable: given("component:away", 3600),
      },
    },
    actions: {},
    close: () => Promise.resolve(rmSync(folder, { recursive: true })),
  };
}

describeConnectorContract("backup", { checks: ["age"], actions: [] }, makeFixture);
