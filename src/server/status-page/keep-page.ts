import type { StoredEvent } from "#core/model/event.ts";
import type { AppPorts } from "../app-ports.ts";
import type { Config } from "../config.ts";
import { makePage } from "./make-page.ts";
import { clearDrafts, writePage } from "./write-page.ts";

/** What changes what a page tells. */
const changing: ReadonlySet<string> = new Set([
  "UpdatePublished",
  "IncidentClosed",
  "IncidentReopened",
] as const);

const retrySeconds = 5;

type Ports = Pick<AppPorts, "incidents" | "incidentList" | "clock"> & {
  readonly feed: AppPorts["feed"];
  readonly log: (line: string) => void;
};

/**
 * Keeps the status page of a folder in step with what is published, from now until what it returns is called: once at the
 * start, for what came while nobody looked, then with each change. What cannot be written is said and tried again.
 */
export function keepPage(
  { statusPage: folder, statusPageAudience: audience }: Pick<Config, "statusPage" | "statusPageAudience">,
  ports: Ports,
): () => Promise<void> {
  if (folder === null) return async () => {};
  const ending = new AbortController();
  const { signal } = ending;
  let isStale = true;
  let writing: Promise<void> | null = null;
  const write = async () => {
    while (isStale && !signal.aborted) {
      isStale = false;
      try {
        await writePage(folder, await makePage(ports, { title: "Status", audience, exercises: false }));
      } catch (error) {
        isStale = true;
        ports.log(
          `the status page in ${folder} cannot be written: ${(error as Error).message}; trying again`,
        );
        await ports.clock.sleep(retrySeconds, signal).catch(() => {});
      }
    }
  };
  const start = () => {
    writing ??= write().finally(() => {
      writing = null;
      // What came between the last look and here.
      if (isStale && !signal.aborted) start();
    });
  };
  const follow = async () => {
    await clearDrafts(folder);
    // First the place in the log, then the page: what comes in between is seen by the loop.
    const after = await ports.feed.head();
    start();
    for await (const events of ports.feed.subscribe({ after, signal, prefix: "incident/" })) {
      if (!events.some(changes)) continue;
      isStale = true;
      start();
    }
  };
  void follow().catch((error: unknown) => {
    if (!signal.aborted) ports.log(`the status page is no longer followed: ${(error as Error).message}`);
  });
  return async () => {
    ending.abort();
    await writing;
  };
}

const changes = ({ type }: StoredEvent) => changing.has(type);
