import { writeFileSync } from "node:fs";
import { freePort } from "../monitoring/debian-program.ts";
import { smtpPeer } from "#channels/peers.test-kit.ts";

/** A mail as the provider that lives has taken it. */
export type Mail = { readonly id: string; readonly to: string; readonly link: string | null };

/** How people can be reached in the story: short messages not at all, mail by the second of two providers. */
export type StoryChannels = {
  readonly file: string;
  mails(): readonly Mail[];
  close(): Promise<void>;
};

/** Opens a real mail server, and writes the file that names it behind one that is dead, beside a dead SMS centre. */
export async function openStoryChannels(file: string, publicUrl: string): Promise<StoryChannels> {
  const mail = await smtpPeer();
  const [deadMail, deadSms] = [await freePort(), await freePort()];
  const from = '"holdfast@lab.example"';
  writeFileSync(
    file,
    [
      `publicUrl: ${publicUrl}`,
      "ladder: [{ channel: sms }, { channel: email }]",
      "providers:",
      `  - { type: smtp, name: mail-a, host: 127.0.0.1, port: ${deadMail}, security: none, from: ${from} }`,
      `  - { type: smtp, name: mail-b, host: 127.0.0.1, port: ${mail.port}, security: none, from: ${from} }`,
      `  - { type: smpp, name: sms-a, host: 127.0.0.1, port: ${deadSms}, systemId: holdfast, sender: "4242" }`,
      "",
    ].join("\n"),
  );
  return {
    file,
    mails: () => mail.taken.map(readMail),
    close: () => mail.close(),
  };
}

function readMail(text: string): Mail {
  const plain = text.replaceAll("=\r\n", "").replaceAll("=3D", "=");
  const of = (pattern: RegExp) => pattern.exec(plain)?.[1] ?? null;
  return {
    id: of(/^Message-ID:\s*<([^>]+)>/im) ?? "",
    to: of(/^To: .*?<?([^<>\s]+@[^<>\s]+)>?\s*$/im) ?? "",
    link: of(/(http:\/\/\S+\/answer\/\S+)/),
  };
}
