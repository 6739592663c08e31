import { createHmac, timingSafeEqual } from "node:crypto";

/** A page of an incident, as a link or a code stands for it. */
export type PageName = { readonly incident: string; readonly page: string };

/** What stands in messages so that whoever received one can answer it, and nobody else. */
export type AnswerCodes = {
  /** For links; holds the page and proves that it came from here. */
  tokenOf(name: PageName): string;
  /** The page a token stands for, or null when it is not one of ours. */
  read(token: string): PageName | null;
  /** Four digits for a reply from the very number that was written to. */
  replyCodeOf(name: PageName): string;
};

/** Octets of the proof: 96 bits cannot be guessed, and a link still fits into a short message. */
const proofOctets = 12;

/** The codes of a server; `secret` is known to its nodes alone. */
export function createAnswerCodes(secret: string): AnswerCodes {
  const proofOf = (text: string) => createHmac("sha256", secret).update(text).digest();
  const textOf = ({ incident, page }: PageName) => `${incident} ${page}`;
  return {
    tokenOf(name) {
      const text = textOf(name);
      const proof = proofOf(text).subarray(0, proofOctets).toString("base64url");
      return `${Buffer.from(text).toString("base64url")}.${proof}`;
    },
    read(token) {
      const [name = "", proof = ""] = token.split(".");
      const text = Buffer.from(name, "base64url").toString();
      const expected = proofOf(text).subarray(0, proofOctets);
      const given = Buffer.from(proof, "base64url");
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const [incident = "", page = ""] = text.split(" ");
      return { incident, page };
    },
    replyCodeOf: (name) => String(proofOf(`reply ${textOf(name)}`).readUInt32BE(0) % 10_000).padStart(4, "0"),
  };
}
