import { type PageFile, pageFiles } from "#core/incident/status-page/page-files.ts";
import { statusPage } from "#core/incident/status-page/status-page.ts";
import type { IncidentState } from "#core/incident/state.ts";
import type { AppPorts } from "../app-ports.ts";

/** What a status page is asked for. */
export type AskedPage = { readonly title: string; readonly audience: string; readonly exercises: boolean };

/** Incidents that a page is made of, the newest: what is older is no news. */
const incidentsMax = 500;

/** The files of a status page, made of what is published now. */
export async function makePage(
  { incidents, incidentList, clock }: Pick<AppPorts, "incidents" | "incidentList" | "clock">,
  asked: AskedPage,
): Promise<readonly PageFile[]> {
  const { incidents: ids } = await incidentList({ status: null, limit: incidentsMax, before: null });
  const states: IncidentState[] = [];
  for (const id of ids) states.push((await incidents.read(id)).state);
  return pageFiles(statusPage(states, { ...asked, madeAt: clock.now() }));
}
