import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { GrantView } from "#core/grant/view.ts";
import type { RunView } from "#core/run/view.ts";
import { ApiRefusal } from "../drill/holdfast-api.ts";
import { until } from "./patience.ts";
import type { Stage } from "./stage.ts";
import type { StoryPoint } from "./story.ts";

/** The step for which a person is let into production; nobody of the crew completes it before that. */
export const accessStep = "look-in";

/** What came of letting a person in. */
export type AccessStory = {
  readonly grant: string;
  readonly status: string;
  readonly approvedBy: string;
  /** Orders that the person has seen in the database of west. */
  readonly ordersSeen: number;
  readonly sessionsEnded: number;
  /** What the database said to the same credential after the step. */
  readonly after: string;
};

const [ben, dev] = ["person:ben-sample", "person:dev-sample"] as const;

type Credential = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
};

type Collected = { readonly credential: Credential };

/**
 * Ben's step opens, his access is approved by somebody else, he collects it, logs in, looks, and completes the step, with his
 * session still open: that ends it, and lets nobody in any more.
 */
export async function letIn(
  stage: Stage,
  run: RunView,
  at: <Result>(point: StoryPoint, what: () => Promise<Result>) => Promise<Result>,
): Promise<AccessStory> {
  const { api } = stage;
  const grantNow = async () => {
    const found = await api.get<{ grants: readonly GrantView[] }>(`/api/v1/grants?run=${run.id}`, ben);
    return found.grants.find(({ step }) => step === accessStep) ?? null;
  };
  const reaches = (wanted: GrantView["status"]) =>
    until(`the access of ${accessStep} is ${wanted}`, async () => {
      const grant = await grantNow();
      return grant?.status === wanted ? grant : null;
    });
  const { id } = await reaches("asked");
  await at("access-approved", () => api.post(`/api/v1/grants/${id}/approve`, {}, dev));
  await reaches("open");
  const credential = await at("access-collected", () => collect(stage, id));
  const session = new Client({ ...credential, connectionTimeoutMillis: 10_000 });
  // The end of the grant ends it, which is no error of ours.
  session.on("error", () => {});
  await session.connect();
  const { rows } = await session.query<{ count: string }>("select count(*) from orders");
  await at("access-ended", () =>
    api.command(
      `/api/v1/runs/${run.id}/steps/${accessStep}/complete`,
      { result: "done", note: `saw ${rows[0]?.count ?? "no"} orders` },
      ben,
    ),
  );
  const ended = await reaches("revoked");
  await session.end().catch(() => {});
  return {
    grant: id,
    status: ended.status,
    approvedBy: ended.approvedBy?.type === "person" ? ended.approvedBy.ref : "",
    ordersSeen: Number(rows[0]?.count ?? 0),
    sessionsEnded: ended.sessionsEnded,
    after: await loginAgain(credential),
  };
}

/** The credential is handed over once: whoever lost the answer asks for another, which makes the first void. */
async function collect({ api }: Stage, grant: string): Promise<Credential> {
  const path = `/api/v1/grants/${grant}/collect`;
  for (let again = false, tries = 0; ; again = true, tries += 1) {
    try {
      return (await api.post<Collected>(path, { again }, ben)).credential;
    } catch (error) {
      if (!(error instanceof ApiRefusal) || tries > 20) throw error;
      await sleep(500);
    }
  }
}

async function loginAgain(credential: Credential): Promise<string> {
  const client = new Client({ ...credential, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.end();
    return "let in";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
