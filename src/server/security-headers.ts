/**
 * What a browser may do with anything this server sends (Content Security Policy Level 3). Scripts and workers come
 * from here alone and none is made of text, so that words in a document can never become one. Styles may stand
 * inline, since the console's parts set widths and colours that way; nothing is fetched from or framed by others.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every answer. */
export const securityHeaders = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const;
