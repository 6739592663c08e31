import { type FSWatcher, watch } from "node:fs";

/** Waits for changes in folders. A change is a hint: whoever gets one looks what it was. */
export type FolderChanges = {
  /** Says which folders to watch from now on, those below them not included. */
  readonly watch: (folders: readonly string[]) => void;
  /** Resolves at the next change, or after `pollMilliseconds` at the latest; false once it is closed. */
  readonly next: () => Promise<boolean>;
  readonly close: () => void;
};

/** Events come in bursts: an editor writes, renames and touches. */
const burstMilliseconds = 20;
/** Network file systems tell of no changes, so there is a look without one now and then. */
const pollMilliseconds = 2000;

/** Watches each folder by itself: the recursive watching of Node 24 on Linux opens a watch for every file. */
export function folderChanges(): FolderChanges {
  const watchers = new Map<string, FSWatcher>();
  let hasChanged = false;
  let isClosed = false;
  let wake: (() => void) | null = null;
  const note = () => {
    hasChanged = true;
    wake?.();
  };
  return {
    watch(folders) {
      const wanted = new Set(folders);
      for (const [folder, watcher] of watchers) {
        if (wanted.has(folder)) continue;
        watcher.close();
        watchers.delete(folder);
      }
      for (const folder of wanted) {
        if (watchers.has(folder) || isClosed) continue;
        const watcher = watcherOf(folder, note);
        if (watcher) watchers.set(folder, watcher);
      }
    },
    async next() {
      if (!hasChanged && !isClosed) await resting(pollMilliseconds, (resume) => (wake = resume));
      if (hasChanged && !isClosed) await resting(burstMilliseconds, () => undefined);
      [hasChanged, wake] = [false, null];
      return !isClosed;
    },
    close() {
      isClosed = true;
      for (const watcher of watchers.values()) watcher.close();
      wake?.();
    },
  };
}

/** Where there are no watches left, the look now and then has to do. */
function watcherOf(folder: string, onChange: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, onChange);
    // A folder that goes away is a change as well.
    watcher.on("error", onChange);
    return watcher;
  } catch {
    return null;
  }
}

function resting(milliseconds: number, onStart: (resume: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    onStart(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
