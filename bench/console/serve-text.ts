import { createServer } from "node:http";
import { gzipSync } from "node:zlib";

/** A text behind an address of its own, compressed as the product sends it: handing it to the browser through its debugger costs seconds. */
export async function serveText(
  text: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const packed = gzipSync(text);
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(packed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
