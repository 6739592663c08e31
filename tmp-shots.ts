import { chromium } from "playwright-core";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { startTestServer, ask } from "./src/server/server.test-kit.ts";
const server = await startTestServer();
writeFileSync(path.join(server.estateFolder, "plan.yaml"), `
apiVersion: holdfast/v1
kind: Plan
metadata: { name: orders, title: Orders without east }
spec:
  owner: team:dba
  covers: [service:orders]
  runbooks: [runbook:by-hand]
  roles: [{ role: incident-commander, holder: person:ben, deputies: [person:cem] }, { role: scribe, holder: team:dba }]
  authority: { declare: [{ who: person:ben }, { who: person:cem, after: PT10M }], quorum: 1, standDown: team:crisis }
`);
for (;;) { const a = await ask(server, "GET", "/api/v1/documents/plan:orders", { as: "person:ana" }); if (a.status === 200) break; await new Promise(r => setTimeout(r, 200)); }
const post = async (u: string, body: object, as = "person:ana") => { const a = await ask(server, "POST", u, { as, body }); if (a.status >= 300) console.log(a.text); return a.json() as any; };
const { id } = await post("/api/v1/incidents", { title: "Orders fail at the checkout", services: ["service:orders"], regulations: ["dora", "gdpr"] });
const to = (v: string, b: object, as?: string) => post(`/api/v1/incidents/${id}/${v}`, b, as);
await to("facts", { fact: "impact-began-at", value: new Date(Date.now() - 600e3).toISOString() });
await to("facts", { fact: "users-affected-percent", value: 80, estimate: true });
await to("facts", { fact: "aware-at", value: new Date(Date.now() - 500e3).toISOString() });
await to("failures", { name: "primary dead", component: null, because: "three of three vantage points", witnesses: [{ by: "prometheus", says: "agrees", detail: "up == 0" }, { by: "orders-app log", says: "silent", detail: "" }] });
await to("callouts", { text: "Bridge 42" });
await to("repair-estimates", { readyAt: null, reason: "no idea yet" });
await to("declaration", { reason: "east does not answer" });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [w, scheme] of [[1440, "light"], [1440, "dark"], [360, "light"]] as const) {
  const page = await browser.newPage({ viewport: { width: w, height: 900 }, colorScheme: scheme });
  page.on("console", (m) => m.type() === "error" && console.log(m.text()));
  await page.goto(server.url + "/incidents");
  await page.waitForTimeout(4000);
  const pick = page.getByRole("button", { name: /act as|choose/i }).first();
  if (await pick.count()) { console.log(await pick.textContent()); }
  await page.evaluate("localStorage.setItem('holdfast.actor','person:ben')");
  await page.goto(server.url + "/incidents"); await page.waitForTimeout(2500);
  await page.screenshot({ path: `/tmp/shot-list-${w}-${scheme}.png` });
  await page.goto(server.url + "/incidents/" + id); await page.waitForTimeout(4000);
  await page.screenshot({ path: `/tmp/shot-one-${w}-${scheme}.png`, fullPage: true });
  await page.close();
}
await browser.close();
await server.stop();
process.exit(0);
