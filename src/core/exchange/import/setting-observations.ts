import type { Ref } from "../../model/ref.ts";
import type { Observation } from "../observed/observation.ts";

/** What the settings of `from` say of others it may talk to: for each, the name of the variable that says so. */
export function settingObservations(from: Ref, named: ReadonlyMap<Ref, string>): readonly Observation[] {
  return [...named].map(([to, name]) => ({
    from,
    to,
    source: "setting",
    count: null,
    failedCount: null,
    firstSeenAt: null,
    lastSeenAt: null,
    detail: `environment variable ${name}`,
  }));
}
