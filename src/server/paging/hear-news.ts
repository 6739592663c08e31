import { randomUUID } from "node:crypto";
import { answerInWords } from "#core/incident/callout/answer-in-words.ts";
import type { Estate } from "#core/model/estate.ts";
import type { ProviderNews } from "#engine/pager.ts";
import type { AppPorts } from "../app-ports.ts";
import type { AnswerCodes } from "./answer-codes.ts";
import { answerOrder, openPages, orderFor } from "./answer-page.ts";
import { addressOf } from "./paging.ts";

type Ports = Pick<AppPorts, "incidents" | "incidentList" | "clock"> & {
  readonly codes: AnswerCodes;
  readonly estate: () => Estate;
  readonly node: string;
};

/** Puts what a provider told on record, where it belongs to a page of an open incident; says what it made of it. */
export function hearNews(ports: Ports, news: ProviderNews): Promise<string> {
  return news.type === "receipt" ? hearReceipt(ports, news) : hearReply(ports, news);
}

async function hearReceipt(
  ports: Ports,
  news: Extract<ProviderNews, { readonly type: "receipt" }>,
): Promise<string> {
  const { provider, reference, outcome, detail } = news;
  for (const { incident, page } of await openPages(ports)) {
    const delivery = page.deliveries.find(({ attempts }) =>
      attempts.some((attempt) => attempt.provider === provider && attempt.reference === reference),
    );
    if (delivery === undefined) continue;
    await ports.incidents.handle(
      incident,
      {
        type: "RecordReceipt",
        data: { page: page.page, channel: delivery.channel, outcome, detail },
        actor: { type: "system", node: ports.node },
        at: ports.clock.now(),
      },
      { commandId: `receipt:${randomUUID()}`, giveUpSeconds: 60 },
    );
    return `receipt ${reference} of ${provider}: ${outcome}`;
  }
  return `receipt ${reference} of ${provider} belongs to no open call`;
}

const digits = (number: string) => number.replaceAll(/\D/g, "").replace(/^00/, "");

/** `4271 yes` from the number that was written to; a reply that says neither is left to people. */
async function hearReply(
  ports: Ports,
  { from, text }: Extract<ProviderNews, { readonly type: "reply" }>,
): Promise<string> {
  const code = /\b\d{4}\b/.exec(text)?.[0];
  const answer = answerInWords(text);
  if (code === undefined || answer === null) return "a reply without a code and yes or no was left alone";
  for (const found of await openPages(ports)) {
    const { incident, page } = found;
    const number = addressOf(ports.estate(), page.person, "sms");
    if (number === null || digits(number) !== digits(from)) continue;
    if (ports.codes.replyCodeOf({ incident, page: page.page }) !== code) continue;
    const refusal = await orderFor(ports, found, answerOrder(found, answer, "reply"));
    return refusal ?? `${page.person} answers: ${answer}`;
  }
  return "a reply whose code and number belong to no open call was left alone";
}
