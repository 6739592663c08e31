import { type FactName, factCatalogue } from "#core/incident/facts.ts";
import type { Json } from "#core/model/json.ts";
import type { Incident } from "../../api/incidents.ts";
import { Facts } from "../../ui/facts.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { type StatusKind, StatusMark } from "../../ui/status-mark.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { instantOf } from "./instant-text.ts";
import { OrderAction, type OrderForm } from "./order-form.tsx";

const names = Object.keys(factCatalogue) as readonly FactName[];

const hints = {
  instant: "an instant in UTC",
  percent: "0 to 100",
  count: "a whole number",
  seconds: "seconds",
  "yes-no": "yes or no",
  refs: "references, such as service:orders",
  text: "words",
} as const;

/** What was typed, in the shape of the fact. Throws when it cannot be. */
function valueOf(name: FactName, text: string): Json {
  const { shape, title } = factCatalogue[name];
  switch (shape) {
    case "instant":
      return instantOf(text, title);
    case "percent":
    case "count":
    case "seconds": {
      const value = Number(text);
      if (text.trim() === "" || Number.isNaN(value)) throw new Error(`${title}: ${hints[shape]}.`);
      return value;
    }
    case "yes-no": {
      const word = text.trim().toLowerCase();
      if (!["yes", "no", "true", "false"].includes(word)) throw new Error(`${title}: yes or no.`);
      return word === "yes" || word === "true";
    }
    case "refs":
      return text.split(/[\s,]+/).filter((ref) => ref !== "");
    case "text":
      return text;
    default:
      return shape satisfies never;
  }
}

const factForm: OrderForm = {
  path: "facts",
  label: "State a fact",
  fields: [
    {
      name: "fact",
      label: "Which",
      kind: "choice",
      options: names.map((value) => {
        const { title, shape } = factCatalogue[value];
        return { value, label: `${title} (${hints[shape]})` };
      }),
    },
    { name: "value", label: "What is the case", kind: "line" },
    { name: "source", label: "Where it comes from", kind: "line", isOptional: true },
    { name: "estimate", label: "It is an estimate", kind: "check" },
  ],
  body: (draft) => {
    const fact = names.find((name) => name === draft["fact"]);
    if (fact === undefined) throw new Error("Which: choose a fact.");
    return {
      fact,
      value: valueOf(fact, draft["value"] ?? ""),
      estimate: draft["estimate"] === "yes",
      ...((draft["source"] ?? "") === "" ? {} : { source: draft["source"] ?? "" }),
    };
  },
};

function shown(name: FactName, value: unknown) {
  const { shape } = factCatalogue[name];
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value)) return <Instant at={value} />;
  if (typeof value === "number" && shape === "percent") return `${value} %`;
  if (typeof value === "number" && shape === "seconds") return formatDuration(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map((each) => <RefLink key={String(each)} to={String(each)} />);
  return <bdi>{String(value)}</bdi>;
}

const says: { readonly [word: string]: StatusKind } = {
  agrees: "ok",
  contradicts: "failed",
  silent: "not-verified",
};

/** Who agrees comes first, then who contradicts; the silent at the end. */
const order = Object.keys(says);

function Failures({ failures }: Pick<Incident, "failures">) {
  return failures.map(({ name, because, witnesses, at }) => (
    <article key={`${at} ${name}`} className="incident-failure">
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        : <bdi>{because}</bdi>
      </p>
      <ul className="incident-witnesses">
        {witnesses
          .toSorted((one, other) => order.indexOf(one.says) - order.indexOf(other.says))
          .map(({ by, says: word, detail }) => (
            <li key={by}>
              <StatusMark kind={says[word] ?? "not-verified"} word={word} />
              <span>
                <bdi>{by}</bdi> <bdi className="hf-dim">{detail}</bdi>
              </span>
            </li>
          ))}
      </ul>
    </article>
  ));
}

/** What is known, who said so, and how severe it is by the rules? */
export function FactsPanel({ incident }: { readonly incident: Incident }) {
  const { id, status, facts, severity, failures } = incident;
  return (
    <Panel title="What is known">
      <div className="panel-body hf-stack">
        <Failures failures={failures} />
        {severity === null ? null : (
          <p>
            Severity {severity.severity}, goes to {severity.escalation.replaceAll("-", " ")}
            {severity.matched.length === 0
              ? ""
              : `: ${severity.matched.map(({ because }) => because).join("; ")}`}
            .
          </p>
        )}
        <Facts
          rows={facts.map(({ fact, title, value, estimate, by, at }) => [
            title,
            <span key={fact}>
              {shown(fact, value)}
              <span className="hf-dim">
                {estimate ? " estimate," : ""} {by}, <Instant at={at} />
              </span>
            </span>,
          ])}
        />
        {severity === null || severity.unknown.length === 0 ? null : (
          <p className="hf-dim">
            Nobody has stated:{" "}
            {severity.unknown.map((name) => factCatalogue[name].title.toLowerCase()).join(", ")}. What is not
            known never counts as harmless.
          </p>
        )}
        {status === "closed" ? null : <OrderAction incident={id} form={factForm} />}
      </div>
    </Panel>
  );
}
