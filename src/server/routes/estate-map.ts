import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { etagOf } from "../documents/give-command.ts";
import { createObservedReader } from "../estate/observed-text.ts";
import { leavingSignal } from "../leaving.ts";
import { estateMapSchema } from "../schemas/estate-map.ts";
import { answers, operation } from "./operation.ts";

const unpacked = promisify(gunzip);

/** The estate as a map is drawn from it. The thread of the analysis writes the answer; here it is only handed on. */
export function estateMapRoutes(app: App, { estate, analyst }: AppPorts): void {
  const observedOf = createObservedReader();
  app.get(
    "/api/v1/estate/map",
    {
      schema: {
        ...operation("getEstateMap", "estate", "All that can fail and what it relies on, in columns"),
        response: answers(estateMapSchema),
      },
    },
    async (request, reply) => {
      const { folder, loadedAt, resolved, published } = estate.current();
      const observed = await observedOf(folder);
      const revision = published === null ? loadedAt : `${published.number}-${published.revision}`;
      const version = createHash("sha256").update(`${revision} ${observed.version}`).digest("hex");
      const etag = etagOf(version.slice(0, 32));
      void reply.header("etag", etag).header("cache-control", "private, no-cache");
      void reply.header("vary", "accept-encoding");
      const held = (request.headers["if-none-match"] ?? "").split(",").map((tag) => tag.trim());
      if (held.includes(etag) || held.includes(`W/${etag}`)) {
        return reply.code(304).send(undefined as never) as never;
      }
      const packed = await analyst.map(resolved.estate, observed.text, leavingSignal(reply));
      void reply.type("application/json; charset=utf-8");
      const isPacked = /\bgzip\b/.test(request.headers["accept-encoding"]?.toString() ?? "");
      if (isPacked) void reply.header("content-encoding", "gzip");
      const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
      // The text is there already: it is not to be written a second time.
      return reply.send((isPacked ? bytes : await unpacked(bytes)) as never) as never;
    },
  );
}
