import type { JsonObject } from "../model/json.ts";
import type { Ref } from "../model/ref.ts";
import type { Saying } from "./observation.ts";

type Event<Type extends string, Data extends JsonObject> = { readonly type: Type; readonly data: Data };

/** A failure that was named, and who bears witness; as the log keeps it. */
export type ToldFailure = {
  readonly name: string;
  readonly component: Ref | null;
  readonly because: string;
  readonly witnesses: readonly {
    readonly by: string;
    readonly says: "agrees" | "contradicts" | "silent";
    readonly detail: string;
  }[];
};

/** Where it may have begun. */
export type ToldOrigin = { readonly ref: Ref; readonly because: string };

/** What a rule's failure is told as; `id` is the same however often it is told. */
export type ToldRule = {
  readonly rule: string;
  readonly id: string;
  readonly at: string;
  readonly title: string;
  readonly about: Ref | null;
};

/** Everything that can have happened in detection: one stream for all rules, so that each decision is made once. */
export type DetectionEvent =
  | Event<
      "RuleRaised",
      {
        readonly rule: string;
        readonly at: string;
        /** When the first of those who see it fail saw it. */
        readonly since: string;
        readonly points: readonly {
          readonly vantage: string;
          readonly says: Saying;
          readonly detail: string;
        }[];
      }
    >
  | Event<"RuleCleared", { readonly rule: string; readonly at: string; readonly since: string }>
  | Event<"RuleFlapping", { readonly rule: string; readonly at: string; readonly since: string }>
  | Event<"FlappingAcknowledged", { readonly rule: string; readonly reason: string }>
  | Event<"AgentAdmitted", { readonly agent: string }>
  | Event<"AgentRevoked", { readonly agent: string }>
  | Event<"RuleSilent", { readonly rule: string; readonly at: string; readonly since: string }>
  | Event<"RuleHeard", { readonly rule: string; readonly at: string; readonly since: string }>
  | Event<
      "IncidentStarted",
      {
        readonly incident: string;
        readonly title: string;
        readonly summary: string;
        readonly detectedAt: string;
        /** null for silence: nobody sees an impact. */
        readonly impactBeganAt: string | null;
        readonly services: readonly Ref[];
        readonly components: readonly Ref[];
        readonly regulations: readonly string[];
        readonly rules: readonly ToldRule[];
        readonly failures: readonly ToldFailure[];
        readonly origins: readonly ToldOrigin[];
      }
    >
  /** More failures belong to an incident, or what is known of them has changed. */
  | Event<
      "IncidentJoined",
      {
        readonly incident: string;
        readonly rules: readonly ToldRule[];
        readonly failures: readonly ToldFailure[];
        readonly origins: readonly ToldOrigin[];
        /** Services that are down by all that fails now; absent in events of older versions. */
        readonly services?: readonly Ref[];
      }
    >
  /** Everything up to this version of the stream has been told to the incidents it concerns. */
  | Event<"IncidentsTold", { readonly upTo: number }>;
