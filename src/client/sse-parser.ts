/** One message of a stream of Server-Sent Events. */
export type SseMessage = { readonly id: string | null; readonly event: string; readonly data: string };

/**
 * Reads Server-Sent Events (WHATWG HTML, section 9.2.6) from text that arrives in pieces of any size.
 * `push` returns the messages that a piece completes; comments are dropped.
 */
export function createSseParser(): { push(text: string): readonly SseMessage[] } {
  let rest = "";
  let id: string | null = null;
  let event = "message";
  let data: string[] = [];

  function readLine(line: string): SseMessage | null {
    if (line === "") {
      const message = data.length > 0 ? { id, event, data: data.join("\n") } : null;
      event = "message";
      data = [];
      return message;
    }
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    if (field === "event") event = value;
    if (field === "id") id = value;
    return null;
  }

  return {
    push(text) {
      // A CR at the end may be the first half of CRLF: it waits for what comes next.
      const all = rest + text;
      const lines = all.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      return lines.map(readLine).filter((message) => message !== null);
    },
  };
}
