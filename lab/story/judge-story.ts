import type { Judgement } from "../drill/verdict.ts";
import type { DeskShown, LogEntry, StoryResult } from "./story.ts";

/** What must be in the incident's log exactly so often, whatever was killed meanwhile. */
const once = {
  IncidentOpened: 1,
  CalloutStarted: 1,
  CalloutAnswered: 3,
  PlanJudged: 1,
  DeclarationAsked: 1,
  DisasterDeclared: 1,
  RunLinked: 1,
  UpdateDrafted: 1,
  UpdateApproved: 1,
  UpdatePublished: 1,
  StoodDown: 1,
  IncidentClosed: 1,
} as const;

const of = (log: readonly LogEntry[], type: string) => log.filter((entry) => entry.type === type);

function judgeLog({ log }: StoryResult): Judgement {
  const wrong = Object.entries(once).flatMap(([type, wanted]) => {
    const found = of(log, type).length;
    return found === wanted ? [] : [`${type} ${found} times instead of ${wanted}`];
  });
  const says = wrong.length === 0 ? `${log.length} entries, each act once` : wrong.join("; ");
  return { name: "log", holds: wrong.length === 0, says };
}

/** Every mail that came is on record before it came, and of one that came twice the log says that it may. */
function judgePages({ log, mails }: StoryResult): Judgement {
  const copies = new Map<string, number>();
  for (const { id } of mails) copies.set(id, (copies.get(id) ?? 0) + 1);
  const begun = of(log, "DeliveryBegun").filter(({ data }) => data["provider"] === "mail-b");
  const wrong = [...copies].flatMap(([id, count]) => {
    const own = begun.filter(({ data }) => id.includes(`.${String(data["page"])}.email@`));
    const repeats = own.filter(({ data }) => data["repeats"] === true).length;
    if (own.length >= count && repeats >= count - 1) return [];
    return [`${id} came ${count} times, ${own.length} on record, ${repeats} of them as repeats`];
  });
  const twice = [...copies.values()].filter((count) => count > 1).length;
  const shown = `${mails.length} mails, ${twice} of them twice and on record as such`;
  return {
    name: "calls",
    holds: wrong.length === 0 && mails.length > 0,
    says: wrong.length > 0 ? wrong.join("; ") : shown,
  };
}

function judgeChannels({ log }: StoryResult): Judgement {
  const settled = of(log, "DeliverySettled");
  const says = (provider: string, outcome: string) =>
    settled.filter(({ data }) => data["provider"] === provider && data["outcome"] === outcome).length;
  const [refused, taken] = [says("mail-a", "refused"), says("mail-b", "accepted")];
  const silent = says("sms-a", "accepted");
  return {
    name: "channels",
    holds: refused > 0 && taken > 0 && silent === 0,
    says: `mail: ${refused} not taken by the first provider, ${taken} by the second; short messages: ${silent} taken`,
  };
}

function judgeNaming({ incident, otherIncidents }: StoryResult): Judgement {
  const all = incident.failures.map(({ name, component }) => `${name} ${component ?? ""}`.trim());
  const names = [...new Set(all)];
  const holds = names.length > 0 && otherIncidents.length === 0;
  const others = otherIncidents.length === 0 ? "" : `; besides: ${otherIncidents.join(", ")}`;
  return { name: "naming", holds, says: `${names.join(", ") || "nothing was named"}${others}` };
}

function judgeAuthority({ refusals, incident }: StoryResult): Judgement {
  const { wrongPerson, withoutEvidence } = refusals;
  const holds =
    wrongPerson === "not-authorised" &&
    (withoutEvidence === "" || withoutEvidence === "infeasibility-not-shown") &&
    incident.declaration?.basis === "infeasible";
  const early = withoutEvidence === "" ? "tolerance was over" : `too early: ${withoutEvidence}`;
  return { name: "authority", holds, says: `wrong person: ${wrongPerson || "not refused"}; ${early}` };
}

function judgeAccess({ access }: StoryResult): Judgement {
  if (access === null) return { name: "access", holds: false, says: "nobody was let in" };
  const { approvedBy, ordersSeen, sessionsEnded, after, status } = access;
  const holds = approvedBy !== "" && ordersSeen > 0 && status === "revoked" && after !== "let in";
  return {
    name: "access",
    holds,
    says: `ben saw ${ordersSeen} orders, approved by ${approvedBy}; ${sessionsEnded} open session ended; then: ${after}`,
  };
}

function judgeData({ lostOrders, acknowledgedOrders, writerViolations }: StoryResult): Judgement {
  return {
    name: "data",
    holds: lostOrders === 0 && writerViolations === 0 && acknowledgedOrders > 0,
    says: `${lostOrders} of ${acknowledgedOrders} acknowledged orders lost; ${writerViolations} times two writers`,
  };
}

/** The moment is what is left of tolerance less the P90 of the failover; what comes after the service is back does not count. */
function judgeDesk({
  latestResponsibleMoment: moment,
  toleranceEndsAt: end,
  failoverP90Seconds: p90,
  because,
}: DeskShown): Judgement {
  const left = moment === null || end === null ? null : (Date.parse(end) - Date.parse(moment)) / 1000;
  const holds = left !== null && p90 !== null && Math.abs(left - p90) < 1 && p90 < 1800;
  const shown = `latest responsible moment ${moment ?? "unknown"} (P90 ${p90?.toFixed(0) ?? "unknown"} s)`;
  return { name: "desk", holds, says: `${shown}: ${because}` };
}

/** The story as judged from outside; it is passed when everything holds. */
export function judgeStory(result: StoryResult): readonly Judgement[] {
  const { run, bundle, desk, incident, statusPage } = result;
  const isDone = run.result === "succeeded" || run.result === "succeeded-with-exceptions";
  return [
    judgeNaming(result),
    judgeChannels(result),
    judgePages(result),
    judgeDesk(desk),
    judgeAuthority(result),
    { name: "run", holds: isDone, says: run.result ?? run.status },
    judgeAccess(result),
    judgeData(result),
    {
      name: "status page",
      holds: statusPage !== "" && !statusPage.includes("component:"),
      says: "tells customers what was approved",
    },
    { name: "end", holds: incident.status === "closed", says: `the incident is ${incident.status}` },
    judgeLog(result),
    {
      name: "evidence",
      holds: bundle.ok,
      says: bundle.ok ? `${bundle.events} events verify with the public key` : bundle.problems.join("; "),
    },
  ];
}
