import smpp, { type Pdu, type Session } from "smpp";
import type { Sent } from "#engine/pager.ts";
import type { SmppSettings } from "./channel-settings.ts";
import { textWithAnswer } from "./message-text.ts";
import type { OnNews, OpenProvider, ReadSecret } from "./provider-kind.ts";

/** SMPP 3.4, 5.2.12: a message of the type "delivery receipt". */
const receiptBits = 0x3c;
const isReceipt = (esmClass: number) => (esmClass & receiptBits) === 0x04;
/** Octets of `short_message`; longer ones go into `message_payload`. */
const shortMax = 140;
/** SMPP 3.4, 5.2.28 and the text of receipts in appendix B. */
const deliveredState = 2;
const enquireSeconds = 30;

/** SMS over SMPP 3.4: one session is kept, since receipts and replies come back over it. */
export function openSmpp(settings: SmppSettings, readSecret: ReadSecret, onNews: OnNews): OpenProvider {
  const { name, host, port, tls, systemId, password, sender } = settings;
  let kept: Promise<Session> | null = null;
  let beat: NodeJS.Timeout | null = null;

  function forget(session: Session | null): void {
    kept = null;
    if (beat !== null) clearInterval(beat);
    beat = null;
    session?.destroy();
  }

  async function bind(): Promise<Session> {
    const secret = password === undefined ? "" : await readSecret(password);
    return new Promise((resolve, reject) => {
      const session = smpp.connect({ host, port, tls });
      const timer = setTimeout(() => fail(new Error("no answer to the bind")), 5000);
      const fail = (error: Error) => {
        clearTimeout(timer);
        forget(session);
        reject(error);
      };
      session.on("error", fail);
      session.on("close", () => fail(new Error("the connection was closed")));
      session.on("connect", () => {
        session.bind_transceiver({ system_id: systemId, password: secret }, ({ command_status: status }) => {
          if (status !== 0) return fail(new Error(`the bind was refused: status 0x${status.toString(16)}`));
          clearTimeout(timer);
          resolve(session);
        });
      });
      session.on("deliver_sm", (pdu: Pdu) => {
        session.send(pdu.response());
        const news = newsOf(pdu);
        if (news !== null) onNews({ provider: name, ...news });
      });
      session.on("enquire_link", (pdu: Pdu) => session.send(pdu.response()));
    });
  }

  async function session(): Promise<Session> {
    kept ??= bind();
    const found = await kept;
    beat ??= setInterval(() => void ask(found).catch(() => forget(found)), enquireSeconds * 1000);
    beat.unref();
    return found;
  }

  return {
    name,
    channel: "sms",
    async send(message, signal) {
      let found: Session;
      try {
        found = await session();
      } catch (error) {
        return { outcome: "refused", detail: (error as Error).message };
      }
      const text = textWithAnswer(message);
      const content =
        Buffer.byteLength(text) <= shortMax ? { short_message: text } : { message_payload: text };
      return submit(found, { source_addr: sender, destination_addr: message.to, ...content }, signal);
    },
    async check(signal) {
      try {
        await Promise.race([session().then(ask), timeUp(signal)]);
        return { answers: true, detail: `${host}:${port} is bound` };
      } catch (error) {
        return { answers: false, detail: (error as Error).message };
      }
    },
    async close() {
      const found = await kept?.catch(() => null);
      if (found) forget(found);
    },
  };
}

/** Submits one message; a session that ends before the answer leaves it unknown. */
function submit(
  session: Session,
  fields: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Sent> {
  return new Promise((resolve) => {
    const lost = (detail: string) => resolve({ outcome: "unknown", detail });
    session.once("close", () => lost("the connection was closed before the answer"));
    signal.addEventListener("abort", () => lost("no answer in time"), { once: true });
    const isSent = session.submit_sm({ ...fields, registered_delivery: 1 }, (pdu) =>
      resolve(
        pdu.command_status === 0
          ? { outcome: "accepted", reference: pdu.message_id ?? null, detail: "submitted" }
          : { outcome: "refused", detail: `status 0x${pdu.command_status.toString(16)}` },
      ),
    );
    if (!isSent) resolve({ outcome: "refused", detail: "the connection is closed" });
  });
}

function ask(session: Session): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer to a sign of life")), 5000);
    const isSent = session.enquire_link({}, () => {
      clearTimeout(timer);
      resolve();
    });
    if (isSent) return;
    clearTimeout(timer);
    reject(new Error("the connection is closed"));
  });
}

function timeUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true });
  });
}

type News =
  | {
      readonly type: "receipt";
      readonly reference: string;
      readonly outcome: "delivered" | "undeliverable";
      readonly detail: string;
    }
  | { readonly type: "reply"; readonly from: string; readonly text: string };

/** What a message to us is: a receipt that is final, a reply of a person, or nothing of interest. */
function newsOf(pdu: Pdu): News | null {
  const text = textOf(pdu.short_message) || textOf(pdu.message_payload);
  if (!isReceipt(pdu.esm_class ?? 0)) return { type: "reply", from: pdu.source_addr ?? "", text };
  const reference = pdu.receipted_message_id ?? /\bid:(\S+)/.exec(text)?.[1];
  const stat = /\bstat:(\S+)/.exec(text)?.[1] ?? "";
  if (reference === undefined || ["ENROUTE", "ACCEPTD"].includes(stat)) return null;
  const isDelivered = pdu.message_state === deliveredState || stat === "DELIVRD";
  return { type: "receipt", reference, outcome: isDelivered ? "delivered" : "undeliverable", detail: stat };
}

function textOf(field: Pdu["short_message"]): string {
  const message = typeof field === "object" ? field.message : field;
  return message instanceof Uint8Array ? Buffer.from(message).toString("utf8") : (message ?? "");
}
