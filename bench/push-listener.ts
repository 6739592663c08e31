// A second process that follows the feed and prints, for each event, how many milliseconds after its decision it came.
import { openStore } from "#store/open.ts";

const store = await openStore({ databaseUrl: process.argv[2] ?? "", node: "listener" });
process.stdout.write("ready\n");
for await (const events of store.feed.subscribe({ signal: new AbortController().signal })) {
  const now = Date.now();
  // An event is stamped when its decision is made, before it is stored: the way to the disk counts, too.
  process.stdout.write(events.map(({ at }) => `${now - Date.parse(at)}\n`).join(""));
}
