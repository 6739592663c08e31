import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

const root = path.join(import.meta.dirname, "../../..");

test("[A6.6] the guide to the first hour, followed literally, ends with an estate that is checked", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "holdfast-first-hour-"));
  try {
    symlinkSync(path.join(root, "docs"), path.join(folder, "docs"));
    const guide = readFileSync(path.join(root, "docs/guides/first-hour.md"), "utf8");
    const shown = [...guide.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = ""]) =>
      block.trim().split("\n"),
    );
    const printed: string[] = [];
    for (const line of shown) {
      const [command = "", remark = ""] = line.split(/\s+# /);
      const [program = "", ...words] = command.split(/\s+/);
      if (program === "cp") {
        copyFileSync(path.join(folder, words[0] ?? ""), path.join(folder, words[1] ?? ""));
        continue;
      }
      assert.equal(`${program} ${words[0]}`, "npx holdfast", line);
      const main = path.join(root, "src/cli/main.ts");
      const ended = spawnSync(process.execPath, [main, ...words.slice(1)], { cwd: folder, encoding: "utf8" });
      const code = Number(/^ends with (\d)/.exec(remark)?.[1] ?? 0);
      assert.equal(ended.status, code, `${line}\n${ended.stdout}\n${ended.stderr}`);
      printed.push(ended.stdout);
    }
    assert.ok(shown.length > 8);
    const outputs = [...guide.matchAll(/^```text\n(.*?)^```/gms)].map(([, block = ""]) => block.trim());
    for (const output of outputs)
      assert.ok(
        printed.some((each) => each.includes(output)),
        output,
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
