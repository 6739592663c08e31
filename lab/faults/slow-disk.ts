import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { siteFolder } from "../folder.ts";
import type { Lab } from "../lab.ts";
import { databaseProcesses } from "../processes/lab-processes.ts";
import { isLimitedDisk } from "../site/limited-disk.ts";
import type { SiteName } from "../site/sites.ts";
import type { Fault } from "./fault.ts";

const controller = "/sys/fs/cgroup/blkio";
const bytesPerSecond = 200_000;

/** The disk under a database becomes slow, as a failing one or a saturated array does. */
export function slowDisk(site: SiteName): Fault {
  const group = (lab: Lab) => path.join(controller, `holdfast-lab-${lab.options.basePort}-${site}`);
  return {
    name: `${site}-slow-disk`,
    title: `The disk of the database of ${site} is slow`,
    happens: `The kernel lets the database of ${site} write ${bytesPerSecond / 1000} kB per second to its disk.`,
    expect: "Commits become slow while they wait for the disk; at a higher rate of orders some time out.",
    heals: "The limit is taken away.",
    unavailable: (lab) => whyNot(siteFolder(lab.folder, site).disk),
    async inject({ lab }) {
      const folder = group(lab);
      mkdirSync(folder, { recursive: true });
      const device = deviceOf(siteFolder(lab.folder, site).disk);
      writeFileSync(path.join(folder, "blkio.throttle.write_bps_device"), `${device} ${bytesPerSecond}`);
      const processes = databaseProcesses(lab.databases[site].data);
      // The postmaster's later children are born into its group.
      for (const entry of processes) writeFileSync(path.join(folder, "cgroup.procs"), String(entry.pid));
      return { slowedProcesses: processes.length, bytesPerSecond, device };
    },
    async heal({ lab }) {
      const folder = group(lab);
      if (!existsSync(folder)) return;
      for (const pid of readFileSync(path.join(folder, "cgroup.procs"), "utf8").split("\n")) {
        if (pid !== "") writeFileSync(path.join(controller, "cgroup.procs"), pid);
      }
      rmdirSync(folder);
    },
  };
}

function whyNot(disk: string): string | null {
  if (isLimitedDisk(disk)) return "the database's disk is in memory; start the lab without --disk";
  try {
    accessSync(path.join(controller, "cgroup.procs"), constants.W_OK);
    accessSync(path.join(controller, "blkio.throttle.write_bps_device"), constants.W_OK);
  } catch {
    return "it needs root and the kernel's block throttle (cgroup v1 blkio)";
  }
  return existsSync(`/sys/dev/block/${deviceOf(disk)}/queue`)
    ? null
    : "the folder is not on a whole block device";
}

/** The device that holds a folder, as the kernel writes it: `major:minor`. */
function deviceOf(folder: string): string {
  const { dev } = statSync(folder);
  // Linux's 64-bit encoding of device numbers, as in makedev(3).
  return `${(dev >>> 8) & 0xfff}:${(dev & 0xff) | ((dev >>> 12) & 0xfff00)}`;
}
