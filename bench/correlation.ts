import { graphOf } from "#core/analysis/graph/estate-graph.ts";
import { correlate } from "#core/correlation/correlate.ts";
import type { Testimony } from "#core/correlation/testimony.ts";
import { ruleBook } from "#core/detection/signal-rules.ts";
import type { Estate, EstateDocument } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";
import { syntheticGraph } from "./synthetic-graph.ts";
import { median, type Row, short } from "./table.ts";

const signals = 10_000;
const targetMilliseconds = 2000;
const monitors = 500;

/** Components of a map, and monitors that take their alerts by a label. */
function estateOf(refs: readonly Ref[]): Estate {
  const documents = new Map<Ref, EstateDocument>();
  for (const ref of refs) {
    const [kind, name = ""] = ref.split(":");
    const document = {
      kind: kind === "component" ? "Component" : "Service",
      ref,
      name,
      title: name,
      spec: {},
    };
    documents.set(ref, document as unknown as EstateDocument);
  }
  for (let at = 0; at < monitors; at += 1) {
    const ref: Ref = `monitor:m${at}`;
    const match = { labels: { alertname: `Down${at}` }, namedBy: ["instance"], heartbeatSeconds: null };
    const spec = { watches: [], check: null, signals: match, aspect: null, from: [], threshold: null };
    const document = { kind: "Monitor", ref, name: `m${at}`, title: ref, spec };
    documents.set(ref, document as unknown as EstateDocument);
  }
  return { documents, invalid: new Set() };
}

/** From 10,000 alerts to groups with origins, names and witnesses, over maps of growing size; the median of five. */
export async function correlationSpeed(): Promise<readonly Row[]> {
  return [10_000, 100_000].map((size): Row => {
    const nodes = syntheticGraph(size);
    const graph = graphOf(nodes);
    const refs = nodes.map(({ ref }) => ref).filter((ref) => /^(component|service):/.test(ref));
    const book = ruleBook(estateOf(refs));
    const map = { graph, naming: { primaries: new Set<Ref>(), siteOf: new Map<Ref, Ref>() } };
    let groups = 0;
    const once = (): number => {
      const began = process.cpuUsage();
      const testimonies: Testimony[] = [];
      for (let at = 0; at < signals; at += 1) {
        const name = refs[(at * 7919) % refs.length]!.split(":")[1]!;
        for (const { monitor, about, aspect } of book.rulesFor({
          alertname: `Down${at % monitors}`,
          instance: name,
        })) {
          const said = {
            by: "alertmanager",
            monitor,
            aspect,
            says: "failing",
            since: at * 5,
            detail: "",
          } as const;
          testimonies.push({ ...said, about: about[0]! });
        }
      }
      const failing = testimonies.map(({ about, since }) => ({ ref: about, since }));
      groups = correlate(map, failing, testimonies).length;
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    };
    once();
    const middle = median(Array.from({ length: 5 }, once));
    const target = `${short(middle / targetMilliseconds)} of the target of ${targetMilliseconds} ms`;
    return [
      `${signals} alerts over ${size} nodes, ${groups} groups`,
      `${target}; ${short(middle)} ms of processor time`,
    ];
  });
}
