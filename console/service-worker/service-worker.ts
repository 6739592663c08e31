import { answer, forgetAnswers } from "./answers.ts";
import { buildPrefix, handlingOf } from "./policy.ts";
import type { WorkerScope } from "./worker-scope.ts";

/** The files of this build, written in by the build; their names hold their content. */
const build = JSON.parse("__HOLDFAST_BUILD__") as { readonly id: string; readonly files: readonly string[] };

const scope = self as unknown as WorkerScope;
const ownBuild = `${buildPrefix}${build.id}`;
const firstPage = "/";

/** This build and the one before: pages that are still open ask for parts of theirs. */
const buildsKept = 2;

async function keepBuild(): Promise<void> {
  const cache = await caches.open(ownBuild);
  const fresh = [firstPage, ...build.files].map((file) => new Request(file, { cache: "no-cache" }));
  await cache.addAll(fresh);
  await scope.skipWaiting();
}

async function forgetOldBuilds(): Promise<void> {
  const builds = (await caches.keys()).filter((name) => name.startsWith(buildPrefix));
  const others = builds.filter((name) => name !== ownBuild);
  const old = others.slice(0, Math.max(0, others.length - (buildsKept - 1)));
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request.url)) ?? fetch(request);
}

/** The page of the server, for it names the newest build; when the server is gone, the page that was kept. */
async function page(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.status < 500) return response;
    return (await keptPage()) ?? response;
  } catch (error) {
    const kept = await keptPage();
    if (kept === undefined) throw error;
    return kept;
  }
}

/** Also when the server is gone: whoever wants to be forgotten here is. */
async function forgetting(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } finally {
    await forgetAnswers();
  }
}

async function keptPage(): Promise<Response | undefined> {
  const cache = await caches.open(ownBuild);
  return cache.match(firstPage);
}

scope.addEventListener("install", (event) => event.waitUntil(keepBuild()));
scope.addEventListener("activate", (event) => event.waitUntil(forgetOldBuilds()));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const handling = handlingOf({
    method: request.method,
    url: request.url,
    origin: scope.location.origin,
    mode: request.mode,
    accept: request.headers.get("accept") ?? "",
  });
  if (handling === "forget") event.respondWith(forgetting(request));
  if (handling === "asset") event.respondWith(asset(request));
  if (handling === "page") event.respondWith(page(request));
  if (handling === "answer")
    event.respondWith(answer(request, (work) => event.waitUntil(work.catch(() => {}))));
});
