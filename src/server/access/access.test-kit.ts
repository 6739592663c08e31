import { readFileSync } from "node:fs";
import { operatorTokenFile } from "../operator-token.ts";
import type { TestServer } from "../server.test-kit.ts";

/** A browser as the server sees it: it keeps cookies, and says that its own pages ask. */
export type Browser = {
  post(url: string, body?: unknown, more?: Readonly<Record<string, string>>): ReturnType<typeof send>;
  get(url: string, more?: Readonly<Record<string, string>>): ReturnType<typeof send>;
  readonly cookies: Map<string, string>;
};

const origin = "http://127.0.0.1";

async function send(
  { server }: Pick<TestServer, "server">,
  method: "GET" | "POST",
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
) {
  const response = await server.app.inject({
    method,
    url,
    headers: {
      host: "127.0.0.1",
      ...headers,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    cookies: response.cookies as readonly {
      readonly name: string;
      readonly value: string;
      readonly maxAge?: number;
    }[],
    text: response.body,
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the test knows what it asked for
    json: <Value>(): Value => response.json<Value>(),
    code: () => response.json<{ readonly code?: string }>().code,
  };
}

/** A browser that has signed in nowhere yet. */
export function newBrowser(server: Pick<TestServer, "server">): Browser {
  const cookies = new Map<string, string>();
  const ask = async (
    method: "GET" | "POST",
    url: string,
    body: unknown,
    more: Readonly<Record<string, string>>,
  ) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const own = { origin, "sec-fetch-site": "same-origin", ...(cookie === "" ? {} : { cookie }) };
    const answer = await send(server, method, url, { ...own, ...more }, body);
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  return {
    cookies,
    post: (url, body, more = {}) => ask("POST", url, body, more),
    get: (url, more = {}) => ask("GET", url, undefined, more),
  };
}

/** Asks with the operator's token. */
export async function asOperator(server: TestServer, method: "GET" | "POST", url: string, body?: unknown) {
  const token = readFileSync(operatorTokenFile(server.dataFolder), "utf8").trim();
  return send(server, method, url, { authorization: `Bearer ${token}` }, body);
}

export const goodPassword = "four green boats sail";

/** Makes an account with a password, and signs a browser in. */
export async function signedIn(
  server: TestServer,
  person: string,
  roles: readonly string[],
): Promise<Browser> {
  const made = await asOperator(server, "POST", "/api/v1/access/accounts", { person, roles, reason: "test" });
  if (made.status !== 201) throw new Error(made.text);
  const { link, name } = made.json<{ link: string; name: string }>();
  const browser = newBrowser(server);
  const chosen = await browser.post("/api/v1/sign-in/password", {
    link: link.replace("/sign-in#link=", ""),
    password: goodPassword,
  });
  if (chosen.status !== 200) throw new Error(chosen.text);
  const answer = await browser.post("/api/v1/sign-in", { name, password: goodPassword });
  if (answer.status !== 200) throw new Error(answer.text);
  return browser;
}
