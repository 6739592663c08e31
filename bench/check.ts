import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { syntheticDocuments, writeEstate } from "./synthetic-estate.ts";
import { median, type Row, short } from "./table.ts";

const main = path.join(import.meta.dirname, "../src/cli/main.ts");
const parser = path.join(import.meta.dirname, "check-parser.ts");
const rounds = 3;
const day = ["--as-of", "2026-06-30"];

/**
 * `holdfast check` on estates that are made up, each time as a program of its own: cold, its start included. Its floor
 * is a program that reads the same files and parses them with the YAML library, and does nothing else.
 */
export async function checkSpeed(): Promise<readonly Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "holdfast-bench-check-"));
  try {
    const small = path.join(folder, "small");
    const large = path.join(folder, "large");
    writeEstate(small, syntheticDocuments(1000, 1));
    const files = writeEstate(large, syntheticDocuments(10_000, 1));
    const measured = { parse: [], small: [], large: [] } as { [name: string]: Ended[] };
    for (let round = 0; round < rounds; round++) {
      measured["parse"]?.push(await run([parser, large]));
      measured["small"]?.push(await run([main, "check", small, "--json", ...day]));
      measured["large"]?.push(await run([main, "check", large, "--json", ...day]));
    }
    const secondsOf = (name: string) => median((measured[name] ?? []).map(({ seconds }) => seconds));
    const processorOf = (name: string) =>
      median((measured[name] ?? []).map((ended) => ended.processorSeconds));
    const bytes = median((measured["large"] ?? []).map(({ bytesMax }) => bytesMax));
    const changes = await watchChanges(large, files);
    return [
      [
        "whole check ÷ parsing alone, 10,000 documents (target ≤ 2)",
        short(secondsOf("large") / secondsOf("parse")),
      ],
      ["the same in processor time", short(processorOf("large") / processorOf("parse"))],
      ["10,000 documents, processor time, s", short(processorOf("large"))],
      [
        "10,000 documents ÷ 1,000 documents, time (linear: ≤ 10)",
        short(secondsOf("large") / secondsOf("small")),
      ],
      ["10,000 documents, 50,000 references, cold, s (target ≤ 3)", short(secondsOf("large"))],
      ["1,000 documents, cold, s", short(secondsOf("small"))],
      ["parsing alone with the library, 10,000 documents, cold, s", short(secondsOf("parse"))],
      [
        "memory at most, MB (target ≤ 600)",
        Number.isNaN(bytes) ? "not looked at: no /proc" : short(bytes / 1e6),
      ],
      ["one file changed under --watch, ms (target ≤ 300)", short(median(changes))],
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `processorSeconds`: of all its threads, as seen at the last look; under load it says more than the time that passed. */
type Ended = { readonly seconds: number; readonly processorSeconds: number; readonly bytesMax: number };

/** Runs a program to its end and looks now and then how much memory it has had. */
async function run(args: readonly string[]): Promise<Ended> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  let [bytesMax, processorSeconds] = [Number.NaN, Number.NaN];
  const look = setInterval(() => {
    bytesMax = peakBytes(child.pid) ?? bytesMax;
    processorSeconds = processorTime(child.pid) ?? processorSeconds;
  }, 25);
  await new Promise((resolve) => child.once("close", resolve));
  clearInterval(look);
  return { seconds: (performance.now() - startedAt) / 1000, processorSeconds, bytesMax };
}

/** The most memory that a process has had so far, threads included, where the system tells. */
function peakBytes(pid: number | undefined): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

/** User and system time so far, where the system tells: fields 14 and 15 of proc(5), in hundredths of a second on Linux. */
function processorTime(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    const ticks = Number(fields[11]) + Number(fields[12]);
    return ticks > 0 ? ticks / 100 : null;
  } catch {
    return null;
  }
}

/** The times that the watching check tells for changes of one file: from noticing to the last line told. */
async function watchChanges(folder: string, files: readonly string[]): Promise<readonly number[]> {
  const child = spawn(process.execPath, [main, "check", folder, "--watch", "--severity", "error", ...day], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const times: number[] = [];
  let told = "";
  const summaries = () => [...told.matchAll(/^\d+ documents in \d+ files.*$/gm)].length;
  child.stdout.on("data", (piece: Buffer) => {
    told += piece.toString();
  });
  const until = async (count: number) => {
    while (summaries() < count) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await until(1);
  for (let change = 0; change < 7; change++) {
    const file = files[change * 31] ?? "";
    writeFileSync(file, `${readFileSync(file, "utf8")}# looked at again\n`);
    await until(change + 2);
  }
  child.kill("SIGINT");
  await new Promise((resolve) => child.once("close", resolve));
  for (const [, milliseconds] of told.matchAll(/\((\d+) ms\)$/gm)) times.push(Number(milliseconds));
  // The first changes are slow, for the machine code of what has run once only is not there yet.
  return times.slice(2);
}
