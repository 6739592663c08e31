import type { PageMessage } from "#engine/pager.ts";

/** The message with how to answer it, for channels that carry text alone. */
export function textWithAnswer(
  { text, link, replyCode, channel }: PageMessage,
  hearsReplies = false,
): string {
  const isHeard = replyCode !== "" && (channel === "sms" || hearsReplies);
  const reply = isHeard ? `Reply "${replyCode} yes" or "${replyCode} no".` : null;
  const tap = link === null ? null : `Answer: ${link}`;
  return [text, reply, tap].filter((part) => part !== null).join("\n");
}
