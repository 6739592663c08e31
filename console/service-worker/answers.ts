import { answersPrefix, isGone, keptAtHeader } from "./policy.ts";

/** So many answers are kept for a person; the oldest go first. */
const keptMax = 400;
/** A larger answer is not worth the place of hundreds of others. */
const bytesMax = 25_000_000;

/** Answers belong to whom they were given to: named in the header, or by the session, which has one person. */
function cacheName(request: Request): string {
  return `${answersPrefix}${request.headers.get("x-holdfast-actor") ?? "session"}`;
}

/** Forgets everything that was kept for anybody. */
export async function forgetAnswers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(answersPrefix)).map((name) => caches.delete(name)),
  );
}

async function keep(request: Request, response: Response): Promise<void> {
  const body = await response.blob();
  if (body.size > bytesMax) return;
  const headers = new Headers(response.headers);
  headers.set(keptAtHeader, new Date().toISOString());
  const cache = await caches.open(cacheName(request));
  // Put again it stands last: the order of the keys is that of their age.
  await cache.delete(request.url);
  await cache.put(request.url, new Response(body, { status: 200, headers }));
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - keptMax)).map((key) => cache.delete(key)));
}

async function kept(request: Request): Promise<Response | undefined> {
  const cache = await caches.open(cacheName(request));
  return cache.match(request.url);
}

/** What has been refused must not be read from a copy later. */
async function forgetRefused(request: Request, status: number): Promise<void> {
  if (status === 401) await forgetAnswers();
  if (status !== 403 && status !== 404) return;
  const cache = await caches.open(cacheName(request));
  await cache.delete(request.url);
}

/**
 * The answer of the server, of which a copy is kept. Only when the server is gone is the copy given in
 * its place, and then it says since when it was kept.
 */
export async function answer(request: Request, lasting: (work: Promise<unknown>) => void): Promise<Response> {
  try {
    const response = await fetch(request);
    const type = response.headers.get("content-type") ?? "";
    if (isGone(response.status, type)) return (await kept(request)) ?? response;
    const isSecret = (response.headers.get("cache-control") ?? "").includes("no-store");
    if (response.status === 200 && type.includes("json") && !isSecret)
      lasting(keep(request, response.clone()));
    else lasting(forgetRefused(request, response.status));
    return response;
  } catch (error) {
    // Whoever asked and went away wants no copy either.
    const copy = request.signal.aborted ? undefined : await kept(request);
    if (copy === undefined) throw error;
    return copy;
  }
}
