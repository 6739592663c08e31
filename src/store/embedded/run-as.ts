import { readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { StoreStartError } from "../start-error.ts";

/** The user a program runs as, when that is not our own. */
export type RunAs = { readonly name: string; readonly uid: number; readonly gid: number };

/**
 * PostgreSQL refuses to run as root, so root runs it as `nobody`; everybody else as themselves (null).
 * The name must be in the user database: initdb looks its own user up.
 */
export function unprivilegedUser(name = "nobody"): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  const entry = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .find((fields) => fields[0] === name);
  const [uid, gid] = [Number(entry?.[2]), Number(entry?.[3])];
  if (!(uid > 0) || !(gid > 0)) {
    throw new StoreStartError(
      `PostgreSQL refuses to run as root, and there is no user "${name}" to run it as. ` +
        "Start Holdfast as an ordinary user, or give your own PostgreSQL with DATABASE_URL.",
    );
  }
  return { name, uid, gid };
}

/**
 * The first folder on the way to `target` that the user cannot pass, or null when the user can reach it.
 * Looks at the permission bits, for there is no asking "could another user".
 */
export function barrierFor(user: RunAs, target: string): string | null {
  const full = realpathSync(target);
  const parts = full.split(path.sep).slice(1);
  for (let length = 0; length <= parts.length; length += 1) {
    const folder = path.sep + parts.slice(0, length).join(path.sep);
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
  }
  return null;
}
