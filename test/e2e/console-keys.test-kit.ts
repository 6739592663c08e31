import type { Locator, Page } from "playwright-core";

/** So many stops no page has; whoever has not arrived by then cannot get there. */
const stopsMax = 250;

/** Runs in the page, whose types are not known here. */
const isFocused = (element: unknown) =>
  (element as { readonly matches: (selector: string) => boolean }).matches(":focus");

/** Goes to an element with Tab alone, as somebody without a mouse does. Throws where Tab does not lead there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let stop = 0; stop < stopsMax; stop += 1) {
    const isThere = await target.first().evaluate(isFocused);
    if (isThere) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

/** Goes to a button or link by its name and presses Enter. */
export async function pressNamed(page: Page, role: "button" | "link", name: string | RegExp): Promise<void> {
  await tabTo(page, page.getByRole(role, { name, exact: true }));
  await page.keyboard.press("Enter");
}

/** Goes to a field by its label and types. */
export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByRole("textbox", { name: label }));
  await page.keyboard.type(text);
}

/** Opens a step with the keys of the list: j from row to row, then Enter. */
export async function openByKeys(page: Page, title: string): Promise<void> {
  await page.keyboard.press("Escape");
  const link = page.locator(".step-row").filter({ hasText: title }).first().locator("[data-step-link]");
  await link.waitFor();
  for (let row = 0; row < stopsMax; row += 1) {
    await page.keyboard.press("j");
    if (await link.evaluate(isFocused)) break;
  }
  await page.keyboard.press("Enter");
  await page.locator(".step-detail").getByText(title).first().waitFor();
}

/** Chooses one of a group of radio buttons with the arrows. */
export async function arrowTo(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole("radio", { name });
  await wanted.waitFor();
  const first = page.getByRole("radio").first();
  const checked = page.getByRole("radio", { checked: true });
  await tabTo(page, (await checked.count()) > 0 ? checked : first);
  await page.keyboard.press("Space");
  for (let stop = 0; stop < 10 && !(await wanted.isChecked()); stop += 1)
    await page.keyboard.press("ArrowDown");
}

/** More options no list of the tests has. */
const optionsMax = 20;

/** Chooses from a list with the arrows: typing letters means another option where the machine is slow between two. */
export async function chooseByKeys(page: Page, label: string, value: string): Promise<void> {
  const list = page.getByLabel(label, { exact: true });
  await list.locator(`option[value="${value}"]`).waitFor({ state: "attached" });
  await tabTo(page, list);
  for (let stop = 0; stop < optionsMax && (await list.inputValue()) !== value; stop += 1) {
    await page.keyboard.press("ArrowDown");
  }
}
