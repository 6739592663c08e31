import { resultOf, type Schemas } from "#client/client.ts";
import { followFeed } from "#client/feed.ts";
import type { Context } from "../context.ts";
import { eventLine } from "../event-line.ts";
import type { ExitCode } from "../exit-code.ts";
import { isGoodEnd, runText } from "../show-run.ts";

/** The run as it stands. */
export function readRun(context: Context, run: string): Promise<Schemas["RunView"]> {
  return resultOf(context.client.GET("/api/v1/runs/{run}", { params: { path: { run } } }));
}

/** How often the terminal is redrawn at most: calm, and its clock goes on. */
const redrawSeconds = 1;

/**
 * `holdfast run watch`: shows a run until it is over; through lost connections. On a terminal one picture that
 * is redrawn, else one line for each event. Resolves to 0 when the run ended well, to 1 when not.
 */
export async function watchRun(run: string, context: Context): Promise<ExitCode> {
  const stopping = new AbortController();
  const { baseUrl, actor, token, stdout, stderr, isTerminal } = context;
  const first = await readRun(context, run);
  const picture = isTerminal ? startPicture(run, context) : null;
  const feed = followFeed({
    baseUrl,
    run,
    actor: () => actor,
    token: () => token,
    after: 0,
    signal: stopping.signal,
  });
  try {
    if (first.status === "finished" && isTerminal) return await end(run, context);
    for await (const message of feed) {
      if (message.type === "lost") stderr.write(`holdfast: ${message.reason}; trying again\n`);
      if (message.type !== "event") continue;
      if (picture === null) stdout.write(`${eventLine(message.event)}\n`);
      else await picture.draw();
      if (message.event.type !== "RunFinished") continue;
      // A finished run can have been taken up again to be undone: only the present state tells.
      if ((await readRun(context, run)).status === "finished") return await end(run, context);
    }
    return 1;
  } finally {
    picture?.stop();
    stopping.abort();
  }
}

async function end(run: string, context: Context): Promise<ExitCode> {
  const view = await readRun(context, run);
  if (!context.isTerminal) context.stdout.write(`\n${runText(view)}\n`);
  return isGoodEnd(view) ? 0 : 1;
}

function startPicture(run: string, context: Context): { draw(): Promise<void>; stop(): void } {
  let lines = 0;
  let drawing: Promise<void> | null = null;
  const redraw = async () => {
    const view = await readRun(context, run);
    const text = runText(view);
    // Up to the first line of the picture before, and clear from there on.
    context.stdout.write(`${lines === 0 ? "" : `\u001b[${lines}F\u001b[J`}${text}\n`);
    lines = text.split("\n").length;
  };
  const draw = () => {
    drawing ??= redraw()
      .catch(() => {})
      .finally(() => {
        drawing = null;
      });
    return drawing;
  };
  const timer = setInterval(() => void draw(), redrawSeconds * 1000);
  return { draw, stop: () => clearInterval(timer) };
}
