import { askJson } from "../ask-json.ts";
import { type Lab, labUrl } from "../lab.ts";
import { LabError } from "../lab-error.ts";

export const linkNames = ["east-to-west", "west-to-east"] as const;

export type LinkOrder = {
  readonly mode?: "open" | "cut" | "reset";
  readonly delayMilliseconds?: number;
  readonly bytesPerSecond?: number | null;
};

/** A link as nature made it. */
export const soundLink: LinkOrder = { mode: "open", delayMilliseconds: 0, bytesPerSecond: null };

/** Shapes both directions of the link between the sites. */
export async function orderLinks(lab: Lab, order: LinkOrder): Promise<void> {
  for (const name of linkNames) {
    const url = `${labUrl(lab.ports.relayControl)}/links/${name}`;
    const { status, body } = await askJson("POST", url, { body: order });
    if (status !== 200)
      throw new LabError(`The relay refused the order for link ${name}: ${JSON.stringify(body)}`);
  }
}
