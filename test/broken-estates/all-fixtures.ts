import type { Fixture } from "./fixture.ts";
import { communicationFixtures } from "./fixtures/communication.ts";
import { freshnessFixtures } from "./fixtures/freshness.ts";
import { objectiveFixtures } from "./fixtures/objectives.ts";
import { ownershipFixtures } from "./fixtures/ownership.ts";
import { peopleFixtures } from "./fixtures/people.ts";
import { scopeFixtures } from "./fixtures/scope.ts";
import { shapeFixtures } from "./fixtures/shape.ts";
import { siteFixtures } from "./fixtures/sites.ts";
import { vendorFixtures } from "./fixtures/vendors.ts";
import { controlPathFixtures } from "./fixtures/control-path.ts";
import { dependencyFixtures } from "./fixtures/dependencies.ts";
import { planFixtures } from "./fixtures/plans.ts";
import { grantFixtures } from "./fixtures/grants.ts";
import { runbookFixtures } from "./fixtures/runbooks.ts";
import { suspectDataFixtures } from "./fixtures/suspect-data.ts";

/** Every way in which the estate is broken, group by group. */
export const allFixtures: readonly Fixture[] = [
  ...shapeFixtures,
  ...ownershipFixtures,
  ...objectiveFixtures,
  ...scopeFixtures,
  ...siteFixtures,
  ...vendorFixtures,
  ...peopleFixtures,
  ...communicationFixtures,
  ...freshnessFixtures,
  ...runbookFixtures,
  ...grantFixtures,
  ...controlPathFixtures,
  ...suspectDataFixtures,
  ...planFixtures,
  ...dependencyFixtures,
];
