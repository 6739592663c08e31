import { createTransport } from "nodemailer";
import type { Sent } from "#engine/pager.ts";
import type { SmtpSettings } from "./channel-settings.ts";
import { textWithAnswer } from "./message-text.ts";
import type { OpenProvider, ReadSecret } from "./provider-kind.ts";

type MailError = Error & { readonly responseCode?: number };

/** Watches a conversation for the moment from which the server may have the message. */
type Watch = { isGiven: boolean };

/** RFC 5321, 4.2.3: 354 asks for the message itself. */
const startMail = /^354/;

/** nodemailer says "connection closed" alike before and after the message was sent; its log of the traffic does not. */
function watchingLogger(watch: Watch) {
  const ignore = () => {};
  const debug = (entry: { readonly tnx?: string }, text: string) => {
    if (entry.tnx === "server" && startMail.test(text)) watch.isGiven = true;
  };
  return { trace: ignore, debug, info: ignore, warn: ignore, error: ignore, fatal: ignore, level: ignore };
}

/** What an error means: refused by an answer, never begun, or nobody knows. */
function sentOf({ responseCode, message }: MailError, { isGiven }: Watch): Sent {
  const outcome = responseCode !== undefined || !isGiven ? "refused" : "unknown";
  return { outcome, detail: message.slice(0, 300) };
}

/** Mail over SMTP. Each message has a connection of its own: a broken one must not hold up the next. */
export function openSmtp(settings: SmtpSettings, readSecret: ReadSecret): OpenProvider {
  const { name, host, port, security, from, replyTo, user, password } = settings;

  async function transport(signal: AbortSignal, watch: Watch) {
    const auth =
      user === undefined || password === undefined
        ? {}
        : { auth: { user, pass: await readSecret(password) } };
    const made = createTransport({
      host,
      port,
      secure: security === "tls",
      ignoreTLS: security === "none",
      requireTLS: security === "starttls",
      connectionTimeout: 5000,
      greetingTimeout: 5000,
      socketTimeout: 8000,
      disableFileAccess: true,
      disableUrlAccess: true,
      debug: true,
      logger: watchingLogger(watch),
      ...auth,
    });
    signal.addEventListener("abort", () => made.close(), { once: true });
    return made;
  }

  return {
    name,
    channel: "email",
    async send(message, signal) {
      const watch: Watch = { isGiven: false };
      try {
        const made = await transport(signal, watch);
        const sending = made.sendMail({
          messageId: `<${message.id}@holdfast>`,
          from,
          to: { name: message.name, address: message.to },
          subject: message.subject,
          ...(replyTo === undefined ? {} : { replyTo }),
          text: textWithAnswer(message, replyTo !== undefined),
          headers: { "Auto-Submitted": "auto-generated", Importance: "high" },
        });
        const info = await Promise.race([sending, aborted(signal)]);
        if (info === null) {
          void sending.catch(() => {});
          return { outcome: watch.isGiven ? "unknown" : "refused", detail: "no answer in time" };
        }
        return { outcome: "accepted", reference: info.messageId, detail: info.response };
      } catch (error) {
        return sentOf(error as MailError, watch);
      }
    },
    async check(signal) {
      try {
        const made = await transport(signal, { isGiven: false });
        const isThere = await Promise.race([made.verify(), aborted(signal)]);
        return isThere === null
          ? { answers: false, detail: "no answer in time" }
          : { answers: true, detail: `${host}:${port} takes mail` };
      } catch (error) {
        return { answers: false, detail: (error as Error).message.slice(0, 300) };
      }
    },
    close: () => Promise.resolve(),
  };
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });
}
