/** Where incoming mail is taken, and whose. */
export type MailSettings = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Addresses (`nagios@example.org`) and domains (`@example.org`) whose mail becomes signals; empty: nobody's does. */
  readonly senders: readonly string[];
  readonly bytesMax: number;
};

export const mailFlags = {
  "mail-port": { type: "string" },
  "mail-host": { type: "string" },
  "mail-senders": { type: "string" },
} as const;

export const mailVariables = {
  mailPort: "HOLDFAST_MAIL_PORT",
  mailHost: "HOLDFAST_MAIL_HOST",
  mailSenders: "HOLDFAST_MAIL_SENDERS",
} as const;

export const mailUsage = `Incoming mail (docs/guides/incidents.md): signals@… becomes signals, answers@… answers calls

  --mail-port N            takes mail by SMTP on this port (HOLDFAST_MAIL_PORT, default: takes none)
  --mail-host ADDRESS      where to listen for it (HOLDFAST_MAIL_HOST, default 127.0.0.1)
  --mail-senders LIST      addresses and @domains whose mail becomes signals (HOLDFAST_MAIL_SENDERS, default: nobody's)
`;

const bytesMax = 1_000_000;

/** The settings of incoming mail, or null where none is taken. `fault` makes the error of a setting that is wrong. */
export function readMailSettings(
  given: { readonly [name in keyof typeof mailVariables]?: string },
  fault: (message: string) => Error,
): MailSettings | null {
  if (given.mailPort === undefined) {
    if (given.mailSenders !== undefined || given.mailHost !== undefined)
      throw fault("--mail-senders and --mail-host need --mail-port: without it no mail is taken");
    return null;
  }
  const port = Number(given.mailPort);
  if (!/^\d+$/.test(given.mailPort) || port > 65_535)
    throw fault(`--mail-port ${given.mailPort}: a port is a number from 0 to 65535`);
  const senders = (given.mailSenders ?? "")
    .split(",")
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== "");
  const wrong = senders.find((each) => !/^[^\s@]*@[^\s@]+$/.test(each));
  if (wrong !== undefined)
    throw fault(`--mail-senders ${wrong}: an address is like nagios@example.org, a domain like @example.org`);
  return { host: given.mailHost ?? "127.0.0.1", port, senders, bytesMax };
}
