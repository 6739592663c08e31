import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { LabError, reasonOf } from "../lab-error.ts";

/** Whether this folder is a disk of its own. */
export function isLimitedDisk(folder: string): boolean {
  if (process.platform !== "linux") return false;
  return readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .some((line) => line.split(" ")[1] === folder && line.includes(" tmpfs "));
}

/** Makes the folder a disk of limited size, which needs root on Linux. */
export function mountLimitedDisk(folder: string, megabytes: number): void {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    throw new LabError("A disk of limited size needs root on Linux: start the lab without --disk.");
  }
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder], {
      stdio: "pipe",
    });
  } catch (error) {
    throw new LabError(`A disk of ${megabytes} MB could not be mounted at ${folder}: ${reasonOf(error)}`);
  }
}

/** Takes the disk away with all that is on it; nothing where there is none. */
export function unmountLimitedDisk(folder: string): void {
  if (isLimitedDisk(folder)) execFileSync("umount", [folder], { stdio: "pipe" });
}
