/** What is answered about signing in, accounts and roles. */
export const accessProblems = {
  "role-missing": {
    status: 403,
    title: "Another role is needed",
    help: "Ask somebody who has it, or an administrator to give it to you.",
  },
  "sign-in-refused": {
    status: 401,
    title: "Not signed in",
    help: "Look at the spelling. An administrator can make a link to a new password.",
  },
  "too-many-guesses": {
    status: 429,
    title: "Too many attempts",
    help: "Wait as long as it says. A passkey, or a browser in which you signed in before, is not slowed down by others.",
  },
  "sign-in-again": {
    status: 403,
    title: "Sign in once more",
    help: "How you sign in can be changed for 15 minutes after signing in.",
  },
  "sign-in-off": {
    status: 409,
    title: "No sign-in here",
    help: "This server believes whoever reaches its loopback address. Start it without --trust-loopback.",
  },
  "needs-https": {
    status: 403,
    title: "Not over this address",
    help: "Open the https:// address that --public-url names; without TLS a browser keeps no session.",
  },
  "ceremony-over": {
    status: 409,
    title: "Begin again",
    help: "It took too long, or was begun in another browser.",
  },
  "link-spent": {
    status: 410,
    title: "The link does not work any more",
    help: "It works once and for a day. Ask an administrator for another one.",
  },
  "password-weak": {
    status: 422,
    title: "Password too weak",
    help: "Choose a longer one: a sentence will do.",
  },
  "passkey-refused": {
    status: 403,
    title: "Passkey not accepted",
    help: "Try again, or sign in with your password.",
  },
  "account-missing": { status: 404, title: "No such account", help: "List who has one, under Access." },
  "account-exists": {
    status: 409,
    title: "Account exists already",
    help: "Choose another name, or reset it.",
  },
  "account-disabled": {
    status: 403,
    title: "Account is disabled",
    help: "Ask an administrator to enable it.",
  },
  "last-administrator": {
    status: 409,
    title: "Last administrator",
    help: "Make somebody else an administrator before.",
  },
  "role-from-provider": {
    status: 409,
    title: "Role comes from the provider",
    help: "Take the person out of the group at the identity provider.",
  },
  "credential-missing": {
    status: 404,
    title: "Not there any more",
    help: "Read the account again: the session, token or passkey has gone already.",
  },
  "provider-failed": {
    status: 502,
    title: "The identity provider did not help",
    help: "Try again; local accounts and passkeys work without it.",
  },
} as const satisfies {
  readonly [code: string]: { readonly status: number; readonly title: string; readonly help: string };
};
