import { parseDocument } from "yaml";
import { z } from "zod";

/** The file of channels cannot be used; the message says where and what to change. */
export class ChannelSettingsError extends Error {}

const name = z.string().min(1).max(60);
const host = z.string().min(1);
const port = z.int().min(1).max(65_535);
const secret = z
  .string()
  .regex(/^secret:(?:env|file)\/.+$/, "a reference: secret:env/NAME or secret:file/PATH");
const address = z.union([secret, z.url({ protocol: /^https?$/ })]);

const smtp = z.strictObject({
  type: z.literal("smtp"),
  name,
  host,
  port: port.default(587),
  security: z.enum(["none", "starttls", "tls"]).default("starttls"),
  from: z.string().min(3),
  /** Where answers are heard, such as answers@holdfast.example.org; absent: nobody hears them. */
  replyTo: z.string().min(3).optional(),
  user: z.string().optional(),
  password: secret.optional(),
});
const smpp = z.strictObject({
  type: z.literal("smpp"),
  name,
  host,
  port: port.default(2775),
  tls: z.boolean().default(false),
  systemId: z.string().min(1).max(15),
  password: secret.optional(),
  sender: z.string().min(1).max(20),
});
const twilio = z.strictObject({
  type: z.literal("twilio"),
  name,
  url: z.url({ protocol: /^https?$/ }).default("https://api.twilio.com"),
  accountSid: z.string().min(1),
  token: secret,
  from: z.string().min(1),
});
const voice = z.strictObject({ type: z.literal("voice"), name, url: address, token: secret.optional() });
const chat = z.strictObject({ type: z.enum(["slack", "mattermost", "teams"]), name, url: address });
const ntfy = z.strictObject({
  type: z.literal("ntfy"),
  name,
  url: z.url({ protocol: /^https?$/ }).default("https://ntfy.sh"),
  topic: z.string().min(1),
  token: secret.optional(),
});

const settings = z.strictObject({
  /** What the console is called from outside: links in messages begin with it. */
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** Over which channels somebody is called, and how long after the call. */
  ladder: z
    .array(
      z.strictObject({
        channel: z.enum(["email", "sms", "voice", "chat", "push"]),
        afterSeconds: z.number().min(0).max(86_400).default(0),
      }),
    )
    .optional(),
  /** Of several for one channel the first is preferred; the next takes over when it does not take a message. */
  providers: z.array(z.discriminatedUnion("type", [smtp, smpp, twilio, voice, chat, ntfy])).default([]),
});

export type SmtpSettings = z.output<typeof smtp>;
export type SmppSettings = z.output<typeof smpp>;
export type TwilioSettings = z.output<typeof twilio>;
export type VoiceSettings = z.output<typeof voice>;
export type ChatSettings = z.output<typeof chat>;
export type NtfySettings = z.output<typeof ntfy>;
export type ProviderSettings = z.output<typeof settings>["providers"][number];
export type ChannelSettings = z.output<typeof settings>;

/** Reads the file of channels. Throws `ChannelSettingsError` with line and column of what is wrong. */
export function readChannelSettings(text: string, file: string): ChannelSettings {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) {
    const [at] = broken.linePos ?? [];
    throw new ChannelSettingsError(
      `${file}:${at?.line ?? 1}:${at?.col ?? 1}: ${broken.message.split("\n")[0]}`,
    );
  }
  const parsed = settings.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => {
      const node = document.getIn(path as (string | number)[], true) as
        | { readonly range?: readonly number[] }
        | undefined;
      const offset = node?.range?.[0] ?? 0;
      const before = text.slice(0, offset).split("\n");
      return `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}: ${path.join(".") || "the file"}: ${message}`;
    });
    throw new ChannelSettingsError(lines.join("\n"));
  }
  const names = parsed.data.providers.map((provider) => provider.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) throw new ChannelSettingsError(`${file}: two providers are called ${twice}`);
  return parsed.data;
}
