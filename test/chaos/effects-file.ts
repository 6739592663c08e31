import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs";

/** One act that reached the world: under which key, of which step, by which process. */
export type Effect = {
  readonly key: string;
  readonly step: string;
  readonly node: string;
  readonly pid: number;
};

/**
 * The world of a campaign: a file that no engine and no database can roll back. One line is one effect; lines are
 * far shorter than a page, so that those of several processes do not mix (O_APPEND).
 */
export type EffectsFile = {
  append(effect: Effect): void;
  read(): readonly Effect[];
};

export function openEffectsFile(file: string): EffectsFile {
  return {
    append(effect) {
      const handle = openSync(file, "a");
      try {
        writeSync(handle, `${JSON.stringify(effect)}\n`);
        fdatasyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
    read() {
      if (!existsSync(file)) return [];
      const lines = readFileSync(file, "utf8").split("\n");
      return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Effect);
    },
  };
}
