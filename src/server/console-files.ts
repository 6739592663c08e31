import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "./app.ts";
import type { Problem } from "./problem.ts";

const ownPaths = ["/api/", "/openapi.json", "/healthz", "/readyz", "/metrics", "/assets/"];

/**
 * Serves the built console. It has its own addresses (`/runs/ID`), so a page that is no file is its first
 * page; what is meant for a program, or by one, is answered with a problem.
 */
export async function serveConsole(
  app: App,
  folder: string | null,
  missing: (url: string) => Problem,
): Promise<void> {
  if (folder !== null) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      setHeaders: (response, file) => {
        // Names of assets hold a hash of their content; the first page names them and must be fresh.
        const isHashed = file.includes("/assets/");
        void response.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    const isPage = wantsPage && !ownPaths.some((path) => request.url.startsWith(path));
    if (folder !== null && isPage) return reply.header("cache-control", "no-cache").sendFile("index.html");
    const problem = missing(request.url);
    return reply.code(problem.status).type("application/problem+json").send(problem);
  });
}
