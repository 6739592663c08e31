import { type Json } from "../model/json.ts";
import { isRef } from "../model/ref.ts";

/** What a fact's value is: an instant, a share of 100, a whole number, seconds, yes or no, references, words. */
type FactShape = "instant" | "percent" | "count" | "seconds" | "yes-no" | "refs" | "text";

/**
 * The facts that an incident is judged by. One base of facts feeds severity, clocks, the declaration desk and
 * every text that is sent out, so nothing is told twice and differently.
 */
export const factCatalogue = {
  "impact-began-at": { title: "Impact began", shape: "instant" },
  "aware-at": { title: "We became aware", shape: "instant" },
  "classified-major-at": { title: "Classified as major", shape: "instant" },
  "materiality-determined-at": { title: "Determined to be material", shape: "instant" },
  "outside-tolerance-at": { title: "Outside tolerance since", shape: "instant" },
  "restored-at": { title: "Service restored", shape: "instant" },
  "users-affected-percent": { title: "Users affected", shape: "percent" },
  "users-affected": { title: "Users affected", shape: "count" },
  "transactions-failing-percent": { title: "Transactions failing", shape: "percent" },
  "data-loss-seconds": { title: "Data that may be lost", shape: "seconds" },
  "data-loss-records": { title: "Records that may be lost", shape: "count" },
  "personal-data-affected": { title: "Personal data affected", shape: "yes-no" },
  "data-suspect": { title: "Data is suspect", shape: "yes-no" },
  "regulated-service-affected": { title: "A regulated service is affected", shape: "yes-no" },
  "safety-at-risk": { title: "Safety of people at risk", shape: "yes-no" },
  "function-priority": { title: "Priority of the function (1 comes first)", shape: "count" },
  "services-affected": { title: "Services affected", shape: "refs" },
  "sites-affected": { title: "Sites affected", shape: "refs" },
  cause: { title: "Cause as far as known", shape: "text" },
  workaround: { title: "What people can do meanwhile", shape: "text" },
} as const satisfies { readonly [name: string]: { readonly title: string; readonly shape: FactShape } };

export type FactName = keyof typeof factCatalogue;

/** A fact as it was stated last. Facts before it stay in the log. */
export type Fact = {
  readonly value: Json;
  /** True while it is somebody's estimate and nobody has measured it. */
  readonly estimate: boolean;
  /** Where it comes from: a person's words, a monitor, the replication state. */
  readonly source: string;
  readonly by: string;
  readonly at: string;
};

export type Facts = ReadonlyMap<FactName, Fact>;

/** Whether there is a fact of that name. */
export function isFactName(name: string): name is FactName {
  return Object.hasOwn(factCatalogue, name);
}

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z$/;

/** What is wrong with a value for a fact, in words for whoever stated it; null when nothing is. */
export function factFault(name: FactName, value: Json): string | null {
  const { shape, title } = factCatalogue[name];
  const is = (what: string) => `${title} (${name}) is ${what}.`;
  switch (shape) {
    case "instant": {
      const fits =
        typeof value === "string" && instantPattern.test(value) && !Number.isNaN(Date.parse(value));
      return fits ? null : is("an instant in UTC, such as 2026-03-31T14:05:00Z");
    }
    case "percent":
      return isNumber(value) && value >= 0 && value <= 100 ? null : is("a number from 0 to 100");
    case "count":
      return Number.isInteger(value) && Number(value) >= 0 ? null : is("a whole number, 0 or more");
    case "seconds":
      return isNumber(value) && value >= 0 ? null : is("a number of seconds, 0 or more");
    case "yes-no":
      return typeof value === "boolean" ? null : is("true or false");
    case "refs": {
      const fits = Array.isArray(value) && value.every((each) => typeof each === "string" && isRef(each));
      return fits ? null : is("a list of references, such as service:orders");
    }
    case "text":
      return typeof value === "string" && value.trim() !== "" ? null : is("a text");
    default:
      return shape satisfies never;
  }
}

const isNumber = (value: Json): value is number => typeof value === "number" && Number.isFinite(value);

/** The instant a fact names, or null when it is not known. */
export function instantFact(facts: Facts, name: FactName): string | null {
  const value = facts.get(name)?.value;
  return typeof value === "string" && factCatalogue[name].shape === "instant"
    ? new Date(value).toISOString()
    : null;
}
