import type { FactName, Facts } from "./facts.ts";

/** 1 is the worst. */
export type Severity = 1 | 2 | 3 | 4;

/** One explicit rule: when a fact is so, the incident is at least so severe. */
export type SeverityRule = {
  readonly id: string;
  readonly severity: Severity;
  readonly aspect: "users" | "data" | "regulation" | "priority";
  readonly fact: FactName;
  readonly test: { readonly atLeast: number } | { readonly atMost: number } | { readonly equals: boolean };
  /** Said to people when the rule applies. */
  readonly because: string;
};

/** The rules in force, the worst first. They are data: what stands here is all there is to it. */
export const severityRules: readonly SeverityRule[] = [
  rule("safety", 1, "users", "safety-at-risk", { equals: true }, "people may come to harm"),
  rule(
    "most-users",
    1,
    "users",
    "users-affected-percent",
    { atLeast: 50 },
    "half of the users or more are affected",
  ),
  rule(
    "most-transactions",
    1,
    "users",
    "transactions-failing-percent",
    { atLeast: 50 },
    "half of the transactions or more fail",
  ),
  rule("data-suspect", 1, "data", "data-suspect", { equals: true }, "data may have been tampered with"),
  rule(
    "much-data",
    1,
    "data",
    "data-loss-seconds",
    { atLeast: 900 },
    "a quarter of an hour of data or more may be lost",
  ),
  rule(
    "personal-data",
    2,
    "regulation",
    "personal-data-affected",
    { equals: true },
    "personal data is affected",
  ),
  rule(
    "regulated",
    2,
    "regulation",
    "regulated-service-affected",
    { equals: true },
    "a regulated service is affected",
  ),
  rule("some-data", 2, "data", "data-loss-seconds", { atLeast: 1 }, "data may be lost"),
  rule("some-records", 2, "data", "data-loss-records", { atLeast: 1 }, "records may be lost"),
  rule(
    "many-users",
    2,
    "users",
    "users-affected-percent",
    { atLeast: 10 },
    "a tenth of the users or more are affected",
  ),
  rule(
    "many-transactions",
    2,
    "users",
    "transactions-failing-percent",
    { atLeast: 10 },
    "a tenth of the transactions or more fail",
  ),
  rule(
    "first-function",
    2,
    "priority",
    "function-priority",
    { atMost: 1 },
    "the first function to be recovered is hit",
  ),
  rule("some-users", 3, "users", "users-affected-percent", { atLeast: 1 }, "users are affected"),
  rule("some-transactions", 3, "users", "transactions-failing-percent", { atLeast: 1 }, "transactions fail"),
];

function rule(
  id: string,
  severity: Severity,
  aspect: SeverityRule["aspect"],
  fact: FactName,
  test: SeverityRule["test"],
  because: string,
): SeverityRule {
  return { id, severity, aspect, fact, test, because };
}

/** Whom an incident of a severity is taken to. */
export const escalationOf: { readonly [severity in Severity]: string } = {
  1: "executives",
  2: "crisis-team",
  3: "service-team",
  4: "service-desk",
};

/** How severe an incident is, and why. */
export type Classification = {
  readonly severity: Severity;
  readonly escalation: string;
  /** Rules that applied, the worst first. */
  readonly matched: readonly {
    readonly rule: string;
    readonly severity: Severity;
    readonly because: string;
  }[];
  /** Facts that rules ask for and nobody has stated: while there are any, nothing is below severity 3. */
  readonly unknown: readonly FactName[];
};

/** Classifies by explicit rules. What is not known never counts as harmless. */
export function classify(facts: Facts, rules: readonly SeverityRule[] = severityRules): Classification {
  const matched = rules
    .filter((each) => holds(each, facts))
    .sort((one, other) => one.severity - other.severity);
  const unknown = [...new Set(rules.map(({ fact }) => fact))].filter((fact) => !facts.has(fact));
  const severity = matched[0]?.severity ?? (unknown.length > 0 ? 3 : 4);
  return {
    severity,
    escalation: escalationOf[severity],
    matched: matched.map(({ id, severity: level, because }) => ({ rule: id, severity: level, because })),
    unknown,
  };
}

function holds({ fact, test }: SeverityRule, facts: Facts): boolean {
  const value = facts.get(fact)?.value;
  if ("equals" in test) return value === test.equals;
  if (typeof value !== "number") return false;
  return "atLeast" in test ? value >= test.atLeast : value <= test.atMost;
}
