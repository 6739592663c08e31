import type { PageMessage } from "#engine/pager.ts";
import type { ChatSettings, NtfySettings, TwilioSettings, VoiceSettings } from "./channel-settings.ts";
import { answersHttp, postMessage, type Request } from "./http-send.ts";
import { textWithAnswer } from "./message-text.ts";
import type { OpenProvider, ReadSecret } from "./provider-kind.ts";

const json = { "content-type": "application/json" };

type Make = (message: PageMessage) => Promise<Request>;

function overHttp(
  { name, channel }: Pick<OpenProvider, "name" | "channel">,
  address: () => Promise<string>,
  make: Make,
): OpenProvider {
  return {
    name,
    channel,
    async send(message, signal) {
      let request: Request;
      try {
        request = await make(message);
      } catch (error) {
        return { outcome: "refused", detail: (error as Error).message };
      }
      const headers = { ...request.headers, "idempotency-key": message.id };
      return postMessage({ ...request, headers }, signal);
    },
    async check(signal) {
      try {
        return await answersHttp(await address(), signal);
      } catch (error) {
        return { answers: false, detail: (error as Error).message };
      }
    },
    close: () => Promise.resolve(),
  };
}

/** SMS through an interface like that of Twilio: a form with To, From and Body, answered with a `sid`. */
export function openTwilio(settings: TwilioSettings, readSecret: ReadSecret): OpenProvider {
  const { name, url, accountSid, token, from } = settings;
  const base = url.replace(/\/$/, "");
  return overHttp(
    { name, channel: "sms" },
    () => Promise.resolve(base),
    async (message) => {
      const secret = await readSecret(token);
      return {
        url: `${base}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          authorization: `Basic ${Buffer.from(`${accountSid}:${secret}`).toString("base64")}`,
        },
        body: new URLSearchParams({ To: message.to, From: from, Body: textWithAnswer(message) }).toString(),
        referenceAt: "sid",
      };
    },
  );
}

/** A call by whatever reads out what it is sent: `{ id, to, name, text, link }`. */
export function openVoice(settings: VoiceSettings, readSecret: ReadSecret): OpenProvider {
  const address = () => readSecret(settings.url);
  return overHttp(
    { name: settings.name, channel: "voice" },
    address,
    async ({ id, to, name, text, link }) => ({
      url: await address(),
      headers:
        settings.token === undefined
          ? json
          : { ...json, authorization: `Bearer ${await readSecret(settings.token)}` },
      body: JSON.stringify({ id, to, name, text, link }),
      referenceAt: "id",
    }),
  );
}

/** A message in a room: Slack, Mattermost, or Teams by an adaptive card. */
export function openChat(settings: ChatSettings, readSecret: ReadSecret): OpenProvider {
  const address = () => readSecret(settings.url);
  return overHttp({ name: settings.name, channel: "chat" }, address, async (message) => {
    const text = `${message.name}: ${message.subject}\n${textWithAnswer(message)}`;
    return {
      url: await address(),
      headers: json,
      body: JSON.stringify(settings.type === "teams" ? cardOf(text) : { text }),
    };
  });
}

function cardOf(text: string) {
  const card = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body: [{ type: "TextBlock", text, wrap: true }],
  };
  return {
    type: "message",
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: card }],
  };
}

/** A push message by ntfy, published as JSON. */
export function openNtfy(settings: NtfySettings, readSecret: ReadSecret): OpenProvider {
  const { name, url, topic, token } = settings;
  return overHttp(
    { name, channel: "push" },
    () => Promise.resolve(url),
    async (message) => ({
      url,
      headers: token === undefined ? json : { ...json, authorization: `Bearer ${await readSecret(token)}` },
      body: JSON.stringify({
        topic: await readSecret(topic),
        title: `${message.name}: ${message.subject}`,
        message: message.text,
        priority: 5,
        ...(message.link === null ? {} : { click: message.link }),
      }),
      referenceAt: "id",
    }),
  );
}
