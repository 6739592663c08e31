import type { DeskView } from "#core/incident/desk.ts";
import type { IncidentView } from "#core/incident/view.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { RunView } from "#core/run/view.ts";
import { labControl } from "../control.ts";
import { ringsFor } from "../drill/bell.ts";
import { ApiRefusal } from "../drill/holdfast-api.ts";
import { readImpact } from "../drill/outside.ts";
import { followRun, standingLab } from "../drill/run-drill.ts";
import { accessStep, type AccessStory, letIn } from "./access-chapter.ts";
import { gatherStory } from "./gather-story.ts";
import { killings } from "./killings.ts";
import { type Listed, until } from "./patience.ts";
import { openStage, type Stage } from "./stage.ts";
import type { DeskShown, StoryPoint, StoryResult } from "./story.ts";

export type StoryOptions = {
  /** The folder of a lab that is up and healthy. */
  readonly folder: string;
  readonly outputFolder: string;
  readonly say: (line: string) => void;
  /** Points at which the server is killed in the middle, and started again. */
  readonly killAt?: readonly StoryPoint[];
  /** Decides how long after the beginning of a point the server is killed. */
  readonly seed?: number;
};

const [ana, ben, chloe, dev] = [
  "person:ana-sample",
  "person:ben-sample",
  "person:chloe-sample",
  "person:dev-sample",
] as const;
/** What the chapters share. */
type Scene = {
  readonly options: StoryOptions;
  readonly stage: Stage;
  /** Carries a point of the story out, killing the server in its middle where that was asked for. */
  readonly at: <Result>(point: StoryPoint, what: () => Promise<Result>) => Promise<Result>;
};

/**
 * The story of one disaster on the lab, told by the product to its end: east dies, it is noticed, named and put to an
 * incident, the crisis team is called, the disaster is declared, orders move to west, customers are told, all stand down.
 */
export async function runStory(options: StoryOptions): Promise<StoryResult> {
  const lab = standingLab(options.folder);
  const { say } = options;
  const stage = await openStage(lab, options.outputFolder, say);
  try {
    const killer = killings(options, stage);
    const scene: Scene = { options, stage, at: killer.at };
    const since = new Date().toISOString();
    const { injectedAt } = await labControl(options.folder).fail("east-dies");
    say(`east dies at ${injectedAt}`);
    const incident = await noticed(scene);
    await team(scene, incident);
    const { desk, refusals } = await declaration(scene, incident);
    const { run, access } = await recovery(scene, incident);
    await told(scene, incident, run);
    return await gatherStory(stage, options, {
      since,
      injectedAt,
      incident,
      desk,
      access,
      refusals,
      run,
      kills: killer.done,
      reporters: stage.reporters,
    });
  } finally {
    await stage.close();
  }
}

const tell = ({ stage }: Scene, incident: string, verb: string, as: string, body: JsonObject) =>
  stage.api.post<IncidentView>(`/api/v1/incidents/${incident}/${verb}`, body, as);

const viewOf = ({ stage }: Scene, incident: string) =>
  stage.api.get<IncidentView>(`/api/v1/incidents/${incident}`, dev);

async function noticed(scene: Scene): Promise<string> {
  const { stage, options } = scene;
  return scene.at("detection", async () => {
    const found = await until("an incident is opened", async () => {
      const { incidents } = await stage.api.get<Listed>("/api/v1/incidents?status=open", dev);
      // The one for which people are called; others, if there are any, are judged at the end.
      for (const one of incidents) if ((await viewOf(scene, one.id)).callouts.length > 0) return one;
      return null;
    });
    options.say(`incident ${found.id}: ${found.title}`);
    return found.id;
  });
}

/** The people who are called answer by the link of their mail; whom the mail does not reach is called by telephone. */
async function team(scene: Scene, incident: string): Promise<void> {
  const { stage, options } = scene;
  const linkTo = (address: string) =>
    until(`a call reaches ${address}`, async () => {
      const mail = stage.channels.mails().find(({ to, link }) => to === address && link !== null);
      return mail?.link ?? null;
    });
  const links = await scene.at("calls", async () => ({
    dev: await linkTo("dev@shop.example"),
    ana: await linkTo("ana@shop.example"),
  }));
  options.say("dev and ana are called: mail by the second provider, short messages not at all");
  await scene.at("commander-answers", () => answer(links.dev));
  await scene.at("team-answers", async () => {
    await answer(links.ana);
    await linkTo("chloe@shop.example");
    const [callout] = (await viewOf(scene, incident)).callouts;
    const said = { callout: callout?.callout ?? "", person: chloe, answer: "coming", note: "on her mobile" };
    await tell(scene, incident, "callout-answers", dev, said);
  });
  await until("the quorum is complete", async () => {
    const [callout] = (await viewOf(scene, incident)).callouts;
    return callout?.status === "quorate" ? true : null;
  });
  options.say("quorum: commander and database lead by link, decider by telephone");
  // An alert alone may have opened the incident: nothing is declared before the agents have named what failed.
  const name = await until("the agents name what failed", async () => {
    const { failures } = await viewOf(scene, incident);
    return failures.find(({ component }) => component?.endsWith("east") === true)?.name ?? null;
  });
  options.say(`named: ${name}`);
}

/** Presses the button of the page behind a link, again while the server is away. */
async function answer(link: string): Promise<void> {
  await until("the answer is taken", async () => {
    const form = { method: "POST", body: new URLSearchParams({ answer: "coming" }) };
    const response = await fetch(link, form).catch(() => null);
    return response?.ok === true ? true : null;
  });
}

async function refusalOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return "";
  } catch (error) {
    if (error instanceof ApiRefusal) return error.code;
    throw error;
  }
}

async function declaration(scene: Scene, incident: string) {
  const { stage, options } = scene;
  const give = (point: StoryPoint, verb: string, as: string, body: JsonObject) =>
    scene.at(point, () => tell(scene, incident, verb, as, body));
  const impact = await readImpact(stage.lab);
  await give("facts", "facts", ana, { fact: "impact-began-at", value: impact.beganAt ?? "" });
  await tell(scene, incident, "facts", ana, { fact: "transactions-failing-percent", value: 100 });
  await give("plan-check", "plan-checks", ana, { reason: "east is gone as a whole, as the plan assumes" });
  const soon = new Date(Date.now() + 5_000).toISOString();
  await tell(scene, incident, "repair-estimates", ana, {
    readyAt: soon,
    reason: "it may come back by itself",
  });
  await give("declaration-asked", "declaration", ana, { reason: "east does not answer" });
  const declare = (as: string) => tell(scene, incident, "declare", as, { reason: "east is gone" });
  const wrongPerson = await scene.at("wrong-person", () => refusalOf(declare(ben)));
  const early = await deskOf(scene, incident);
  const withoutEvidence = early.infeasible.shown ? "" : await refusalOf(declare(dev));
  const late = new Date(Date.now() + 5 * 3_600_000).toISOString();
  await give("repair-estimate", "repair-estimates", ana, { readyAt: late, reason: "the host is gone" });
  const desk = await deskOf(scene, incident);
  await scene.at("declared", () =>
    tell(scene, incident, "declare", dev, { reason: "east is gone", optionsNotTaken: ["wait for east"] }),
  );
  options.say(`declared by ${dev}; latest responsible moment ${desk.latestResponsibleMoment ?? "unknown"}`);
  return { desk: shownBy(desk), refusals: { wrongPerson, withoutEvidence } };
}

type DeskAnswer = {
  readonly desk: DeskView;
  readonly failover: { readonly p90: number } | null;
};

async function deskOf({ stage }: Scene, incident: string) {
  const { desk, failover } = await stage.api.get<DeskAnswer>(`/api/v1/incidents/${incident}/desk`, dev);
  return { ...desk, p90: failover?.p90 ?? null };
}

const shownBy = (desk: DeskView & { readonly p90: number | null }): DeskShown => ({
  latestResponsibleMoment: desk.latestResponsibleMoment,
  toleranceEndsAt: desk.toleranceEndsAt,
  failoverP90Seconds: desk.p90,
  because: desk.infeasible.because,
});

async function recovery(scene: Scene, incident: string) {
  const { stage, options } = scene;
  const { detectedAt, failures } = await viewOf(scene, incident);
  const impact = await readImpact(stage.lab);
  const body: JsonObject = {
    runbook: "orders-failover",
    mode: "live",
    reason: "declared: east is gone",
    impact: { ...impact },
    detection: {
      at: detectedAt,
      by: "monitors",
      evidence: { incident, failures: failures.map(({ name }) => name) },
    },
  };
  const started = await scene.at("failover-started", async () => {
    const run = await stage.api.start(body, ana);
    await tell(scene, incident, "runs", ana, { run: run.id, purpose: "failover" });
    return run;
  });
  options.say(`run ${started.id} started by ${ana}`);
  const bell = ringsFor(() => stage.url, started.id);
  const nothing = async () => {};
  let access: AccessStory | null = null;
  const interfere = async ({ run }: { readonly run: RunView }) => {
    const step = run.steps.find(({ id }) => id === accessStep);
    if (step?.status !== "awaiting-person" || access !== null) return;
    access = await letIn(stage, run, scene.at);
    options.say(`ben was let in: ${access.ordersSeen} orders seen, then ${access.after}`);
  };
  try {
    const run = await scene.at("failover", () =>
      followRun(
        stage.api,
        started,
        {
          ...options,
          fault: null,
          runbook: "orders-failover",
          onLoss: "accept",
          leaves: [accessStep],
          interfere,
          limitSeconds: 400,
        },
        { lab: stage.lab, fail: nothing, heal: nothing, restartServer: nothing },
        bell,
      ),
    );
    return { run, access: access as AccessStory | null };
  } finally {
    bell.close();
  }
}

/** Customers are told, the team stands down, the incident is closed. */
async function told(scene: Scene, incident: string, run: RunView): Promise<void> {
  const { stage, options } = scene;
  const give = (point: StoryPoint, verb: string, as: string, body: JsonObject) =>
    scene.at(point, () => tell(scene, incident, verb, as, body));
  const restoredAt = (await readImpact(stage.lab)).endedAt ?? run.finishedAt ?? "";
  await tell(scene, incident, "facts", ana, { fact: "restored-at", value: restoredAt });
  const text = "Orders can be placed again. All orders that were confirmed are kept.";
  const drafted = await give("update-drafted", "updates", chloe, { audience: "Customers", text });
  const update = drafted.updates.at(-1)?.update ?? "";
  await give("update-approved", "update-approvals", dev, { update });
  await give("update-published", "update-publications", chloe, { update });
  await give("stand-down", "stand-down", dev, {
    reason: "orders succeed from outside",
    criteria: [{ text: "Orders succeed from outside and the databases agree row by row", met: true }],
  });
  await give("closed", "close", dev, { reason: "orders run in west", result: "restored" });
  options.say("customers are told, the team stands down, the incident is closed");
}
