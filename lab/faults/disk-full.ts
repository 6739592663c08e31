import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { siteFolder } from "../folder.ts";
import type { Lab } from "../lab.ts";
import { isLimitedDisk } from "../site/limited-disk.ts";
import type { SiteName } from "../site/sites.ts";
import type { Fault } from "./fault.ts";

/** The disk under a database is full: reads go on, and what needs room fails. */
export function diskFull(site: SiteName): Fault {
  const ballast = (lab: Lab) => path.join(siteFolder(lab.folder, site).disk, "ballast");
  return {
    name: `${site}-disk-full`,
    title: `The disk of the database of ${site} is full`,
    happens: `A file takes all the room left on the disk of ${site}, which is one of its own.`,
    expect: `The database says "No space left on device" as soon as it needs room; reads go on.`,
    heals: "The file is removed; writing goes on within milliseconds.",
    unavailable(lab) {
      if (isLimitedDisk(siteFolder(lab.folder, site).disk)) return null;
      return "the database has no disk of its own that could be filled; as root on Linux, start the lab with --disk 512";
    },
    async inject({ lab }) {
      return { ballastBytes: fill(ballast(lab)) };
    },
    async heal({ lab }) {
      rmSync(ballast(lab), { force: true });
    },
  };
}

/** Writes zeros until there is no room for one more block; returns how many bytes went in. */
function fill(file: string): number {
  const descriptor = openSync(file, "a");
  let bytes = 0;
  try {
    for (const size of [1 << 20, 1 << 12]) bytes += writeUntilFull(descriptor, Buffer.alloc(size));
  } finally {
    closeSync(descriptor);
  }
  return bytes;
}

function writeUntilFull(descriptor: number, block: Buffer): number {
  for (let bytes = 0; ; ) {
    try {
      bytes += writeSync(descriptor, block);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") return bytes;
      throw error;
    }
  }
}
