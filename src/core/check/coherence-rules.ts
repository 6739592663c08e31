import type { Rule } from "./rule.ts";
import { contradictingDependency } from "./rules/contradicting-dependency.ts";
import { coveredWithoutRunbook } from "./rules/covered-without-runbook.ts";
import { duplicateDependency } from "./rules/duplicate-dependency.ts";
import { groupWithoutSpare } from "./rules/group-without-spare.ts";
import { planCoversNothing } from "./rules/plan-covers-nothing.ts";
import { planRunbookMisfit } from "./rules/plan-runbook-misfit.ts";
import { planWithoutActivation } from "./rules/plan-without-activation.ts";
import { planWithoutAuthority } from "./rules/plan-without-authority.ts";
import { planWithoutReturnToNormal } from "./rules/plan-without-return-to-normal.ts";
import { planWithoutRunbook } from "./rules/plan-without-runbook.ts";
import { planWithoutStandDown } from "./rules/plan-without-stand-down.ts";
import { redundancyDefeated } from "./rules/redundancy-defeated.ts";
import { repeatedGroupMember } from "./rules/repeated-group-member.ts";
import { runtimeCycle } from "./rules/runtime-cycle.ts";
import { scenarioFailsNothing } from "./rules/scenario-fails-nothing.ts";
import { scenarioWithoutPlan } from "./rules/scenario-without-plan.ts";
import { selfDependency } from "./rules/self-dependency.ts";
import { startupCycle } from "./rules/startup-cycle.ts";
import { unusedDocument } from "./rules/unused-document.ts";

/** Rules about documents that hang together: plans and scenarios that are whole, dependencies that make sense. */
export const coherenceRules: readonly Rule[] = [
  planCoversNothing,
  planWithoutRunbook,
  planWithoutActivation,
  planWithoutAuthority,
  planWithoutReturnToNormal,
  planWithoutStandDown,
  planRunbookMisfit,
  coveredWithoutRunbook,
  scenarioWithoutPlan,
  scenarioFailsNothing,
  selfDependency,
  startupCycle,
  runtimeCycle,
  duplicateDependency,
  contradictingDependency,
  redundancyDefeated,
  repeatedGroupMember,
  groupWithoutSpare,
  unusedDocument,
];
