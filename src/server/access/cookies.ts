import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** What browsers are given to keep. */
export type CookieKind = "session" | "ceremony" | "device" | "provider";

/** A secret of 256 bits. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

type Place = { readonly isSecure: boolean; readonly port: string };

/** `__Host-` binds a cookie to this host over TLS. Cookies of one host are shared by its ports, so the name tells them apart. */
const nameOf = (kind: CookieKind, { isSecure, port }: Place): string =>
  isSecure ? `__Host-holdfast-${kind}` : `holdfast-${kind}-${port}`;

const placeOf = (own: string | null): Place => {
  const url = own === null ? null : new URL(own);
  // Without TLS a browser keeps no secure cookie; only on the loopback nobody listens in between.
  return { isSecure: url?.protocol !== "http:", port: url?.port || "80" };
};

/** The value of a cookie, or null. */
export function readCookie(request: FastifyRequest, kind: CookieKind, own: string | null): string | null {
  return request.cookies[nameOf(kind, placeOf(own))] ?? null;
}

/** Gives a cookie, or with `value` null takes it away. Pages cannot read it, and other sites cannot make a browser send it. */
export function setCookie(
  reply: FastifyReply,
  kind: CookieKind,
  own: string | null,
  value: string | null,
  maxAgeSeconds?: number,
): void {
  const place = placeOf(own);
  void reply.setCookie(nameOf(kind, place), value ?? "", {
    path: "/",
    httpOnly: true,
    secure: place.isSecure,
    // The way back from the provider is a link from another site; this cookie proves only who set out.
    sameSite: kind === "provider" ? "lax" : "strict",
    ...(value === null ? { maxAge: 0 } : maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
  });
}
