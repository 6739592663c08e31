import { millisecondsOf } from "#core/model/instant.ts";
import type { Signal } from "#core/signal/signal.ts";
import type { AppPorts } from "../app-ports.ts";

/**
 * Notes alerts that are signs of life. A repetition counts as well, which the log of signals leaves out: for a dead man's
 * switch it is all that there is.
 */
export async function noteHeartbeats(
  { detection, observations }: Pick<AppPorts, "detection" | "observations">,
  signals: readonly Signal[],
  receivedAt: string,
): Promise<void> {
  const at = millisecondsOf(receivedAt);
  const beats = signals
    .filter(({ status }) => status === "firing")
    .flatMap(({ source, title, labels }) =>
      detection.heartbeatsFor(labels).map((monitor) => {
        return { monitor, vantage: source, at, says: "healthy", detail: title, milliseconds: null } as const;
      }),
    );
  if (beats.length > 0) await observations.add(beats, receivedAt);
}
