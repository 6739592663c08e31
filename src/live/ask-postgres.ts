import { documentsOf, type Estate } from "#core/model/estate.ts";
import { isJsonObject, type JsonObject } from "#core/model/json.ts";
import type { Ref } from "#core/model/ref.ts";
import { callConnector } from "./call-connector.ts";
import type { LookPorts, Seen } from "./look-ports.ts";

/** Asks servers what they are. */
export type Asking = {
  readonly estate: Estate;
  readonly ports: LookPorts;
  readonly signal: AbortSignal;
};

const by = "postgres identity";

type Answer = { readonly output: JsonObject } | { readonly seen: Seen };

async function ask(component: Ref, { estate, ports, signal }: Asking): Promise<Answer> {
  const reading = { connector: "postgres", check: "identity", with: { target: component } };
  const outcome = await callConnector(estate, reading, ports, signal);
  if (outcome.status === "done" && isJsonObject(outcome.output)) return { output: outcome.output };
  const why = outcome.status === "done" ? "it gave no answer" : outcome.message;
  return { seen: { outcome: "unknown", detail: `${component} could not be asked: ${why}`, by } };
}

/** Whether two servers hold copies of one cluster, and the copy is a standby. */
export async function compareReplica(primary: Ref, standby: Ref, asking: Asking): Promise<Seen> {
  const [from, to] = await Promise.all([ask(primary, asking), ask(standby, asking)]);
  if ("seen" in to) return to.seen;
  if ("seen" in from) return from.seen;
  if (from.output["systemIdentifier"] !== to.output["systemIdentifier"]) {
    return { outcome: "does-not-hold", detail: "they are two clusters: their system identifiers differ", by };
  }
  const roles = [from, to].map(({ output }) => (output["inRecovery"] === true ? "standby" : "primary"));
  const said = `${primary} is ${roles[0]}, ${standby} is ${roles[1]}, of one cluster`;
  if (roles[0] === "primary" && roles[1] === "standby") return { outcome: "holds", detail: said, by };
  // After a failover the copy is the primary and the original, rebuilt, its standby: the pair still stands.
  if (roles[0] === "standby" && roles[1] === "primary") {
    return { outcome: "holds", detail: `${said}: they have changed places`, by };
  }
  return { outcome: "does-not-hold", detail: said, by };
}

/** Whether a server says that it stands in a site: by `holdfast.site`, else by a `cluster_name` that is a site of the estate. */
export async function askSite(component: Ref, site: Ref, asking: Asking): Promise<Seen> {
  const answer = await ask(component, asking);
  if ("seen" in answer) return answer.seen;
  const { site: declared, clusterName } = answer.output;
  const sites = new Set(documentsOf(asking.estate, "Site").map(({ name }) => name));
  const said = [declared, clusterName].find((name) => typeof name === "string" && sites.has(name));
  if (said === undefined) {
    const help = `set holdfast.site = '${site.slice(5)}' in its postgresql.conf`;
    return { outcome: "unknown", detail: `the server does not say where it stands (${help})`, by };
  }
  const outcome = `site:${String(said)}` === site ? "holds" : "does-not-hold";
  return { outcome, detail: `the server says that it stands in ${String(said)}`, by };
}

/** Whether a standby takes as many connections as its primary; it cannot even replay with fewer. */
export async function compareConnections(primary: Ref, standby: Ref, asking: Asking): Promise<Seen> {
  const [from, to] = await Promise.all([ask(primary, asking), ask(standby, asking)]);
  if ("seen" in to) return to.seen;
  if ("seen" in from) return from.seen;
  const [needed, given] = [Number(from.output["connectionsMax"]), Number(to.output["connectionsMax"])];
  return {
    outcome: given >= needed ? "holds" : "does-not-hold",
    detail: `max_connections: ${given} of ${needed}`,
    by,
  };
}
