import PostalMime, { type Email } from "postal-mime";
import { answerInWords } from "#core/incident/callout/answer-in-words.ts";
import { ownWords, quotedTokens } from "#core/incident/callout/reply-mail.ts";
import { readEmail } from "#core/signal/dialects/email.ts";
import { StoreUnavailable } from "#engine/event-store.ts";
import type { AppPorts } from "../app-ports.ts";
import { IntakeFull, type SignalWriter } from "../intake/signal-writer.ts";
import { answerOrder, findPage, orderFor } from "../paging/answer-page.ts";
import { addressOf } from "../paging/paging.ts";

/** What the sender is answered: an SMTP code (RFC 5321, 4.2) with words. 4xx is our own fault: they try again. */
export type MailAnswer = { readonly code: 250 | 451 | 550 | 554; readonly text: string };

/** Who a mail is for, as its recipient says: `signals+TAG@…`, or `answers@…`. */
export type Mailbox = { readonly box: "signals"; readonly tag: string | null } | { readonly box: "answers" };

/** The mailbox of an address; null where it is none of ours. */
export function mailboxOf(address: string): Mailbox | null {
  const local = address.slice(0, address.lastIndexOf("@")).toLowerCase();
  const [name = "", ...tag] = local.split("+");
  if (name === "answers") return { box: "answers" };
  return name === "signals" ? { box: "signals", tag: tag.length === 0 ? null : tag.join("+") } : null;
}

export type TakeMailPorts = Pick<AppPorts, "paging" | "incidents" | "incidentList" | "clock" | "estate"> & {
  readonly writer: SignalWriter;
  readonly log: (line: string) => void;
};

/** Takes one mail for its mailboxes. When it answers 250, what it brought is durable. */
export async function takeMail(
  ports: TakeMailPorts,
  {
    sender,
    boxes,
    bytes,
  }: { readonly sender: string; readonly boxes: readonly Mailbox[]; readonly bytes: Uint8Array },
): Promise<MailAnswer> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(bytes);
  } catch {
    return { code: 554, text: "5.6.0 The message cannot be read" };
  }
  try {
    for (const mailbox of boxes) {
      const answer =
        mailbox.box === "answers"
          ? await takeReply(ports, mail)
          : await takeSignal(ports, mail, sender, mailbox.tag);
      if (answer.code !== 250) return answer;
    }
    return { code: 250, text: "2.0.0 Taken" };
  } catch (error) {
    ports.log(`mail of ${sender}: ${(error as Error).message}`);
    if (error instanceof IntakeFull) return { code: 451, text: "4.3.1 Too much waits; try again" };
    if (error instanceof StoreUnavailable)
      return { code: 451, text: "4.3.0 The database is away; try again" };
    return { code: 451, text: "4.3.0 Something of ours went wrong; try again" };
  }
}

async function takeSignal(
  { writer }: TakeMailPorts,
  mail: Email,
  sender: string,
  tag: string | null,
): Promise<MailAnswer> {
  const { signals, faults } = readEmail({
    from: sender,
    tag,
    subject: mail.subject ?? "",
    text: textOf(mail),
    date: mail.date ?? null,
    messageId: mail.messageId ?? null,
  });
  if (signals.length === 0)
    return { code: 554, text: `5.6.0 The subject ${faults[0]?.detail ?? "cannot be read"}` };
  await writer.write(signals);
  return { code: 250, text: "2.0.0 Taken" };
}

const textOf = ({ text, html }: Email) => text ?? (html ?? "").replaceAll(/<[^>]*>/g, " ");

/** Machines that answer by themselves (RFC 3834, 5): out of office is nobody's answer. */
const isAutomatic = ({ headers }: Email) =>
  headers.some(
    ({ key, value }) =>
      (key === "auto-submitted" && value.trim().toLowerCase() !== "no") ||
      (key === "precedence" && /bulk|junk|auto_reply/i.test(value)) ||
      key === "x-autoreply",
  );

/** An answer to a call. The quoted link proves whose it is; without it the address, the message it answers and the code do. */
async function takeReply(ports: TakeMailPorts, mail: Email): Promise<MailAnswer> {
  if (isAutomatic(mail)) {
    ports.log("an automatic reply was taken for nobody's answer");
    return { code: 250, text: "2.0.0 Taken" };
  }
  const words = ownWords(textOf(mail));
  const answer = answerInWords(words);
  if (answer === null) return { code: 550, text: "5.6.0 Begin with yes or no, above what you quote" };
  const found = await pageOf(ports, mail, words);
  if (found === null)
    return {
      code: 550,
      text: "5.7.1 No open call belongs to this: quote the message, answer from its address",
    };
  const refusal = await orderFor(ports, found, answerOrder(found, answer, "reply"));
  if (refusal !== null) return { code: 550, text: `5.6.0 ${refusal.replaceAll(/[^\x20-\x7E]/g, " ")}` };
  ports.log(`${found.page.person} answers by mail: ${answer}`);
  return { code: 250, text: "2.0.0 Taken" };
}

async function pageOf(ports: TakeMailPorts, mail: Email, words: string) {
  const { codes } = ports.paging;
  for (const token of quotedTokens(`${mail.text ?? ""}\n${mail.html ?? ""}`)) {
    const name = codes.read(token);
    const found = name === null ? null : await findPage(ports, name);
    if (found !== null) return found;
  }
  const answered = /<(?<incident>[^\s.<>@]+)\.(?<page>[^\s<>@]+)\.email@holdfast>/.exec(
    `${mail.inReplyTo ?? ""} ${mail.references ?? ""}`,
  )?.groups;
  const code = /\b\d{4}\b/.exec(words)?.[0];
  if (answered === undefined || code === undefined) return null;
  const name = { incident: answered["incident"] ?? "", page: answered["page"] ?? "" };
  const found = codes.replyCodeOf(name) === code ? await findPage(ports, name) : null;
  if (found === null) return null;
  const address = addressOf(ports.estate.current().resolved.estate, found.page.person, "email");
  return address !== null && address.toLowerCase() === mail.from?.address?.toLowerCase() ? found : null;
}
