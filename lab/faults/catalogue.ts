import { sites } from "../site/sites.ts";
import { applicationDies } from "./application-dies.ts";
import { databaseDies } from "./database-dies.ts";
import { databaseFreezes } from "./database-freezes.ts";
import { diskFull } from "./disk-full.ts";
import type { Fault } from "./fault.ts";
import { linkCut } from "./link-cut.ts";
import { linkDelay } from "./link-delay.ts";
import { relayDies } from "./relay-dies.ts";
import { siteDies } from "./site-dies.ts";
import { siteReturns } from "./site-returns.ts";
import { slowDisk } from "./slow-disk.ts";

/** Everything in the lab that can be broken on purpose. */
export const faultCatalogue: readonly Fault[] = [
  ...sites.map(siteDies),
  ...sites.map(databaseDies),
  ...sites.map(databaseFreezes),
  ...sites.map(applicationDies),
  linkCut,
  linkDelay,
  relayDies,
  ...sites.map(diskFull),
  ...sites.map(slowDisk),
  ...sites.map(siteReturns),
];
